import BoardInterface
import LearningRun
import PlanImage
import SimulatedBoard
import Testing
import Transcript

/// A replayed run is the recorded one, bit for bit: taps, residuals and journal.
struct ReplayTests {
  @Test(arguments: PlanCase.allCases, [1, 2, 3] as [UInt64])
  func randomBoard(_ name: PlanCase, seed: UInt64) throws {
    let memory = try PlanMemory(name.draft.image())
    let (live, transcript) = try record(memory.plan, on: RandomBoard(seed: seed))
    #expect(live.error == nil)
    #expect(live.taps != memory.plan.startTaps, "a run that moves nothing proves nothing")
    let (replayed, end) = try replay(memory.plan, transcript)
    #expect(replayed == live)
    #expect(end == nil)
  }

  @Test(arguments: [PlanCase.plain, .everything, .signRule])
  func simulatedBoard(_ name: PlanCase) throws {
    let memory = try PlanMemory(name.draft.image())
    let (live, transcript) = try record(
      memory.plan, on: try SimulatedBoard(networkModel(), clock: .host))
    #expect(live.error == nil)
    #expect(live.taps != memory.plan.startTaps)
    let (replayed, end) = try replay(memory.plan, transcript)
    #expect(replayed == live)
    #expect(end == nil)
  }

  /// Whichever call fails, the replayed one fails, with the same fault in the same journal.
  @Test(arguments: Array(1...60) + [300, 700])
  func faults(call: Int) throws {
    let memory = try PlanMemory(PlanCase.everything.draft.image())
    let (live, transcript) = try record(
      memory.plan, on: RandomBoard(seed: 5, failingCall: call))
    #expect(live.error == .board(RandomBoard.fault))
    let (replayed, end) = try replay(memory.plan, transcript)
    #expect(replayed == live)
    #expect(end == nil)
  }

  /// One bit of one output sample anywhere changes what comes out, as long as no element is at an
  /// end of its range, where it forgets.
  @Test func everySampleMatters() throws {
    var draft = PlanCase.plain.draft
    for step in draft.schedule.indices { draft.schedule[step].rateMantissa >>= 8 }
    let memory = try PlanMemory(draft.image())
    let (live, transcript) = try record(memory.plan, on: RandomBoard(seed: 9))
    let samples = transcript.eventOffsets(nodes: 4).filter { transcript[$0] == 1 }
    // Five examples are looked at before and behind a hundred trials of two samples.
    #expect(samples.count == 5 + 2 * 100 + 5)
    #expect(live.taps.allSatisfy { $0 > 0 && $0 < 127 })
    for offset in samples {
      var flipped = transcript
      // Node 3 is the output; its bit 16.
      flipped[offset + 8 + 4 * 3 + 2] ^= 1
      // Beyond full scale it would be refused.
      guard refusal(flipped.sealed, TranscriptShape(memory.plan)) == nil else { continue }
      let (outcome, end) = try replay(memory.plan, flipped.sealed)
      #expect(outcome != live || end != nil)
    }
  }
}
