import BoardInterface
import FixedPoint
import Plan

/// What a whole set of examples gave, without teaching.
public struct Evaluation: BitwiseCopyable, Equatable, Sendable {
  /// Mean over examples, outputs and samples; 2^-40 of full scale squared.
  public var squaredError: UInt64 = 0
  /// Examples put into the right class.
  public var correct: UInt32 = 0
  /// Examples shown; 0 where the set is empty.
  public var total: UInt32 = 0

  /// Nothing shown.
  public init() {}
}

extension Engine {
  /// Shows every example of a set once and only looks.
  public mutating func evaluate<B: Board & ~Copyable>(
    _ set: Plan.ExampleSet, on board: inout B
  ) throws(BoardFault) -> Evaluation {
    advanceSchedule()
    if B.isLayered { return try evaluateLayered(set, on: &board) }
    var result = Evaluation()
    var sum: UInt64 = 0
    let phase: Phase = set == .train ? .evaluateTrain : .evaluateTest
    for example in 0..<plan.exampleCount(set) {
      try measureFree(on: &board, set, example, phase: phase)
      let answer = judge(row: plan.targetRow(set, example))
      let (next, overflow) = sum.addingReportingOverflow(answer.squaredError)
      sum = overflow ? UInt64.max : next
      result.correct += answer.correct ? 1 : 0
      result.total += 1
    }
    if result.total > 0 { result.squaredError = sum / UInt64(result.total) }
    return result
  }
}
