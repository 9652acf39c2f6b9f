import BoardInterface
import LearningEngine
import Plan
import PlanImage
import Testing

/// What a twin board is asked: twice the levels and the samples, the clamped copy one sample behind.
@Suite struct TwinProtocolTests {
  /// Node 0 is driven, node 1 is the output; the free copy's output is 2^18, the clamped one's 2^19.
  private func draft(samples: Int) -> PlanDraft {
    var draft = PlanDraft.minimal(nodes: 2, outputNodes: [1])
    draft.header.twin = 1
    draft.header.samplesPerTrial = UInt32(samples)
    draft.trainInputs = (0..<samples).map { Int32(1_000 + $0) }
    draft.targetRows = Array(repeating: 1 << 19, count: samples)
    return draft.named()
  }

  private let response: [Int32] = [0, 1 << 18, 0, 1 << 19]
  /// Half of the way.
  private let nudge: Call = .clamp([3 << 17])

  private func moment(_ phase: Phase) -> Call {
    .begin(Moment(trial: 0, example: 0, phase: phase))
  }

  private func run(_ draft: PlanDraft) throws -> (outcome: TrialOutcome, calls: [Call]) {
    let bench = try EngineBench(draft)
    let board = ScriptedBoard(constant: response)
    var handle = board
    let outcome = try bench.engine.runTrial(on: &handle)
    return (outcome, board.calls.filter { if case .turn = $0 { false } else { true } })
  }

  @Test func oneSample() throws {
    #expect(
      try run(draft(samples: 1)).calls == [
        moment(.free), .drive([1_000, 1_000]), .settle(7), .sample,
        moment(.clamped), .drive([1_000, 1_000]), nudge, .settle(7), .sample, .release,
      ])
  }

  @Test func threeSamples() throws {
    #expect(
      try run(draft(samples: 3)).calls == [
        moment(.free), .drive([1_000, 1_000]), .settle(7), .sample,
        moment(.clamped), .drive([1_001, 1_000]), nudge, .settle(7), .sample,
        .drive([1_002, 1_001]), nudge, .settle(7), .sample,
        .drive([1_002, 1_002]), nudge, .settle(7), .sample, .release,
      ])
  }

  /// An answer that is good enough is not nudged, where that is known in time.
  @Test func hingeOfOneSample() throws {
    var draft = draft(samples: 1)
    draft.header.hinge = 1
    draft.header.hingeMargin = 1 << 18
    #expect(
      try run(draft).calls == [
        moment(.free), .drive([1_000, 1_000]), .settle(7), .sample,
      ])
  }

  /// The error is that of the free copy: 2^18 at every sample.
  @Test(arguments: [1, 3]) func theFreeCopyIsJudged(_ samples: Int) throws {
    #expect(try run(draft(samples: samples)).outcome.squaredError == 1 << 36)
  }

  /// Each sample's contrast is -(2^19)^2 + (2^18)^2: the drop across the edge is twice as large in
  /// the clamped copy. The rate of 2^54 / 2^64 leaves 2^-10 of it, in 2^-30 taps.
  @Test(arguments: [1, 3]) func bothCopiesTeach(_ samples: Int) throws {
    let bench = try EngineBench(draft(samples: samples))
    var board = ScriptedBoard(constant: response)
    let before = bench.positions[0]
    _ = try bench.engine.runTrial(on: &board)
    let contrast = -(Int64(3) << 36) * Int64(samples)
    #expect(bench.positions[0] - before == contrast >> 10)
  }

  /// A self-test knows one network: it asks a twin nothing.
  @Test func noSelfTest() throws {
    let bench = try EngineBench(draft(samples: 1))
    let board = ScriptedBoard(constant: response)
    var handle = board
    #expect(bench.selfTest(on: &handle) == nil)
    #expect(board.calls.isEmpty)
  }
}
