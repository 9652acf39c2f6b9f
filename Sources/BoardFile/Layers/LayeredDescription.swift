public import Plan

/// A network without an analog part, from its board file.
public struct LayeredDescription: Sendable {
  public var name: String
  public var file: String
  public var defaultTask: String?
  /// Nodes of each layer; the first one is imposed, the last one answers.
  public var layers: [Int]
  /// Which layers are joined; the earlier one first.
  public var blocks: [(from: Int, to: Int)]
  /// The step of the relaxation (eps).
  public var step: Double
  /// Whether odd and even layers move in turn.
  public var alternates: Bool
  /// What nodes say, as plans number it: 0 hard sigmoid, 1 tanh, 2 sigmoid.
  public var activation: UInt32
  /// What the network multiplies with: bits, and for each link how often the range is halved.
  public var weightBits: Int
  public var weightScales: [Int]
}

/// What such a network is to learn: pictures and their classes.
public struct ImageTask: Sendable {
  public var name: String
  public var file: String
  public var classes: Int
  /// Pictures to learn from, those behind them that are kept for validation, and unseen ones.
  public var learnCount: Int
  public var validationCount: Int
  public var testCount: Int
  /// alpha of each block.
  public var rates: [Double]
  public var beta: Double
  public var nudge: Nudge
  public var order: Order
  public var batch: Int
  public var freeSweeps: Int
  public var nudgedSweeps: Int
  public var trials: UInt64
  public var seed: UInt64
  public var recordEvery: UInt32
  public var evaluateEvery: UInt32
  public var checkpointEvery: UInt32
  public var evaluatesTrain: Bool
  /// Free responses begin where the example's last one ended, not at rest.
  public var storesStates: Bool
}
