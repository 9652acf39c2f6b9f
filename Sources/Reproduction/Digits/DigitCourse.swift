internal import FixedPoint

/// A way to teach a network digits: batch by batch, example by example.
protocol DigitMethod: AnyObject {
  /// The share of their rates that elements turn at from now on.
  var pace: Double { get set }
  /// Keeps what example `slot` of a batch says. True where the free response is right.
  func study(_ example: DigitExample, slot: Int) -> Bool
  /// Turns the elements by the batch.
  func turn()
  func answer(_ example: DigitExample) -> Int
}

/// Epochs of learning, each with a look at the test images.
struct DigitCourse {
  var epochs: Int
  /// Rates fall to this share over the epochs, in a straight line.
  var lastPace = 1.0

  /// What came of it, in percent, epoch by epoch.
  struct Errors {
    var train: [Double] = []
    var test: [Double] = []
  }

  /// `tick` is told the share that is done.
  func run(
    _ method: some DigitMethod, _ data: DigitData, _ tick: (Double) throws -> Void
  ) throws -> Errors {
    var errors = Errors()
    for epoch in 0..<epochs {
      method.pace = 1 - (1 - lastPace) * Double(epoch) / Double(max(epochs - 1, 1))
      var wrong = 0
      let size = DigitNetwork.batch
      let batches = data.learnt / size
      for batch in 0..<batches {
        for slot in 0..<size {
          if !method.study(data.learnt(batch * size + slot), slot: slot) { wrong += 1 }
        }
        method.turn()
        if batch % 100 == 0 {
          try tick((Double(epoch) + Double(batch) / Double(batches)) / Double(epochs))
        }
      }
      errors.train.append(
        100 * Double(wrong) / Double(max(data.learnt / DigitNetwork.batch * DigitNetwork.batch, 1)))
      errors.test.append(Self.missed(data, method.answer))
    }
    return errors
  }

  /// Percent of the test images.
  static func missed(_ data: DigitData, _ answer: (DigitExample) -> Int) -> Double {
    let wrong = (0..<data.tested).count { index in
      let example = data.tested(index)
      return answer(example) != example.label
    }
    return 100 * Double(wrong) / Double(max(data.tested, 1))
  }
}

extension StudyRecord {
  /// The errors of a course, under a name of their own.
  mutating func add(_ errors: DigitCourse.Errors, as name: String = "") {
    let suffix = name.isEmpty ? "" : "-" + name
    let epochs = errors.test.indices.map { Double($0 + 1) }
    curves["test" + suffix] = Curve(x: epochs, y: errors.test)
    curves["train" + suffix] = Curve(x: epochs, y: errors.train)
    numbers["test" + suffix] = errors.test.last
    numbers["train" + suffix] = errors.train.last
  }
}
