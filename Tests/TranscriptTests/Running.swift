import BoardInterface
import Journal
import LearningEngine
import LearningRun
import Plan
import PlanImage
import Transcript
import TranscriptRecorder

/// What a run leaves behind.
struct Outcome: Equatable {
  var taps: [Int32] = []
  var residuals: [Int32] = []
  var journal: [UInt8] = []
  var error: RunError?
}

/// A plan's whole run on a board.
func learn<B: Board & ~Copyable>(_ plan: Plan, on board: inout B) throws -> Outcome {
  let file = MemoryFile()
  let header = LearningRun.journalHeader(for: plan)
  let scratch = unsafe zeroed(JournalLayout.writerScratchBytes)
  let block = unsafe zeroed(Engine.byteCount(for: plan))
  defer {
    unsafe scratch.deallocate()
    unsafe block.deallocate()
  }
  var outcome = Outcome()
  guard let start = block.baseAddress else { return outcome }
  var journal = try unsafe JournalWriter.create(
    on: MemoryStorage(file: file), header: header, scratch: scratch)
  var run = unsafe LearningRun(plan: plan, block: start)
  do throws(RunError) {
    try run.begin(on: &board, journal: &journal)
    while !run.isFinished { _ = try run.step(on: &board, journal: &journal) }
    try run.finish(on: &board, journal: &journal)
  } catch { outcome.error = error }
  run.withTaps { taps, residuals in
    outcome.taps = taps.indices.map { taps[$0] }
    outcome.residuals = residuals.indices.map { residuals[$0] }
  }
  outcome.journal = file.bytes
  return outcome
}

private func zeroed(_ byteCount: Int) -> UnsafeMutableRawBufferPointer {
  let block = UnsafeMutableRawBufferPointer.allocate(byteCount: max(byteCount, 1), alignment: 16)
  unsafe block.initializeMemory(as: UInt8.self, repeating: 0)
  return unsafe block
}

/// A run and the transcript of its board.
func record<B: Board & ~Copyable>(
  _ plan: Plan, on board: consuming B
) throws -> (outcome: Outcome, transcript: [UInt8]) {
  var recorder = TranscriptRecorder(board, shape: TranscriptShape(plan), byteLimit: 1 << 24)
  let outcome = try learn(plan, on: &recorder)
  return (outcome, try recorder.finish())
}

/// Runs a plan on a recorded board. `end`: what ``TranscriptBoard/checkEnd()`` says afterwards.
func replay(
  _ plan: Plan, _ bytes: [UInt8], shape: TranscriptShape? = nil
) throws -> (outcome: Outcome, end: BoardFault?) {
  try unsafe bytes.withUnsafeBytes { buffer in
    let transcript = unsafe try Transcript(
      checking: buffer, for: shape ?? TranscriptShape(plan))
    var board = TranscriptBoard(transcript)
    let outcome = try learn(plan, on: &board)
    do throws(BoardFault) { try board.checkEnd() } catch { return (outcome, error) }
    return (outcome, nil)
  }
}

/// Why bytes are refused; nil where they are a transcript for this shape.
func refusal(_ bytes: [UInt8], _ shape: TranscriptShape) -> TranscriptError? {
  unsafe bytes.withUnsafeBytes { buffer in
    do throws(TranscriptError) {
      _ = unsafe try Transcript(checking: buffer, for: shape)
      return nil
    } catch { return error }
  }
}
