import BoardInterface
import Journal
import LearningEngine
import Plan

/// What a run writes down. Mutating throughout: from a mutating method a borrowing one would first
/// copy the whole run.
extension LearningRun {
  mutating func write<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    _ evaluation: Evaluation, _ set: JournalRecord.ExampleSet, board: inout B,
    journal: inout JournalWriter<S>
  ) throws(RunError) {
    var entry = record(.evaluation, board.nowMicroseconds())
    entry.error = evaluation.squaredError
    entry.set = set
    if plan.header.decision != Decision.none.rawValue {
      entry.correct = evaluation.correct
      entry.total = evaluation.total
    }
    try write(entry, to: &journal, board: &board)
  }

  mutating func checkpoint<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    let state = CheckpointState(
      trial: engine.trial, generatorState: engine.generatorState, words: window.words)
    do throws(JournalError) {
      try engine.withTaps { (taps, residuals) throws(JournalError) in
        try journal.checkpoint(taps: taps, residuals: residuals, state: state)
      }
    } catch {
      board.makeSafe()
      throw .journal(error)
    }
  }

  /// Writes down the faults noticed since the last call.
  mutating func noteAll<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    while let notice = board.nextNotice() { try note(notice, on: &board, journal: &journal) }
  }

  /// A fault that learning can live with.
  mutating func note<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    _ fault: BoardFault, on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    guard journal.remainingRecords > Self.spareRecords / 2 else { return }
    try write(record(of: fault, board.nowMicroseconds()), to: &journal, board: &board)
  }

  /// A fault that ends the run: safe state first, then the record that names it.
  mutating func fail<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    _ fault: BoardFault, on board: inout B, journal: inout JournalWriter<S>
  ) -> RunError {
    board.makeSafe()
    do throws(RunError) {
      try noteAll(on: &board, journal: &journal)
      try write(record(of: fault, board.nowMicroseconds()), to: &journal, board: &board)
      if engine.isBetweenBatches {
        try checkpoint(board: &board, journal: &journal)
      }
    } catch {
      // The fault is the news; that the journal failed as well cannot be written into it.
    }
    return .board(fault)
  }

  mutating func record(of fault: BoardFault, _ time: UInt64) -> JournalRecord {
    var entry = record(.fault, time)
    entry.faultKind = fault.kind.rawValue
    entry.faultChannel = fault.channel
    entry.detail = fault.detail
    return entry
  }

  mutating func record(_ kind: JournalRecord.Kind, _ time: UInt64) -> JournalRecord {
    var entry = JournalRecord(kind, trial: engine.trial, timeMicroseconds: time)
    entry.atRail = UInt32(clamping: engine.elementsAtRail)
    return entry
  }

  mutating func write<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    _ entry: JournalRecord, to journal: inout JournalWriter<S>, board: inout B
  ) throws(RunError) {
    do throws(JournalError) { try journal.append(entry) } catch {
      board.makeSafe()
      if error.reason == .full, engine.isBetweenBatches {
        // A full journal still takes a checkpoint: one enlarged by more trials goes on from here.
        do throws(RunError) { try checkpoint(board: &board, journal: &journal) } catch {}
      }
      throw .journal(error)
    }
  }
}
