import LearningEngine

/// What happened since the last learning record. Four words, so that a checkpoint can hold it.
struct Window: BitwiseCopyable, Sendable {
  var errorSum: UInt64 = 0
  var trials: UInt64 = 0
  var correct: UInt64 = 0
  var moved: UInt64 = 0

  mutating func add(_ outcome: TrialOutcome) {
    let (sum, overflow) = errorSum.addingReportingOverflow(outcome.squaredError)
    errorSum = overflow ? UInt64.max : sum
    trials &+= 1
    correct &+= outcome.correct ? 1 : 0
    moved &+= UInt64(outcome.moved)
  }

  /// Mean squared error over the window; 2^-40 of full scale squared.
  var error: UInt64 { trials == 0 ? 0 : errorSum / trials }
}

extension Window {
  init(_ words: InlineArray<4, UInt64>) {
    errorSum = words[0]
    trials = words[1]
    correct = words[2]
    moved = words[3]
  }

  var words: InlineArray<4, UInt64> { [errorSum, trials, correct, moved] }
}
