internal import BoardFile
internal import SimulatedBoard

/// Linear oscillators (figures 2 and 3).
enum OscillatorStudies {
  static let amplitude = Study("amplitude", seeds: 5, secondsPerSeed: 2) { record, context in
    try learn("amplitude10", "double", into: &record, context)
  }

  static let lag = Study("lag", seeds: 5, secondsPerSeed: 2) { record, context in
    let trained = try learn("lag10", "lag", into: &record, context)
    try otherSignals(trained, into: &record)
  }

  static let twoWay = Study("two-way", seeds: 5, secondsPerSeed: 3) { record, context in
    try learn("twoway10", "two-way", into: &record, context)
  }

  /// One weight for both directions: what is asked cannot be done.
  static let twoWayReciprocal = Study(
    "two-way-reciprocal", seeds: 5, secondsPerSeed: 3
  ) { record, context in
    try learn("twoway10", "two-way", isReciprocal: true, into: &record, context)
  }

  @discardableResult
  private static func learn(
    _ board: String, _ name: String, isReciprocal: Bool = false, into record: inout StudyRecord,
    _ context: StudyContext
  ) throws -> TrainedTask {
    var project = try BoardLibrary.load(board, name)
    if isReciprocal {
      project.network.couplings = project.network.couplings.filter { $0.from < $0.to }.map {
        Coupling(to: $0.to, from: $0.from, isReciprocal: true)
      }
    }
    var task = project.task
    task.seed = UInt64(record.seed)
    if record.isQuick { task.trials /= 2 }
    let model = project.network.model(seed: task.seed)
    let start = try NetworkTraining(model, task).taps
    let trained = try TrainedTask(
      model, task, window: task.train.count, into: &record, context)
    for (name, onset) in [("unseenErrorWithOnset", 0), ("unseenError", task.onset)] {
      record.numbers[name] = task.test.map {
        Response.relativeError(
          model, taps: trained.bestTaps, $0, interval: task.interval, onset: onset)
      }.max()
    }
    for (index, example) in task.train.enumerated() {
      let output = example.targets.first?.firstIndex { !$0.isNaN } ?? 0
      let before = trained.curves(example, taps: start, output: output)
      let after = trained.curves(example, taps: trained.bestTaps, output: output)
      record.curves["target\(index)"] = .init(x: before.time, y: before.target)
      record.curves["before\(index)"] = .init(x: before.time, y: before.out)
      record.curves["after\(index)"] = .init(x: after.time, y: after.out)
    }
    for (index, example) in task.test.enumerated() {
      let output = example.targets.first?.firstIndex { !$0.isNaN } ?? 0
      let after = trained.curves(example, taps: trained.bestTaps, output: output)
      record.curves["unseenTarget\(index)"] = .init(x: after.time, y: after.target)
      record.curves["unseen\(index)"] = .init(x: after.time, y: after.out)
    }
    record.drawings["before"] = Drawings.circle(model, taps: start)
    record.drawings["after"] = Drawings.circle(model, taps: trained.bestTaps)
    return trained
  }

  /// Signals of other shapes through the network that has learnt a sine (figure 3 b to f).
  private static func otherSignals(
    _ trained: TrainedTask, into record: inout StudyRecord
  ) throws {
    let period = 2 * Double.pi
    let shapes: [(String, Waveform.Shape, Double)] = [
      ("triangle", .triangle(period: period), 1), ("square", .square(period: period), 1),
      (
        "sum",
        .sum([
          Waveform(.sine(period: period, phase: 0)),
          Waveform(.sine(period: 2 * period, phase: 1), scale: 0.5),
          Waveform(.sine(period: 3 * period, phase: 2), scale: 0.5),
        ]), 0.7
      ),
    ]
    let times = (1...trained.task.train[0].inputs.count).map {
      Double($0) * trained.task.interval
    }
    for (name, shape, scale) in shapes {
      let (wave, late) = (
        Waveform(shape, scale: scale), Waveform(shape, scale: scale, delay: 0.6)
      )
      let example = NetworkTask.Example(
        inputs: times.map { [wave.value(at: $0)] }, targets: times.map { [late.value(at: $0)] })
      let curves = trained.curves(example, taps: trained.bestTaps)
      record.curves[name + "Target"] = .init(x: curves.time, y: curves.target)
      record.curves[name] = .init(x: curves.time, y: curves.out)
      record.numbers[name + "Error"] = Response.relativeError(
        trained.model, taps: trained.bestTaps, example, interval: trained.task.interval,
        onset: trained.task.onset)
    }
  }
}

extension NetworkTask {
  /// The first tenth of a trial, in samples.
  fileprivate var onset: Int { (train.first?.inputs.count ?? 0) / 10 }
}
