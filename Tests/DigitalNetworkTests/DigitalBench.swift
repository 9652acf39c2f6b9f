import DigitalNetwork
import FixedPoint

/// A digital network with the memory that it lives in, random weights, and the same weights as
/// numbers.
@safe final class DigitalBench {
  let layers: [DigitalLayer]
  let blocks: [DigitalBlock]
  /// Of each block, row by row.
  private(set) var taps: [[Int32]] = []
  private(set) var biases: [[Int32]] = []
  private let memory: UnsafeMutableRawPointer
  var network: DigitalNetwork

  /// `activations`: of each layer; empty: hard sigmoids.
  init(
    _ nodes: [Int32], _ pairs: [(Int32, Int32)], rate: Int32 = 1 << 12,
    activations: [DigitalActivation] = [], bits: Int32 = 16, scale: Int32 = 0
  ) throws {
    let layers = nodes.enumerated().map { index, count in
      DigitalLayer(
        nodeCount: count, rate: rate,
        activation: activations.isEmpty ? .hardSigmoid : activations[index])
    }
    let blocks = pairs.map {
      DigitalBlock(from: $0.0, to: $0.1, weightBits: bits, weightScale: scale)
    }
    self.layers = layers
    self.blocks = blocks
    let count = DigitalNetwork.byteCount(layers.span, blocks.span)
    unsafe memory = UnsafeMutableRawPointer.allocate(
      byteCount: count, alignment: DigitalNetwork.alignment)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    do {
      unsafe network = try DigitalNetwork(layers.span, blocks.span, block: memory)
    } catch {
      unsafe memory.deallocate()
      throw error
    }
  }

  deinit { unsafe memory.deallocate() }

  /// Sets every weight and bias: `tap` is asked for each.
  func setTaps(_ tap: () -> Int32) {
    taps = blocks.map { block in
      (0..<layers[Int(block.from)].nodeCount * layers[Int(block.to)].nodeCount).map { _ in tap() }
    }
    biases = layers.map { layer in (0..<layer.nodeCount).map { _ in tap() } }
    apply()
  }

  func change(block: Int, at index: Int, by amount: Int32) {
    taps[block][index] += amount
    apply()
  }

  func set(block: Int, to taps: [Int32]) {
    self.taps[block] = taps
    apply()
  }

  /// As numbers, from what a layer has of bits: 32 where it is smooth, 16 where it is not.
  func fineStates(_ layer: Int) -> [Double] {
    let fine = network.withFineStates(layer: layer) { states in
      states.indices.map { Double(states[$0]) * 0x1p-28 }
    }
    return fine.isEmpty ? states[layer].map { Double($0) * 0x1p-15 } : fine
  }

  private func apply() {
    for (index, block) in taps.enumerated() { network.setWeights(block: index, taps: block.span) }
    for (index, layer) in biases.enumerated() { network.setBiases(layer: index, taps: layer.span) }
  }

  var states: [[Int16]] {
    layers.indices.map { index in
      network.withStates(layer: index) { states in states.indices.map { states[$0] } }
    }
  }
}

/// Reproducible draws.
struct Draws {
  private var generator: RandomGenerator

  init(_ seed: UInt64) { generator = RandomGenerator(seed: seed, stream: 77) }

  mutating func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
  mutating func tap(reach: Double) -> Int32 { Int32((2 * uniform() - 1) * reach * 0x1p30) }

  /// An image of which a share is not black: levels of 8 bits.
  mutating func image(_ count: Int, share: Double = 0.3) -> [Int16] {
    (0..<count).map { _ in uniform() < share ? Int16(uniform() * 256) << 7 : 0 }
  }
}
