/// Weights that change at every step of the nudged phase, and the same taught behind the phase.
enum ContinualStudy {
  static let continual = Study("continual", seeds: 3, secondsPerSeed: 60) { record, context in
    guard let data = try DigitData(context, isQuick: record.isQuick) else {
      record.skipped = DigitData.missing(context.dataFolder)
      return
    }
    let course = DigitCourse(epochs: record.isQuick ? 3 : 10, lastPace: 0.1)
    for (index, isContinual) in [true, false].enumerated() {
      let method = try ContinualMethod(seed: UInt64(record.seed), isContinual: isContinual)
      let errors = try course.run(method, data) { try context.tick((Double(index) + $0) / 2) }
      record.add(errors, as: isContinual ? "continual" : "plain")
    }
    if let every = record.numbers["test-continual"], let behind = record.numbers["test-plain"] {
      record.numbers["worse"] = every - behind
    }
  }
}
