import BoardInterface
import Journal
import LearningEngine
import LearningRun
import Plan
import PlanImage
import SimulatedBoard
import Testing

/// Where a run stood at the end of a session.
struct Standing: Equatable {
  var taps: [Int32]
  var residuals: [Int32]
  var generatorState: UInt64
  var trial: UInt64
}

/// How a session of a run went.
struct SessionResult {
  var standing: Standing
  var error: RunError?
  /// The journal's word on where it began; nil: at the beginning.
  var resumedAt: UInt64?
  var firstError: UInt64 = 0
  var lastError: UInt64 = 0
}

/// Memory for the length of a session.
@safe final class Memory {
  let bytes: UnsafeMutableRawBufferPointer

  init(_ count: Int) {
    unsafe bytes = .allocate(byteCount: count, alignment: 16)
    unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { unsafe bytes.deallocate() }
}

/// One program's life: makes or resumes a journal, learns, and ends properly or not.
struct Session {
  var draft: PlanDraft
  var model: BoardModel
  var faults: [FaultInjection] = []
  var watch = Watch()
  var mayReplacePlan = false
  /// Stops at the first place from here on where it may, or dies at once; nil: at the end.
  var stopAt: UInt64?
  /// False: the program is killed where it would have stopped.
  var finishes = true
  var recordCapacity: UInt64?

  func run(on disk: Disk, resuming: Bool = false) throws -> SessionResult {
    let memory = try PlanMemory(draft.image())
    let plan = memory.plan
    let block = Memory(Engine.byteCount(for: plan))
    let scratch = Memory(
      JournalLayout.writerScratchBytes)
    guard let base = unsafe block.bytes.baseAddress else { throw JournalError(.scratchTooSmall) }
    var run = unsafe LearningRun(plan: plan, block: base)
    var board = WatchedBoard(
      inner: try SimulatedBoard(model, faults: faults, clock: .settling), watch: watch)
    if resuming {
      guard
        var journal = unsafe try run.resume(
          from: MemoryStorage(disk: disk), mayReplacePlan: mayReplacePlan, scratch: scratch.bytes)
      else { throw JournalError(.checkpointLost) }
      return learn(&run, &board, &journal)
    }
    var header = LearningRun.journalHeader(for: plan)
    if let recordCapacity { header.recordCapacity = recordCapacity }
    var journal = unsafe try JournalWriter<MemoryStorage>.create(
      on: MemoryStorage(disk: disk), header: header, scratch: scratch.bytes)
    return learn(&run, &board, &journal)
  }

  private func learn(
    _ run: inout LearningRun, _ board: inout WatchedBoard,
    _ journal: inout JournalWriter<MemoryStorage>
  ) -> SessionResult {
    var failure: RunError?
    do throws(RunError) {
      try run.begin(on: &board, journal: &journal)
      while !run.isFinished {
        if let stopAt, run.trial >= stopAt, run.mayPause || !finishes { break }
        _ = try run.step(on: &board, journal: &journal)
      }
      if finishes { try run.finish(on: &board, journal: &journal) }
    } catch { failure = error }
    let standing = run.withTaps { (taps, residuals) in
      Standing(
        taps: taps.indices.map { taps[$0] }, residuals: residuals.indices.map { residuals[$0] },
        generatorState: run.generatorState, trial: run.trial)
    }
    return SessionResult(
      standing: standing, error: failure, resumedAt: journal.resumed?.state.trial,
      firstError: run.firstTrainEvaluation.squaredError,
      lastError: run.trainEvaluation.squaredError)
  }
}

extension Disk {
  /// Every record of the journal.
  func records() throws -> [JournalRecord] {
    let scratch = Memory(JournalLayout.readerScratchBytes)
    var reader = unsafe try JournalReader(MemoryStorage(disk: self), scratch: scratch.bytes)
    var records: [JournalRecord] = []
    while let record = try reader.nextRecord() { records.append(record) }
    return records
  }

  /// The trial of the newest checkpoint.
  func checkpointTrial() throws -> UInt64? {
    let scratch = Memory(JournalLayout.readerScratchBytes)
    let reader = unsafe try JournalReader(MemoryStorage(disk: self), scratch: scratch.bytes)
    return reader.newestCheckpoint?.state.trial
  }
}

/// The learning curve: what does not depend on how often a run was interrupted.
func curve(_ records: [JournalRecord]) -> [[UInt64]] {
  records.filter { $0.kind == .learning }.map {
    [$0.trial, $0.error, $0.movedElements, UInt64($0.correct), UInt64($0.total), UInt64($0.atRail)]
  }
}
