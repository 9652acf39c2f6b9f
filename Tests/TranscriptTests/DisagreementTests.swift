import BoardInterface
import LearningRun
import Plan
import PlanImage
import Testing
import Transcript

/// A run that differs from the recorded one is stopped, and told where.
struct DisagreementTests {
  private let memory: PlanMemory
  private let transcript: [UInt8]
  private let offsets: [Int]

  init() throws {
    memory = try PlanMemory(PlanCase.plain.draft.image())
    transcript = try record(memory.plan, on: RandomBoard(seed: 21)).transcript
    offsets = transcript.eventOffsets(nodes: 4)
  }

  /// Replays another plan with this transcript; the shape is taken as equal.
  private func replayed(_ change: (inout PlanDraft) -> Void) throws -> (RunError?, BoardFault?) {
    var draft = PlanCase.plain.draft
    change(&draft)
    let other = try PlanMemory(draft.image())
    let (outcome, end) = try replay(
      other.plan, transcript, shape: TranscriptShape(memory.plan))
    return (outcome.error, end)
  }

  private func fault(_ kind: TranscriptBoard.Disagreement, event: Int) -> BoardFault {
    BoardFault(.transcriptEnded, channel: kind.rawValue, detail: Int32(event))
  }

  /// The first level of the first training example is asked before the first reading, which follows
  /// the time of the run's start.
  @Test func anotherLevel() throws {
    let (error, end) = try replayed { $0.trainInputs[0] += 1 }
    #expect(error == .board(fault(.askedOtherwise, event: 1)))
    #expect(end == fault(.askedOtherwise, event: 1))
  }

  /// A start tap is asked even earlier, with the same answer next.
  @Test func anotherTap() throws {
    let (error, _) = try replayed { $0.elements[4].startTap += 1 }
    #expect(error == .board(fault(.askedOtherwise, event: 1)))
  }

  @Test func anotherSettleTime() throws {
    let (error, _) = try replayed { $0.schedule[0].settleMicroseconds += 1 }
    #expect(error == .board(fault(.askedOtherwise, event: 1)))
  }

  /// Another target shows in the first clamp level: after the start's time, the readings and times
  /// of five examples in two sets, and the first trial's free reading.
  @Test func anotherTarget() throws {
    let (error, _) = try replayed { $0.targetRows[0] += 1 << 10 }
    #expect(error != nil)
    guard case .board(let fault) = error else { return }
    #expect(fault.kind == .transcriptEnded)
    #expect(fault.channel == TranscriptBoard.Disagreement.askedOtherwise.rawValue)
    #expect(fault.detail > 6 && fault.detail < 12)
  }

  /// The end is recorded where the run ends: one with more trials differs there or earlier.
  @Test func moreTrials() throws {
    let (error, _) = try replayed { $0.header.trials += 1 }
    #expect(error != nil)
  }

  /// A shorter recording, well formed, is over too soon.
  @Test(arguments: [0, 1, 2, 100, 300])
  func shorter(kept: Int) throws {
    var cut = Array(transcript[..<offsets[kept]])
    cut += [6, 0, 0, 0, 0, 0, 0, 0]
    cut.set(24, UInt64(kept + 1), 8)
    let (outcome, end) = try replay(memory.plan, cut.sealed)
    #expect(end == fault(.ended, event: kept))
    #expect(outcome.error == .board(fault(.ended, event: kept)))
  }

  /// A longer one is noticed at the end.
  @Test func longer() throws {
    var long = transcript
    long.insert(contentsOf: [3, 0, 0, 0, 0, 0, 0, 0], at: offsets[offsets.count - 1])
    long.set(24, UInt64(offsets.count + 1), 8)
    let (outcome, end) = try replay(memory.plan, long.sealed)
    #expect(outcome.error == nil)
    #expect(end == fault(.notFinished, event: offsets.count - 1))
  }

  /// An answer of another kind than the one asked for.
  @Test func otherAnswer() throws {
    var changed = transcript
    // The first event is the time of the start; a notice in its place, under the same checksum.
    #expect(changed[offsets[0]] == 2)
    changed.replaceSubrange(offsets[0]..<offsets[0] + 1, with: [3])
    changed.removeSubrange(offsets[0] + 8..<offsets[0] + 16)
    let (outcome, end) = try replay(memory.plan, changed.sealed)
    #expect(end == fault(.otherAnswer, event: 0))
    #expect(outcome.error == .board(fault(.otherAnswer, event: 0)))
  }
}
