/// What a network is put through, and what is wanted of it: one row per sample.
public struct Experiment: Sendable {
  /// Every node's state before the first step.
  public var start: [Double]
  /// Nodes that are imposed, and their levels: `levels[t][k]` stands from sample t - 1 to sample t.
  public var imposedNodes: [Int]
  public var levels: [[Double]]
  /// Nodes that are pushed, and by how much: rows as above.
  public var pushedNodes: [Int] = []
  public var pushes: [[Double]] = []
  public var outputs: [Int]
  /// `targets[t][o]`, the state wanted at sample t, and how much it counts.
  public var targets: [[Double]]
  public var weights: [[Double]]
  public var cost: Cost
  /// Steps of integration from one sample to the next.
  public var stepsPerSample: Int

  /// Of one output at one sample.
  public enum Cost: Sendable {
    /// Half the squared difference.
    case halfSquare
    /// 1 - cos of the difference, of phases.
    case phase
  }

  public init(
    start: [Double], imposedNodes: [Int], levels: [[Double]], outputs: [Int],
    targets: [[Double]], weights: [[Double]], cost: Cost = .halfSquare, stepsPerSample: Int = 1
  ) {
    self.start = start
    self.imposedNodes = imposedNodes
    self.levels = levels
    self.outputs = outputs
    self.targets = targets
    self.weights = weights
    self.cost = cost
    self.stepsPerSample = stepsPerSample
  }

  public var sampleCount: Int { targets.count }
}
