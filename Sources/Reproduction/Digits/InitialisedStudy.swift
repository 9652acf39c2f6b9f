/// What a feed-forward predictor saves of the free relaxation: while the network learns, and behind it.
///
/// Source: O'Connor, Gavves, Welling, "Initialized Equilibrium Propagation for Backprop-Free
/// Training", ICLR 2019.
enum InitialisedStudy {
  /// How a network learns: from which start, with how many free sweeps.
  struct Lesson {
    var name: String
    var start: InitialisedMethod.Start
    var sweeps: Int
    var foresees = false
  }

  static let lessons = [
    Lesson(name: "prediction-5", start: .prediction, sweeps: 5),
    Lesson(name: "rest-20", start: .rest, sweeps: 20, foresees: true),
    Lesson(name: "rest-10", start: .rest, sweeps: 10),
    Lesson(name: "rest-5", start: .rest, sweeps: 5),
  ]
  private static let looks = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20]

  static let initialised = Study("initialised", seeds: 3, secondsPerSeed: 60) { record, context in
    guard let data = try DigitData(context, isQuick: record.isQuick) else {
      record.skipped = DigitData.missing(context.dataFolder)
      return
    }
    let course = DigitCourse(epochs: record.isQuick ? 3 : 8, lastPace: 0.1)
    for (index, lesson) in lessons.enumerated() {
      let method = try InitialisedMethod(
        seed: UInt64(record.seed), from: lesson.start, sweeps: lesson.sweeps,
        foresees: lesson.foresees)
      let errors = try course.run(method, data) {
        try context.tick((Double(index) + $0) / Double(lessons.count))
      }
      record.add(errors, as: lesson.name)
      if lesson.foresees { look(method, data, &record) }
    }
    if let few = record.numbers["test-prediction-5"], let usual = record.numbers["test-rest-20"] {
      record.numbers["worse"] = few - usual
    }
  }

  /// One network, usually taught, by free sweeps from either start: test errors, and distances from
  /// its fixed points.
  private static func look(
    _ method: InitialisedMethod, _ data: DigitData, _ record: inout StudyRecord
  ) {
    let end = DigitCourse.missed(data) {
      method.response($0, from: .rest, sweeps: 100).answer
    }
    record.numbers["test-end"] = end
    for (name, start) in [("rest", InitialisedMethod.Start.rest), ("prediction", .prediction)] {
      let errors = looks.map { sweeps in
        DigitCourse.missed(data) { method.response($0, from: start, sweeps: sweeps).answer }
      }
      let x = looks.map(Double.init)
      record.curves["error-" + name] = .init(x: x, y: errors)
      record.curves["distance-" + name] = .init(
        x: x, y: looks.map { distance(method, data, start, $0) })
      // The first from which on the error stays within .2 percent of the end's.
      let first = looks.indices.first { errors[$0...].allSatisfy { abs($0 - end) <= 0.2 } }
      if let first { record.numbers["needed-" + name] = x[first] }
    }
  }

  /// Root mean square over states and some examples.
  private static func distance(
    _ method: InitialisedMethod, _ data: DigitData, _ start: InitialisedMethod.Start,
    _ sweeps: Int
  ) -> Double {
    var (sum, count) = (0.0, 0)
    for index in 0..<min(data.tested, 100) {
      let example = data.tested(index)
      let there = method.response(example, from: .rest, sweeps: 300).states
      let here = method.response(example, from: start, sweeps: sweeps).states
      for (a, b) in zip(there, here) {
        let owed = (Double(a) - Double(b)) * 0x1p-15
        sum += owed * owed
        count += 1
      }
    }
    return (sum / Double(max(count, 1))).squareRoot()
  }
}
