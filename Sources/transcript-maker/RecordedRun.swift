import BoardFile
import BoardInterface
import Foundation
import Journal
import JournalFile
import LearningEngine
import LearningRun
import Plan
import PlanImage
import SimulatedBoard
import Transcript
import TranscriptRecorder

/// The most bytes of a transcript: a proof needs a run, not a long one.
private let transcriptByteLimit = 1 << 28

/// Learns as `wheatstone learn` does, on a recorded board. A run that a fault of the board ends is
/// recorded as well: its replay must end in the same fault.
func record(_ compiled: CompiledPlan, into files: RunFiles) throws {
  let memory = try PlanMemory(compiled.image)
  let plan = memory.plan
  var board = TranscriptRecorder(
    try SimulatedBoard(compiled.board, faults: compiled.faults, clock: .host),
    shape: TranscriptShape(plan), byteLimit: transcriptByteLimit)
  let block = unsafe zeroed(Engine.byteCount(for: plan))
  defer { unsafe block.deallocate() }
  let header = LearningRun.journalHeader(for: plan)
  let scratch = unsafe zeroed(JournalLayout.writerScratchBytes)
  defer { unsafe scratch.deallocate() }
  guard let start = block.baseAddress else { return }

  var journal = try unsafe JournalWriter.create(
    on: FileStorage(creating: files.journal), header: header, scratch: scratch)
  var run = unsafe LearningRun(plan: plan, block: start)
  var end = "finished"
  do throws(RunError) {
    try run.begin(on: &board, journal: &journal)
    while !run.isFinished && !board.hasPassedLimit {
      _ = try run.step(on: &board, journal: &journal)
    }
    try run.finish(on: &board, journal: &journal)
  } catch {
    guard case .board(let fault) = error else { throw error }
    end = "ended by the fault \(fault)"
  }

  let transcript = try board.finish()
  try Data(transcript).write(to: files.transcript)
  let (damaged, flipped) = flippedCopies(of: transcript, plan: plan)
  try Data(damaged).write(to: files.damaged)
  try Data(flipped).write(to: files.flipped)
  var text = ""
  run.withTaps { (taps, _) in
    for index in taps.indices { text += "\(taps[index])\n" }
  }
  try Data(text.utf8).write(to: files.taps)
  print(
    "transcript-maker: \(end) after \(run.trial) trials,", "\(journal.recordCount) records,",
    "\(transcript.count) bytes of transcript,",
    "right \(run.testEvaluation.correct) of \(run.testEvaluation.total)")
}

private func zeroed(_ byteCount: Int) -> UnsafeMutableRawBufferPointer {
  let block = UnsafeMutableRawBufferPointer.allocate(byteCount: max(byteCount, 1), alignment: 16)
  unsafe block.initializeMemory(as: UInt8.self, repeating: 0)
  return unsafe block
}

extension FileStorage {
  fileprivate init(creating file: URL) throws(StorageError) {
    let path = ContiguousArray(file.path.utf8CString)
    let bytes = path.span
    self = try unsafe bytes.withUnsafeBufferPointer { bytes throws(StorageError) in
      guard let start = bytes.baseAddress else { throw StorageError(.open, errorNumber: 2) }
      return unsafe try FileStorage(creating: start)
    }
  }
}
