internal import BoardFile
internal import SimulatedBoard

/// Leaky neurons that take four values in time (figure 6).
enum NeuronStudies {
  static let target = Study("target", seeds: 10, secondsPerSeed: 2) { record, context in
    let project = try BoardLibrary.load("target10", "four-values")
    var task = project.task
    task.seed = UInt64(record.seed)
    task.trials = record.isQuick ? 1_000 : 4_000
    let model = project.network.model(seed: task.seed)
    let start = try NetworkTraining(model, task).taps
    let trained = try TrainedTask(model, task, window: 1, into: &record, context)
    for (name, taps) in [("before", start), ("after", trained.bestTaps)] {
      let curves = trained.curves(task.train[0], taps: taps)
      record.curves[name] = .init(x: curves.time, y: curves.out)
    }
    let marks: [(Double, Double)] = [(5, 0.3), (10, 0.7), (15, 0.3), (19, 0.7)]
    record.curves["target"] = .init(x: marks.map { $0.0 }, y: marks.map { $0.1 })
    let descent = GradientDescent(model, task)
    record.curves["descent"] = .init(
      x: descent.errors.indices.map { Double($0 + 1) }, y: descent.errors)
    record.numbers["descentFall"] =
      (descent.errors.first ?? 0) / (descent.errors.min() ?? 1)
    record.drawings["before"] = Drawings.circle(model, taps: start)
    record.drawings["after"] = Drawings.circle(model, taps: trained.bestTaps)
  }
}
