internal import BoardFile
internal import SimulatedBoard

/// The same task by exact gradients in floating point, with the same rates and bounds: what local
/// learning is held against.
struct GradientDescent {
  /// The mean squared error before each step.
  private(set) var errors: [Double] = []

  init(_ model: NetworkModel, _ task: NetworkTask) {
    var parameters = model.dynamics.parameters
    let elements = model.dynamics.elements
    guard case .fixed(let start) = model.start else { return }
    let counting =
      task.weights.isEmpty
      ? Double(task.train[0].targets.count * model.clamps.count)
      : task.weights.joined().reduce(0, +)
    for trial in 0..<Int(task.trials) {
      let found = ExactGradient.trajectory(
        model, task, example: trial % task.train.count, parameters: parameters, start: start)
      // The cost is the mean over all samples of half the square.
      errors.append(2 * found.cost * Double(task.train[0].targets.count) / counting)
      for index in parameters.indices {
        let rate = task.rates[elements[index].term] ?? 0
        let moved = parameters[index] - rate * Self.pushScale(model, task) * found.gradient[index]
        parameters[index] = min(max(moved, model.ranges[index].low), model.ranges[index].high)
      }
    }
  }

  /// How much harder than by the error itself the clamps push.
  private static func pushScale(_ model: NetworkModel, _ task: NetworkTask) -> Double {
    guard let clamp = model.clamps.first, clamp.isPush else { return 1 }
    return clamp.scale / model.fullScale
  }
}
