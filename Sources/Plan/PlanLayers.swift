import DigitalNetwork

/// A layer of a network without an analog part: nodes side by side. The first one is imposed.
public struct PlanLayer: BitwiseCopyable, Equatable, Sendable {
  public var nodeCount: UInt32
  /// The step of its relaxation (eps), 2^-13; of no meaning in the first layer.
  public var rate: UInt32
  /// What its nodes say of their states: `DigitalActivation`. Of the first layer only whether levels
  /// may be negative counts.
  public var activation: UInt32
  /// Zero.
  public var reserved: UInt32 = 0

  public init(nodeCount: UInt32, rate: UInt32, activation: UInt32 = 0) {
    self.nodeCount = nodeCount
    self.rate = rate
    self.activation = activation
  }
}

/// All elements between two layers, each the same in both directions.
public struct PlanBlock: BitwiseCopyable, Equatable, Sendable {
  public var from: UInt16
  public var to: UInt16
  /// Weights start anywhere within this, drawn from the seed; 2^-30.
  public var startReach: Int32
  /// How far weights move for a contrast, of what the schedule's rate says; 2^-30. The biases of a
  /// layer go with the first block that leads to it.
  public var weight: Int32
  /// What the network multiplies with, 2 to 16 bits, of weights halved in range so often.
  public var weightBits: UInt8
  public var weightScale: UInt8
  /// Zero.
  public var reserved: UInt16 = 0

  public init(
    from: UInt16, to: UInt16, startReach: Int32, weight: Int32 = 1 << 30, weightBits: UInt8 = 16,
    weightScale: UInt8 = 0
  ) {
    self.from = from
    self.to = to
    self.startReach = startReach
    self.weight = weight
    self.weightBits = weightBits
    self.weightScale = weightScale
  }
}

extension Plan {
  /// Whether the network has layers, and no element of its own in the plan: a digital board's.
  @inlinable @inline(__always) public var isLayered: Bool { layerCount > 0 }

  /// Residuals that are kept beside the taps: those of layers have theirs in them.
  @inlinable @inline(__always)
  public var residualCount: Int { isLayered ? 0 : elementCount }

  @inlinable @inline(__always)
  public func layer(_ index: Int) -> PlanLayer { unsafe layers[index] }
  @inlinable @inline(__always)
  public func block(_ index: Int) -> PlanBlock { unsafe blocks[index] }

  /// The weights of a block.
  public func weightCount(block index: Int) -> Int {
    let block = block(index)
    return Int(layer(Int(block.from)).nodeCount) &* Int(layer(Int(block.to)).nodeCount)
  }

  /// Hands out the network's shape.
  public func withShape<Result: ~Copyable, Failure: Error>(
    _ body: (_ layers: Span<DigitalLayer>, _ blocks: Span<DigitalBlock>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var layers = InlineArray<8, DigitalLayer>(repeating: DigitalLayer(nodeCount: 0))
    var blocks = InlineArray<16, DigitalBlock>(repeating: DigitalBlock(from: 0, to: 0))
    for index in 0..<min(layerCount, layers.count) {
      let layer = layer(index)
      layers[index] = DigitalLayer(
        nodeCount: Int32(truncatingIfNeeded: layer.nodeCount),
        rate: Int32(truncatingIfNeeded: layer.rate),
        activation: DigitalActivation(rawValue: UInt8(truncatingIfNeeded: layer.activation))
          ?? .hardSigmoid)
    }
    for index in 0..<min(blockCount, blocks.count) {
      let block = block(index)
      blocks[index] = DigitalBlock(
        from: Int32(block.from), to: Int32(block.to), weightBits: Int32(block.weightBits),
        weightScale: Int32(block.weightScale))
    }
    return try body(
      layers.span.extracting(0..<min(layerCount, layers.count)),
      blocks.span.extracting(0..<min(blockCount, blocks.count)))
  }

  /// The examples of all sets.
  @inlinable @inline(__always)
  public var allExampleCount: Int { trainCount &+ testCount &+ validationCount }

  /// Of all examples: the training, the test and the validation set behind each other.
  @inlinable @inline(__always)
  public func number(_ set: ExampleSet, _ example: Int) -> Int {
    let before =
      switch set {
      case .train: 0
      case .test: trainCount
      case .validation: trainCount &+ testCount
      }
    return before &+ example
  }

  /// The levels of every source of an example, 256ths of full scale; of a layered plan.
  @unsafe @inlinable @inline(__always)
  public func pixels(_ set: ExampleSet, _ example: Int) -> UnsafePointer<UInt8> {
    unsafe images + number(set, example) &* sourceCount
  }
}
