internal import BoardFile
internal import SimulatedBoard

/// Which converters and taps are enough: each task with either of them coarsened (not in the paper).
/// What was reached is then measured through 16-bit converters.
enum ResolutionStudy {
  static let converterBits = [8, 10, 12, 14, 16]
  static let tapBits = [6, 8, 10, 12, 16]
  static let tasks = [
    "amplitude", "lag", "two-way", "allostery", "synchrony", "target", "words", "gate", "ecology",
  ]

  /// One study for a task; a seed is a network, all resolutions within.
  static let all: [Study] = tasks.map { task in
    let isLong = task == "allostery" || task == "synchrony" || task == "ecology"
    return Study(
      "resolution-" + task, seeds: task == "synchrony" ? 2 : 3, secondsPerSeed: isLong ? 90 : 10
    ) { record, context in
      var grid = converterBits.map { ($0, 16) } + tapBits.dropLast().map { (16, $0) }
      if record.isQuick { grid = grid.filter { ($0.0 + $0.1) % 4 == 0 } }
      for (index, (converter, taps)) in grid.enumerated() {
        let trial = ResolutionTrial(
          converterBits: converter, tapBits: taps, seed: UInt64(record.seed),
          isQuick: record.isQuick)
        guard let reached = try trial.reached(task, context) else { continue }
        record.numbers["\(converter)-\(taps)"] = reached
        try context.tick(Double(index + 1) / Double(grid.count))
      }
    }
  }
}

/// One network that learns one task at one resolution.
struct ResolutionTrial {
  let converterBits: Int
  let tapBits: Int
  let seed: UInt64
  let isQuick: Bool

  /// What was reached, as a share of the task's bar: 1 and more is enough. nil: no data.
  func reached(_ name: String, _ context: StudyContext) throws -> Double? {
    switch name {
    case "amplitude": return try fall("amplitude10", "double") / 200
    case "lag": return try fall("lag10", "lag") / 200
    case "two-way": return try fall("twoway10", "two-way") / 200
    case "target": return try fall("target10", "four-values") / 100
    case "allostery": return try fall("allostery30", "wave") / 20
    case "synchrony": return try synchrony()
    case "words": return try words(context.dataFolder)
    case "gate": return try gate()
    default: return try ecology()
    }
  }

  private func coarse(_ model: NetworkModel) -> NetworkModel {
    var coarse = model
    coarse.converterBits = converterBits
    coarse.ranges = model.ranges.map {
      ParameterRange(low: $0.low, high: $0.high, taps: 1 << tapBits)
    }
    return coarse
  }

  /// The taps to look at, and the model that they belong to, with 16-bit converters.
  private func learnt(
    _ model: NetworkModel, _ task: NetworkTask, startTaps: [Int32] = [], keepsBest: Bool = true
  ) throws -> (model: NetworkModel, start: [Int32], taps: [Int32]) {
    var model = coarse(model)
    var training = try NetworkTraining(model, task, startTaps: startTaps)
    let start = training.taps
    try training.run(Int(task.trials), window: task.train.count)
    model.converterBits = 16
    return (model, start, keepsBest ? training.bestTaps : training.taps)
  }

  private func project(_ board: String, _ name: String) throws -> NetworkProject {
    var project = try BoardLibrary.load(board, name)
    project.task.seed = seed
    if isQuick { project.task.trials = min(project.task.trials, 1_000) }
    return project
  }

  private func fall(_ board: String, _ name: String) throws -> Double {
    let project = try project(board, name)
    let found = try learnt(project.network.model(seed: seed), project.task)
    let before = Response.squaredError(found.model, taps: found.start, project.task)
    return before / max(Response.squaredError(found.model, taps: found.taps, project.task), 1e-300)
  }

  private func gate() throws -> Double {
    let project = try project("gates6", "xor")
    let found = try learnt(project.network.model(seed: seed), project.task)
    let outputs = GateStudies.outputs(found.model, project.task, found.taps)
    return outputs.allSatisfy(\.isRight) ? 1 : 0
  }

  private func synchrony() throws -> Double {
    var first = try project("synchrony50", "together")
    first.task.trials = isQuick ? 500 : 2_000
    let model = first.network.model(seed: seed)
    let short = try learnt(model, first.task, keepsBest: false)
    var second = try project("synchrony50", "together-longer").task
    second.seed = seed + 1_000
    second.trials = 300
    let found = try learnt(model, second, startTaps: short.taps, keepsBest: false)
    let measured = Synchrony(found.model, taps: found.taps)
    return measured.order >= 0.98 && abs(measured.frequency - 0.5) <= 0.01 ? 1 : 0
  }

  private func words(_ data: String?) throws -> Double? {
    guard let task = try WordStudy.Lesson(dataFolder: data, seed: Int(seed)) else { return nil }
    let found = try learnt(task.model, task.task, keepsBest: false)
    return task.accuracy(found.model, taps: found.taps) / 0.95
  }

  /// How near the species settles to where it is asked to be: within .05.
  private func ecology() throws -> Double {
    let project = try project("ecology20", "revive")
    guard let lesson = try EcologyStudy.lesson(project, seed: seed) else { return 0 }
    let found = try learnt(lesson.model, lesson.task)
    let states = Response.of(
      found.model, taps: found.taps, to: lesson.task.train[0], interval: lesson.task.interval)
    let miss = abs((states.last?[lesson.species] ?? 0) - lesson.target)
    return 0.05 / max(miss, 1e-6)
  }
}
