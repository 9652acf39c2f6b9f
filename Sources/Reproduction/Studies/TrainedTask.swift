internal import BoardFile
internal import SimulatedBoard

/// A task learnt, with the numbers and curves that every study of learning has.
struct TrainedTask {
  let model: NetworkModel
  let task: NetworkTask
  let firstError: Double
  let bestTaps: [Int32]
  let lastTaps: [Int32]

  /// `window` as in ``NetworkTraining/run``. Some two hundred updates are compared with the
  /// gradient; none where `aligns` is false.
  init(
    _ model: NetworkModel, _ task: NetworkTask, window: Int, startTaps: [Int32] = [],
    aligns: Bool = true, into record: inout StudyRecord, _ context: StudyContext
  ) throws {
    self.model = model
    self.task = task
    var training = try NetworkTraining(model, task, startTaps: startTaps)
    let count = Int(task.trials)
    // Odd, so that all examples get their turn.
    let every = max(count / 200, 1) | 1
    try training.run(count, window: window, alignEvery: aligns ? every : 0, tick: context.tick)
    firstError = training.errors.first ?? 0
    bestTaps = training.bestTaps
    lastTaps = training.taps
    record.numbers["firstError"] = firstError
    record.numbers["lastError"] = training.errors.last ?? 0
    record.numbers["bestError"] = training.bestError
    record.numbers["fall"] = firstError / (training.errors.last ?? 1)
    record.numbers["bestFall"] = firstError / training.bestError
    record.numbers["engineBytes"] = Double(training.engineBytes)
    record.curves["error"] = Self.thinned(training.trials, training.errors)
    if aligns { record.addAlignment(of: training) }
  }

  /// Some four hundred points, evenly.
  private static func thinned(_ x: [Double], _ y: [Double]) -> StudyRecord.Curve {
    let every = max(x.count / 400, 1)
    let kept = x.indices.filter { $0 % every == 0 || $0 == x.count - 1 }
    return .init(x: kept.map { x[$0] }, y: kept.map { y[$0] })
  }

  /// What an output does under an example, and what it shall do.
  func curves(_ example: NetworkTask.Example, taps: [Int32], output: Int = 0)
    -> (time: [Double], out: [Double], target: [Double])
  {
    let states = Response.of(model, taps: taps, to: example, interval: task.interval)
    let node = model.clamps[output].node
    return (
      states.indices.map { Double($0 + 1) * task.interval }, states.map { $0[node] },
      example.targets.map { $0[output] }
    )
  }
}

extension StudyRecord {
  /// How updates lie to the gradient: the mean cosine, the share of positive ones, and the mean
  /// descent, which is the weak criterion (equation 21).
  mutating func addAlignment(of training: borrowing NetworkTraining) {
    let cosines = training.alignments
    guard !cosines.isEmpty else { return }
    curves["alignment"] = .init(x: training.alignmentTrials, y: cosines)
    numbers["alignment"] = cosines.reduce(0, +) / Double(cosines.count)
    numbers["alignmentPositive"] = Double(cosines.count { $0 > 0 }) / Double(cosines.count)
    numbers["descent"] = training.descents.reduce(0, +) / Double(training.descents.count)
  }
}
