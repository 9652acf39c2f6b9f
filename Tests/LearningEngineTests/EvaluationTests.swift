import BoardInterface
import LearningEngine
import Plan
import PlanImage
import Testing

@Suite struct EvaluationTests {
  /// A task of `rows` targets whose examples answer what their inputs say.
  private func draft(
    _ decision: Decision, outputs: Int, rows: [[Int32]], train: [(answer: [Int32], row: Int)],
    test: [(answer: [Int32], row: Int)] = []
  ) -> PlanDraft {
    var draft = PlanDraft.minimal(
      nodes: outputs + outputs, sources: outputs, outputNodes: Array(outputs..<2 * outputs))
    draft.header.decision = decision.rawValue
    draft.targetRows = rows.flatMap { $0 }
    draft.trainInputs = train.flatMap(\.answer)
    draft.trainTargets = train.map { UInt32($0.row) }
    draft.testInputs = test.flatMap(\.answer)
    draft.testTargets = test.map { UInt32($0.row) }
    return draft.named()
  }

  private func evaluate(
    _ draft: PlanDraft, _ set: Plan.ExampleSet
  ) throws -> (Evaluation, [Call]) {
    let bench = try EngineBench(draft)
    let board = ScriptedBoard { $0.levels + $0.levels }
    var handle = board
    let result = try bench.evaluate(set, on: &handle)
    #expect(bench.taps == draft.elements.map(\.startTap))
    return (result, board.calls)
  }

  @Test func theMeanOfOneOutputIsExact() throws {
    var draws = Draws(1)
    // 32 examples: the mean of whole squares over a power of two, rounded down.
    let train = (0..<32).map { _ in (answer: [draws.sample()], row: draws.integer(0...4)) }
    let rows = (0..<5).map { _ in [draws.sample(-2...2)] }
    let sum = train.reduce(UInt64(0)) {
      let error = Int64(rows[$1.row][0]) - Int64($1.answer[0])
      return $0 + UInt64(error * error)
    }
    let (result, _) = try evaluate(draft(.none, outputs: 1, rows: rows, train: train), .train)
    #expect(result.squaredError == sum / 32 && result.total == 32)
  }

  @Test func theMeanIsOverOutputsAndExamples() throws {
    var draws = Draws(2)
    let train = (0..<50).map { _ in (answer: draws.samples(3), row: draws.integer(0...4)) }
    let rows = (0..<5).map { _ in draws.samples(3) }
    let sum = train.reduce(0.0) { sum, example in
      sum
        + zip(example.answer, rows[example.row]).reduce(0) {
          let error = Double($1.0) - Double($1.1)
          return $0 + error * error
        }
    }
    let (result, _) = try evaluate(draft(.none, outputs: 3, rows: rows, train: train), .train)
    // Cut once per example and once at the end: less than two units of 2^-40.
    let difference = sum / 150 - Double(result.squaredError)
    #expect(difference >= -0.01 && difference < 2)
  }

  @Test func setsAreShownInTheirOrderAndOnlyLookedAt() throws {
    let draft = draft(
      .none, outputs: 1, rows: [[0]], train: [([1], 0), ([2], 0)],
      test: [([3], 0), ([4], 0), ([5], 0)])
    let (_, train) = try evaluate(draft, .train)
    let (result, test) = try evaluate(draft, .test)
    func calls(_ phase: Phase, _ inputs: [Int32]) -> [Call] {
      inputs.enumerated().flatMap { index, input -> [Call] in
        [
          .begin(Moment(trial: 0, example: UInt32(index), phase: phase)), .drive([input]),
          .settle(7), .sample,
        ]
      }
    }
    #expect(train == calls(.evaluateTrain, [1, 2]))
    #expect(test == calls(.evaluateTest, [3, 4, 5]))
    #expect(result.total == 3 && result.squaredError == (9 + 16 + 25) / 3)
  }

  @Test func anEmptySetGivesNothing() throws {
    let (result, calls) = try evaluate(
      draft(.none, outputs: 1, rows: [[0]], train: [([1], 0)]), .test)
    #expect(result == Evaluation() && calls.isEmpty)
  }

  @Test func nearestTargetCountsTiesAsWrong() throws {
    let rows: [[Int32]] = [[0, 0], [100, 0], [0, 100]]
    let train: [(answer: [Int32], row: Int)] = [
      ([49, 0], 0), ([51, 0], 1), ([10, 60], 2),  // right
      ([50, 0], 0), ([50, 0], 1), ([50, 50], 0), ([60, 60], 2), ([99, 0], 0),  // ties, and wrong
    ]
    let (result, _) = try evaluate(
      draft(.nearestTarget, outputs: 2, rows: rows, train: train), .train)
    #expect(result.correct == 3 && result.total == 8)
  }

  @Test func largestOutputCountsTiesAsWrong() throws {
    let rows: [[Int32]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    let train: [(answer: [Int32], row: Int)] = [
      ([2, 1, 0], 0), ([-5, -4, -6], 1), ([0, 1, 2], 2),  // right
      ([2, 2, 0], 0), ([2, 2, 0], 1), ([1, 2, 3], 0),  // ties, and wrong
    ]
    let (result, _) = try evaluate(
      draft(.largestOutput, outputs: 3, rows: rows, train: train), .train)
    #expect(result.correct == 3 && result.total == 6)
  }

  @Test func decisionsAgreeWithFloatingPoint() throws {
    var draws = Draws(3)
    for decision in [Decision.nearestTarget, .largestOutput] {
      let rows = (0..<3).map { _ in draws.samples(3) }
      let train = (0..<400).map { _ in (answer: draws.samples(3), row: draws.integer(0...2)) }
      let wanted = train.filter { example in
        let scores = rows.indices.map { row -> Double in
          decision == .largestOutput
            ? Double(example.answer[row])
            : -zip(example.answer, rows[row]).reduce(0) {
              let error = Double($1.0) - Double($1.1)
              return $0 + error * error
            }
        }
        return scores.indices.allSatisfy { $0 == example.row || scores[$0] < scores[example.row] }
      }
      let (result, _) = try evaluate(
        draft(decision, outputs: 3, rows: rows, train: train), .train)
      #expect(Int(result.correct) == wanted.count && wanted.count > 50 && wanted.count < 350)
    }
  }
}
