import BoardInterface
import LearningEngine
import Plan
import PlanImage
import Testing

/// The order of calls that `Board` promises to its drivers.
@Suite struct TrialProtocolTests {
  /// Two sources, one output on node 2, target 0.5 of full scale; the free response is 0.25.
  private func draft() -> PlanDraft {
    var draft = PlanDraft.minimal(nodes: 4, sources: 2, outputNodes: [2], rateMantissa: 0)
    draft.trainInputs = [100, -200]
    draft.targetRows = [1 << 19]
    return draft
  }

  private let response: [Int32] = [100, -200, 1 << 18, 5]

  private func moment(_ phase: Phase, trial: UInt64 = 0, example: UInt32 = 0) -> Call {
    .begin(Moment(trial: trial, example: example, phase: phase))
  }

  private func calls(_ draft: PlanDraft, trials: Int = 1) throws -> [Call] {
    let bench = try EngineBench(draft.named())
    let board = ScriptedBoard(constant: response)
    var handle = board
    for _ in 0..<trials { _ = try bench.engine.runTrial(on: &handle) }
    return board.calls
  }

  // Half of the way from 2^18 to 2^19, on either side.
  private let towards: Call = .clamp([3 << 17])
  private let away: Call = .clamp([1 << 17])

  @Test func oneSided() throws {
    #expect(
      try calls(draft()) == [
        moment(.free), .drive([100, -200]), .settle(7), .sample,
        moment(.clamped), towards, .settle(7), .sample, .release,
      ])
  }

  @Test func symmetric() throws {
    var draft = draft()
    draft.header.nudge = Nudge.symmetric.rawValue
    #expect(
      try calls(draft) == [
        moment(.free), .drive([100, -200]), .settle(7), .sample,
        moment(.counterclamped), away, .settle(7), .sample,
        moment(.clamped), towards, .settle(7), .sample, .release,
      ])
  }

  @Test func threeReadingsFollowEachOther() throws {
    var draft = draft()
    draft.header.readingsPerSample = 3
    #expect(
      try calls(draft) == [
        moment(.free), .drive([100, -200]), .settle(7), .sample, .sample, .sample,
        moment(.clamped), towards, .settle(7), .sample, .sample, .sample, .release,
      ])
  }

  @Test func aTrajectoryIsDrivenAndClampedSampleBySample() throws {
    var draft = draft()
    draft.header.samplesPerTrial = 3
    draft.trainInputs = [1, 2, 3, 4, 5, 6]
    draft.targetRows = [1 << 19, 1 << 18, 0]
    // The free response is 2^18 throughout: pushed up, left alone, pushed down.
    #expect(
      try calls(draft) == [
        moment(.free),
        .drive([1, 2]), .settle(7), .sample, .drive([3, 4]), .settle(7), .sample,
        .drive([5, 6]), .settle(7), .sample,
        moment(.clamped),
        .drive([1, 2]), .clamp([3 << 17]), .settle(7), .sample,
        .drive([3, 4]), .clamp([1 << 18]), .settle(7), .sample,
        .drive([5, 6]), .clamp([1 << 17]), .settle(7), .sample,
        .release,
      ])
  }

  @Test func aSymmetricTrajectoryRunsAwayFirst() throws {
    var draft = draft()
    draft.header.samplesPerTrial = 2
    draft.header.nudge = Nudge.symmetric.rawValue
    draft.trainInputs = [1, 2, 3, 4]
    draft.targetRows = [1 << 19, 0]
    #expect(
      try calls(draft) == [
        moment(.free), .drive([1, 2]), .settle(7), .sample, .drive([3, 4]), .settle(7), .sample,
        moment(.counterclamped),
        .drive([1, 2]), .clamp([1 << 17]), .settle(7), .sample,
        .drive([3, 4]), .clamp([3 << 17]), .settle(7), .sample,
        moment(.clamped),
        .drive([1, 2]), .clamp([3 << 17]), .settle(7), .sample,
        .drive([3, 4]), .clamp([1 << 17]), .settle(7), .sample,
        .release,
      ])
  }

  @Test func aGoodAnswerIsNotClampedUnderTheHinge() throws {
    var draft = draft()
    draft.header.hinge = 1
    draft.header.hingeMargin = 1 << 18
    // The error is exactly the margin.
    #expect(
      try calls(draft) == [moment(.free), .drive([100, -200]), .settle(7), .sample])
    draft.header.hingeMargin = 1 << 18 - 1
    #expect(try calls(draft).contains(towards))
  }

  @Test func differentialOutputsArePushedApartByHalves() throws {
    var draft = draft()
    draft.clamps = [2, 3]
    draft.outputs = [PlanOutput(node: 2, clamp: 0, minusNode: 3, minusClamp: 1)]
    // Output 2^18 - 5, target 2^19: the push is half of 2^18 + 5 times 1/2, a quarter of it at
    // either node, rounded to the nearest: (2^18 + 5) / 4 = 65537.25.
    let quarter: Int32 = 65_537
    #expect(
      try calls(draft) == [
        moment(.free), .drive([100, -200]), .settle(7), .sample,
        moment(.clamped), .clamp([1 << 18 + quarter, 5 - quarter]), .settle(7), .sample, .release,
      ])
  }

  @Test func momentsCountTrialsAndNameExamples() throws {
    var draft = draft()
    draft.trainInputs = [1, 2, 3, 4]
    draft.trainTargets = [0, 0]
    let moments = try calls(draft, trials: 3).filter { if case .begin = $0 { true } else { false } }
    #expect(
      moments == [
        moment(.free), moment(.clamped),
        moment(.free, trial: 1, example: 1), moment(.clamped, trial: 1, example: 1),
        moment(.free, trial: 2), moment(.clamped, trial: 2),
      ])
  }

  @Test func theBoardIsTurnedAfterTheReleaseAndOnlyWhenATapMoved() throws {
    var draft = draft()
    draft.schedule[0].rateMantissa = 1 << 54
    let bench = try EngineBench(draft)
    // The drop across element 0-2 shrinks from 1/2 to 1/4 of full scale: 3/16 of a full scale
    // squared, at one tap each.
    let board = ScriptedBoard { board in
      board.moment.phase == .clamped ? [0, 0, 1 << 18, 0] : [0, 0, 1 << 19, 0]
    }
    var handle = board
    let first = try bench.engine.runTrial(on: &handle)
    #expect(first.moved == 0 && board.calls.last == .release)
    _ = try bench.engine.runTrial(on: &handle)
    let third = try bench.engine.runTrial(on: &handle)
    // From 1/2 on: 9/16 more is the next tap.
    #expect(third.moved == 1)
    #expect(board.calls.suffix(2) == [.release, .turn([513])])
  }

  @Test func readingsAreAveragedToTheNearest() throws {
    // Exact means 2/3, -2/3, 1/3, and the free response is seen through the error.
    for (readings, mean) in [
      ([0, 1, 1], 1), ([0, -1, -1], -1), ([0, 0, 1], 0), ([5, 6, 10], 7),
    ] {
      var draft = draft()
      draft.header.readingsPerSample = 3
      draft.targetRows = [0]
      let bench = try EngineBench(draft)
      let board = ScriptedBoard { board in [0, 0, Int32(readings[board.samplesTaken % 3]), 0] }
      var handle = board
      let outcome = try bench.engine.runTrial(on: &handle)
      #expect(outcome.squaredError == UInt64(mean * mean))
    }
  }

  @Test func aFaultTurnsNothingAndDoesNotCount() throws {
    var draft = draft()
    draft.schedule[0].rateMantissa = 1 << 60
    // Every call of the nine before the turn.
    for call in 0..<9 {
      let bench = try EngineBench(draft)
      let board = ScriptedBoard {
        $0.moment.phase == .clamped ? [0, 0, 0, 0] : [0, 0, 1 << 19, 0]
      }
      let fault = BoardFault(.probeStuck, channel: 3, detail: 9)
      board.failing = (call, fault)
      var handle = board
      #expect(throws: fault) { _ = try bench.engine.runTrial(on: &handle) }
      #expect(bench.engine.trial == 0 && bench.taps == [512])
      #expect(board.calls.count == call + 1)
    }
  }
}
