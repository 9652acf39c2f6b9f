public import BoardFile
public import SimulatedBoard

/// The gradient of an example's cost, without converters.
public enum ExactGradient {
  public static func of(
    _ model: NetworkModel, _ task: NetworkTask, example index: Int, parameters: [Double],
    start: [Double]
  ) -> [Double] {
    trajectory(model, task, example: index, parameters: parameters, start: start).gradient
  }

  public static func trajectory(
    _ model: NetworkModel, _ task: NetworkTask, example index: Int, parameters: [Double],
    start: [Double]
  ) -> TrajectoryGradient {
    let example = task.train[index]
    var dynamics = model.dynamics
    dynamics.parameters = parameters
    let steps = max((task.interval / model.longestStep - 1e-9).rounded(.up), 1)
    // A source that is free at the first sample is free throughout.
    let held = model.sources.indices.filter {
      !model.sources[$0].isPush && example.inputs.first?[$0].isNaN == false
    }
    let pushing = model.sources.indices.filter { model.sources[$0].isPush }
    var experiment = Experiment(
      start: start, imposedNodes: held.map { model.sources[$0].node },
      levels: example.inputs.map { row in held.map { row[$0] } },
      outputs: model.clamps.map(\.node),
      targets: example.targets.map { row in row.map { $0.isNaN ? 0 : $0 } },
      weights: example.targets.indices.map { t in
        example.targets[t].indices.map { output in
          example.targets[t][output].isNaN ? 0 : task.weights.isEmpty ? 1 : task.weights[t][output]
        }
      },
      cost: model.wraps && model.clamps.first?.isPush == true ? .phase : .halfSquare,
      stepsPerSample: Int(steps))
    experiment.pushedNodes = pushing.map { model.sources[$0].node }
    experiment.pushes = example.inputs.map { row in
      pushing.map { row[$0].isNaN ? 0 : row[$0] }
    }
    let integrator = Integrator(
      dynamics, step: task.interval / steps, imposing: experiment.imposedNodes)
    return TrajectoryGradient(integrator, experiment)
  }
}
