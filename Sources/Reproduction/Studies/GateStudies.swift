internal import BoardFile
internal import SimulatedBoard

/// Logic gates of enzymes (figure 8).
enum GateStudies {
  static let gates = ["not", "or", "nor", "and", "nand", "xor", "xnor"]

  static let all: [Study] = gates.map { gate in
    Study("gate-" + gate, seeds: 5, secondsPerSeed: gate == "xnor" ? 60 : 10) { record, context in
      let project = try BoardLibrary.load("gates6", gate)
      var task = project.task
      task.seed = UInt64(record.seed)
      let model = project.network.model(seed: task.seed)
      let patterns = task.train.count
      var training = try NetworkTraining(model, task)
      let start = training.taps
      let limit = Int(task.trials)
      // Learning goes on until every pattern is right, and a quarter of that again.
      var rightAt: Int?
      let chunk = 25 * patterns
      while training.trial < limit {
        try training.run(
          min(chunk, limit - training.trial), window: patterns, alignEvery: 4 * patterns + 1)
        try context.tick(Double(training.trial) / Double(limit))
        let isRight = outputs(model, task, training.bestTaps).allSatisfy(\.isRight)
        if isRight, rightAt == nil { rightAt = training.trial }
        if let rightAt, training.trial >= rightAt * 5 / 4 { break }
      }
      record.numbers["iterations"] = Double(rightAt ?? limit) / Double(patterns)
      record.numbers["fall"] = (training.errors.first ?? 0) / training.bestError
      record.addAlignment(of: training)
      record.curves["error"] = .init(x: training.trials, y: training.errors)
      for (name, taps) in [("before", start), ("after", training.bestTaps)] {
        let found = outputs(model, task, taps)
        record.numbers["right-" + name] = Double(found.count(where: \.isRight)) / Double(patterns)
        record.curves[name] = .init(x: found.indices.map(Double.init), y: found.map(\.output))
        record.drawings[name] = Drawings.circle(model, taps: taps)
      }
    }
  }

  /// The output at the end of each pattern: right where it is at least half-way from .6 to its
  /// target.
  static func outputs(
    _ model: NetworkModel, _ task: NetworkTask, _ taps: [Int32]
  ) -> [(output: Double, isRight: Bool)] {
    task.train.map { example in
      let states = Response.of(model, taps: taps, to: example, interval: task.interval)
      let output = states.last?[model.clamps[0].node] ?? 0
      let target = example.targets.last?[0] ?? 0
      let half = (target + 0.6) / 2
      return (output, target > 0.6 ? output >= half : output <= half)
    }
  }
}
