/// A layer of a digital network: nodes side by side, of which each listens to those of other layers.
public struct DigitalLayer: BitwiseCopyable, Equatable, Sendable {
  /// 1 to ``DigitalShape/nodeLimit``.
  public var nodeCount: Int32
  /// The step of its relaxation (eps), 2^-13: 1 to 8,192. Of no meaning in the input layer.
  public var rate: Int32
  /// Of the input layer only whether levels may be negative (tanh) counts.
  public var activation: DigitalActivation

  public init(
    nodeCount: Int32, rate: Int32 = 1 << 12, activation: DigitalActivation = .hardSigmoid
  ) {
    self.nodeCount = nodeCount
    self.rate = rate
    self.activation = activation
  }
}

/// All elements between two layers, in both directions the same: `from` is the earlier one. Where both
/// are the same layer, its nodes listen to each other, none to itself; the weight of a pair is the
/// one above the diagonal (row before column).
public struct DigitalBlock: BitwiseCopyable, Equatable, Sendable {
  public var from: Int32
  public var to: Int32
  /// What the network multiplies with, 2 to 16: the taps keep their 32 bits. Weights are the nearest
  /// multiples of 2^-(weightBits - 1 + weightScale), and held within one step of
  /// -2^-weightScale to 2^-weightScale.
  public var weightBits: Int32
  /// 0 to 16 - ``weightBits``: how often the range of weights is halved, for finer steps.
  public var weightScale: Int32

  public init(from: Int32, to: Int32, weightBits: Int32 = 16, weightScale: Int32 = 0) {
    self.from = from
    self.to = to
    self.weightBits = weightBits
    self.weightScale = weightScale
  }
}

/// Why layers and blocks make no digital network.
public enum DigitalShapeError: Error, BitwiseCopyable, Equatable, Sendable {
  /// Fewer than two layers, or more than ``DigitalShape/layerLimit``.
  case layerCount(Int)
  /// A layer without nodes, or with too many.
  case nodeCount(layer: Int, Int32)
  /// A rate outside of 1 to 8,192.
  case rate(layer: Int, Int32)
  /// No block, or more than ``DigitalShape/blockLimit``.
  case blockCount(Int)
  /// A block whose layers are not there, or not in order; links within the input layer; weights of
  /// fewer than 2 bits, or that need more than 16.
  case block(Int)
  /// A node listens to more than ``DigitalShape/fanInLimit`` others: its sum could overflow.
  case fanIn(layer: Int, Int32)
}

/// The bounds of a digital network.
public enum DigitalShape {
  public static var layerLimit: Int { 8 }
  public static var blockLimit: Int { 16 }
  public static var nodeLimit: Int32 { 2_048 }
  /// A pair of products is below 2^31, hence below 2^21 after its shift; 1,000 of them leave room for
  /// a bias and a nudge in 32 bits.
  public static var fanInLimit: Int32 { 2_000 }

  /// Throws what stands in the way of a network of these.
  public static func check(
    _ layers: Span<DigitalLayer>, _ blocks: Span<DigitalBlock>
  ) throws(DigitalShapeError) {
    guard layers.count >= 2, layers.count <= layerLimit else { throw .layerCount(layers.count) }
    for index in layers.indices {
      let layer = layers[index]
      guard layer.nodeCount >= 1, layer.nodeCount <= nodeLimit else {
        throw .nodeCount(layer: index, layer.nodeCount)
      }
      guard index == 0 || layer.rate >= 1 && layer.rate <= 1 << 13 else {
        throw .rate(layer: index, layer.rate)
      }
    }
    guard blocks.count >= 1, blocks.count <= blockLimit else { throw .blockCount(blocks.count) }
    for index in blocks.indices {
      let block = blocks[index]
      guard block.from >= 0, block.from <= block.to, block.to > 0, block.to < layers.count
      else {
        throw .block(index)
      }
      guard block.weightBits >= 2, block.weightBits <= 16, block.weightScale >= 0,
        block.weightScale <= 16 - block.weightBits
      else {
        throw .block(index)
      }
    }
    for index in layers.indices where index > 0 {
      var fanIn: Int32 = 0
      for block in blocks.indices {
        if blocks[block].to == index { fanIn += evened(layers[Int(blocks[block].from)]) }
        if blocks[block].from == index, blocks[block].to != index {
          fanIn += evened(layers[Int(blocks[block].to)])
        }
      }
      guard fanIn <= fanInLimit else { throw .fanIn(layer: index, fanIn) }
    }
  }

  /// Nodes, in whole pairs.
  static func evened(_ layer: DigitalLayer) -> Int32 { (layer.nodeCount + 1) & ~1 }
}
