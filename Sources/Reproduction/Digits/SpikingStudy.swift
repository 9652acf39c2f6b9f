/// Nodes that send 0, 1 or -1: 100 free steps, 50 nudged ones.
enum SpikingStudy {
  static let spiking = Study("spiking", seeds: 3, secondsPerSeed: 60) { record, context in
    guard let data = try DigitData(context, isQuick: record.isQuick) else {
      record.skipped = DigitData.missing(context.dataFolder)
      return
    }
    let method = try SpikingMethod(seed: UInt64(record.seed))
    let course = DigitCourse(epochs: record.isQuick ? 3 : 8, lastPace: 0.1)
    record.add(try course.run(method, data, context.tick))
    for (index, layer) in ["input", "hidden", "output"].enumerated() {
      record.numbers["free-" + layer] = method.perExample(method.free[index])
      record.numbers["nudged-" + layer] = method.perExample(method.nudged[index])
    }
    let messages = method.perExample((method.free + method.nudged).reduce(0, +))
    record.numbers["messages"] = messages
    // What nodes of a graded network send: the image once, all others at every step.
    let others = Double(DigitNetwork.sizes[1] + DigitNetwork.sizes[2])
    for (name, steps) in [("SameSteps", 150.0), ("Usual", 24)] {
      record.numbers["graded" + name] = Double(DigitData.pixels) + steps * others
      record.numbers["share" + name] = messages / (Double(DigitData.pixels) + steps * others)
    }
    record.numbers["stepsDone"] = method.perExample(method.steps)
  }
}
