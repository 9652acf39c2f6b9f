public import DigitalNetwork

/// A digital network with the memory that it lives in, brought to its weights once, then only asked.
@safe public final class TrainedNetwork {
  public let layers: [DigitalLayer]
  public let blocks: [DigitalBlock]
  private let memory: UnsafeMutableRawPointer
  private var network: DigitalNetwork
  private lazy var energy = RelaxationEnergy(of: network)

  /// `bring` sets the weights and biases of the network, which are zero before.
  public init(
    _ layers: [DigitalLayer], _ blocks: [DigitalBlock],
    bring: (inout DigitalNetwork) throws -> Void
  ) throws {
    try DigitalShape.check(layers.span, blocks.span)
    let count = DigitalNetwork.byteCount(layers.span, blocks.span)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 32)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    do {
      var network = unsafe try DigitalNetwork(layers.span, blocks.span, block: memory)
      try bring(&network)
      self.network = network
    } catch {
      unsafe memory.deallocate()
      throw error
    }
    unsafe self.memory = memory
    self.layers = layers
    self.blocks = blocks
  }

  /// From taps, 2^-30: of each block row by row, and of each layer's biases; the first layer's are of
  /// no meaning. A list of another length than the shape's leaves zeros.
  public convenience init(
    _ layers: [DigitalLayer], _ blocks: [DigitalBlock], taps: [[Int32]], biases: [[Int32]]
  ) throws {
    try self.init(layers, blocks) { network in
      for (index, taps) in taps.enumerated() where index < blocks.count {
        network.setWeights(block: index, taps: taps.span)
      }
      for (index, biases) in biases.enumerated() where index > 0 && index < layers.count {
        network.setBiases(layer: index, taps: biases.span)
      }
    }
  }

  deinit { unsafe memory.deallocate() }

  /// The states of the last layer, 0 to 1, after up to `sweeps` free sweeps from rest. `levels`: one
  /// for each node of the first layer, 2^-15.
  public func outputs(for levels: [Int16], sweeps: Int) -> [Double] {
    network.impose(levels.span)
    network.rest()
    network.relax(sweeps: sweeps)
    return network.withStates(layer: layers.count - 1) { states in
      states.indices.map { Double(states[$0]) * 0x1p-15 }
    }
  }

  /// Records a relaxation, sweep by sweep. Levels and targets of 2^-15.
  public func trace(
    of levels: [Int16], target: [Int16]?, settings: RelaxationTrace.Settings
  ) -> RelaxationTrace {
    RelaxationTrace(
      of: &network, energy: energy, input: levels, target: target, settings: settings)
  }

  /// What the last layer should be for one of its nodes: that one all, the others nothing.
  public func target(label: Int) -> [Int16] {
    (0..<Int(layers.last?.nodeCount ?? 0)).map { $0 == label ? Int16.max : 0 }
  }
}

/// Which is largest, the first of equals.
public func largest(_ values: [Double]) -> Int {
  values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
}
