/// Weights that differ in their two directions, from the start on and for good.
enum VectorFieldStudy {
  static let vectorField = Study("vector-field", seeds: 3, secondsPerSeed: 40) { record, context in
    guard let data = try DigitData(context, isQuick: record.isQuick) else {
      record.skipped = DigitData.missing(context.dataFolder)
      return
    }
    let method = try VectorFieldMethod(seed: UInt64(record.seed))
    record.numbers["cosineBefore"] = method.cosine
    let course = DigitCourse(epochs: record.isQuick ? 3 : 20, lastPace: 0.1)
    record.add(try course.run(method, data, context.tick))
    record.numbers["cosineAfter"] = method.cosine
  }
}
