public import BoardFile
public import SimulatedBoard

/// The supervisor of equation 14: it holds every node at
///
///     x^C(t) = x^F(t) - eta * (what the cost, from t on, gains from the state at t)
///
/// so that rule (12) is exact gradient descent. It sees the whole trajectory beforehand: no circuit
/// can, but a simulated one shows what the forward supervisor is held against.
public struct GradientSupervisor {
  /// The network with a clamp at every node that no source holds.
  public let model: NetworkModel
  /// One example, whose targets are the adjoint's.
  public let task: NetworkTask
  /// dC/dtheta, exactly.
  public let gradient: [Double]
  /// How many times the adjoint nodes are nudged by.
  public let reach: Double

  /// For the first example, from a start that is given.
  public init(_ model: NetworkModel, _ task: NetworkTask) {
    var start = Array(repeating: 0.0, count: model.dynamics.nodeCount)
    if case .fixed(let states) = model.start { start = states }
    let found = ExactGradient.trajectory(
      model, task, example: 0, parameters: model.dynamics.parameters, start: start)
    gradient = found.gradient
    let held = Set(model.sources.filter { !$0.isPush }.map(\.node))
    let nodes = start.indices.filter { !held.contains($0) }
    // As large as the converters' range allows: the rule divides by it.
    let largest = found.adjoints.joined().map(abs).max() ?? 0
    reach = largest > 0 ? 0.25 * model.fullScale / largest : 1
    var supervised = model
    supervised.clamps = nodes.map { NetworkClamp(node: $0, scale: model.fullScale) }
    self.model = supervised
    let first = task.train[0]
    var own = NetworkTask(
      name: task.name,
      train: [
        NetworkTask.Example(
          inputs: first.inputs,
          targets: found.samples.indices.map { [reach] t in
            nodes.map { found.samples[t][$0] - reach * found.adjoints[t][$0] }
          })
      ], interval: task.interval, eta: 0.5, rates: task.rates, trials: task.trials)
    own.seed = task.seed
    self.task = own
  }
}
