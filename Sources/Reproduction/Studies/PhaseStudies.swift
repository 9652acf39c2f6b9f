internal import BoardFile
internal import Foundation
internal import SimulatedBoard

/// Kuramoto phases (figures 4, 5 and 12).
enum PhaseStudies {
  static let allostery = Study("allostery", seeds: 5, secondsPerSeed: 5) { record, context in
    var project = try BoardLibrary.load("allostery30", "wave")
    let seed = UInt64(record.seed)
    let graph = DiskGraph(nodes: 30, degree: 5, seed: seed)
    let distances = DiskGraph.distances(30, graph.pairs, from: 0)
    guard let output = distances.firstIndex(of: 4) ?? distances.firstIndex(of: 3) else {
      throw StudyError(description: "no node lies four couplings away from the first")
    }
    project.network.couplings = graph.pairs.flatMap { a, b in
      [Coupling(to: a, from: b), Coupling(to: b, from: a)]
    }
    project.network.clamps = [
      NetworkClamp(node: output, scale: project.network.fullScale)
    ]
    var task = project.task
    task.seed = seed
    if record.isQuick { task.trials = 800 }
    let model = project.network.model(seed: seed)
    let start = try NetworkTraining(model, task).taps
    let trained = try TrainedTask(model, task, window: 1, into: &record, context)
    record.drawings["before"] = Drawings.drawing(
      model, taps: start, places: graph.places, full: 5)
    record.drawings["after"] = Drawings.drawing(
      model, taps: trained.bestTaps, places: graph.places, full: 5)
    for (name, taps) in [("before", start), ("after", trained.bestTaps)] {
      let curves = trained.curves(task.train[0], taps: taps)
      record.curves[name] = .init(x: curves.time, y: curves.out)
      record.curves["target"] = .init(x: curves.time, y: curves.target)
    }
    try startFromZero(project, task, into: &record)
  }

  /// With K exactly 0 nothing moves, and the exact gradient is 0 as well.
  private static func startFromZero(
    _ project: NetworkProject, _ task: NetworkTask, into record: inout StudyRecord
  ) throws {
    var model = project.network.model(seed: task.seed)
    // An odd number of taps has one at exactly 0.
    model.ranges = model.ranges.map { ParameterRange(low: $0.low, high: $0.high, taps: 65_537) }
    model.dynamics.parameters = Array(repeating: 0, count: model.ranges.count)
    var zero = try NetworkTraining(model, task)
    let before = zero.taps
    try zero.run(20)
    record.numbers["movedFromZero"] = Double(zip(before, zero.taps).count { $0 != $1 })
    let gradient = ExactGradient.of(
      model, task, example: 0, parameters: model.dynamics.parameters,
      start: Array(repeating: 0, count: 30))
    record.numbers["gradientAtZero"] = gradient.map(abs).max() ?? 0
  }

  static let synchrony = Study("synchrony", seeds: 5, secondsPerSeed: 60) { record, context in
    try synchronize(isReciprocal: false, into: &record, context)
  }

  static let synchronyReciprocal = Study(
    "synchrony-reciprocal", seeds: 2, secondsPerSeed: 40
  ) { record, context in
    try synchronize(isReciprocal: true, into: &record, context)
  }

  private static func synchronize(
    isReciprocal: Bool, into record: inout StudyRecord, _ context: StudyContext
  ) throws {
    var short = try BoardLibrary.load("synchrony50", "together")
    if isReciprocal {
      short.network.couplings = short.network.couplings.filter { $0.from < $0.to }.map {
        Coupling(to: $0.to, from: $0.from, isReciprocal: true)
      }
    }
    let seed = UInt64(record.seed)
    let model = short.network.model(seed: seed)
    var task = short.task
    task.seed = seed
    if record.isQuick { task.trials = 2_000 }
    let first = try TrainedTask(
      model, task, window: 20, into: &record,
      StudyContext(dataFolder: nil) { try context.tick($0 * 0.5) })
    let firstNumbers = record.numbers
    let firstAlignment = record.curves["alignment"]
    let firstErrors = record.curves["error"]
    let start = try NetworkTraining(model, task).taps
    var longer = try BoardLibrary.load("synchrony50", "together-longer").task
    longer.seed = seed + 1_000
    if record.isQuick { longer.trials = 300 }
    let second = try TrainedTask(
      model, longer, window: 20, startTaps: first.lastTaps, aligns: false, into: &record,
      StudyContext(dataFolder: nil) { try context.tick(0.5 + $0 * 0.5) })
    for name in ["alignment", "alignmentPositive", "descent"] {
      record.numbers[name] = firstNumbers[name]
    }
    record.curves["alignment"] = firstAlignment
    record.curves["error"] = firstErrors
    for (name, taps) in [
      ("before", start), ("first", first.lastTaps), ("firstBest", first.bestTaps),
      ("best", second.bestTaps), ("after", second.lastTaps),
    ] {
      let found = Synchrony(model, taps: taps)
      record.numbers["order-" + name] = found.order
      record.numbers["frequency-" + name] = found.frequency
      record.numbers["meanFrequencyDrift-" + name] = found.meanFrequencyDrift
      for (index, phases) in found.phases.enumerated() where index < 12 {
        record.curves["\(name)\(index)"] = .init(x: found.times, y: phases)
      }
    }
  }
}

/// How well phases move together, from a start that training never saw, without converters.
struct Synchrony {
  private(set) var times: [Double] = []
  /// `phases[node][t]`.
  private(set) var phases: [[Double]] = []
  /// The order parameter r, mean over the last half.
  private(set) var order = 0.0
  /// The mean phase's angular frequency over the last half.
  private(set) var frequency = 0.0
  /// The largest change of the mean of all dphi/dt over the run: 0 to rounding in a reciprocal
  /// network.
  private(set) var meanFrequencyDrift = 0.0

  init(_ model: NetworkModel, taps: [Int32]) {
    var dynamics = model.dynamics
    dynamics.parameters = zip(taps, model.ranges).map { $1.value(tap: Int($0)) }
    let count = dynamics.nodeCount
    let step = 0.05
    var integrator = Integrator(dynamics, step: step)
    var x = (0..<count).map { Double.pi / 2 * sin(12.9898 * Double($0) + 0.5) }
    let push = Array(repeating: 0.0, count: count)
    phases = Array(repeating: [], count: count)
    var rates = push
    var means: [Double] = []
    var orders: [Double] = []
    var sums: [Double] = []
    let steps = 1_200
    for index in 0...steps {
      if index % 4 == 0 {
        times.append(Double(index) * step)
        for node in 0..<count { phases[node].append(x[node]) }
      }
      unsafe dynamics.rates(of: x, into: &rates)
      means.append(rates.reduce(0, +) / Double(count))
      orders.append(
        hypot(x.map { cos($0) }.reduce(0, +), x.map { sin($0) }.reduce(0, +)) / Double(count))
      sums.append(x.reduce(0, +) / Double(count))
      integrator.advance(&x, push: push)
    }
    let half = steps / 2
    order = orders[half...].reduce(0, +) / Double(steps - half + 1)
    frequency = (sums[steps] - sums[half]) / (Double(steps - half) * step)
    meanFrequencyDrift = (means.max() ?? 0) - (means.min() ?? 0)
  }
}
