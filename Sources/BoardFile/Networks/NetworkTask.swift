public import Plan

/// What a network that moves in time is to learn; states in the network's own units.
public struct NetworkTask: Sendable {
  /// One way of being driven and what is wanted of it, row by row.
  public struct Example: Sendable {
    /// `inputs[t][source]`.
    public var inputs: [[Double]]
    /// `targets[t][output]`.
    public var targets: [[Double]]

    public init(inputs: [[Double]], targets: [[Double]]) {
      self.inputs = inputs
      self.targets = targets
    }
  }

  public var name: String
  public var train: [Example]
  public var test: [Example] = []
  /// `weights[t][output]`, 0 to 1; empty: all count.
  public var weights: [[Double]] = []
  /// From one sample to the next, in the network's time.
  public var interval: Double
  public var eta: Double
  /// alpha, for each kind of element.
  public var rates: [LocalTerm: Double]
  public var trials: UInt64
  public var batch = 1
  public var nudge = Nudge.oneSided
  public var order = Order.cyclic
  /// L2: the share of an element's distance from 0 that one update takes away.
  public var decay = 0.0
  /// L1: the taps by which one update pulls an element towards 0.
  public var shrink = 0.0
  public var evaluateEvery: UInt32 = 0
  public var recordEvery: UInt32 = 0
  public var seed: UInt64 = 0

  public init(
    name: String, train: [Example], interval: Double, eta: Double, rates: [LocalTerm: Double],
    trials: UInt64
  ) {
    self.name = name
    self.train = train
    self.interval = interval
    self.eta = eta
    self.rates = rates
    self.trials = trials
  }
}
