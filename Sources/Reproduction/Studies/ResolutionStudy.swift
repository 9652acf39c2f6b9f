internal import BoardFile
internal import SimulatedBoard

/// Which converters and taps are enough: each task with both coarsened (not in the paper).
enum ResolutionStudy {
  static let converterBits = [8, 10, 12, 14, 16]
  static let tapBits = [6, 8, 10, 12, 16]
  static let tasks = ["amplitude", "lag", "target", "gate", "allostery", "ecology"]

  /// One study for a task; a seed is a network, all resolutions within.
  static let all: [Study] = tasks.map { task in
    Study("resolution-" + task, seeds: 3, secondsPerSeed: 50) { record, context in
      var grid = converterBits.map { ($0, 16) } + tapBits.dropLast().map { (16, $0) }
      if record.isQuick { grid = grid.filter { ($0.0 + $0.1) % 4 == 0 } }
      for (index, (converter, taps)) in grid.enumerated() {
        record.numbers["\(converter)-\(taps)"] = try reached(
          task, converter, taps, UInt64(record.seed), isQuick: record.isQuick)
        try context.tick(Double(index + 1) / Double(grid.count))
      }
    }
  }

  /// How far the error fell, and the bar: the share of it, at most 1 is there.
  private static func reached(
    _ name: String, _ converterBits: Int, _ tapBits: Int, _ seed: UInt64, isQuick: Bool
  ) throws -> Double {
    let (board, file, bar): (String, String, Double) =
      switch name {
      case "amplitude": ("amplitude10", "double", 200)
      case "lag": ("lag10", "lag", 200)
      case "target": ("target10", "four-values", 100)
      case "allostery": ("allostery30", "wave", 20)
      case "ecology": ("ecology20", "revive", 100)
      default: ("gates6", "nand", 10)
      }
    let project = try BoardLibrary.load(board, file)
    var task = project.task
    task.seed = seed
    if isQuick { task.trials = min(task.trials, 1_000) }
    var model = project.network.model(seed: seed)
    model.converterBits = converterBits
    model.ranges = model.ranges.map {
      ParameterRange(low: $0.low, high: $0.high, taps: 1 << tapBits)
    }
    var training = try NetworkTraining(model, task)
    let window = task.train.count
    try training.run(Int(task.trials), window: window)
    let fall = (training.errors.first ?? 0) / max(training.bestError, 1e-300)
    return fall / bar
  }
}
