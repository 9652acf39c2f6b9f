import BoardInterface
import Journal
import LearningEngine
import Plan

/// What is due between trials.
extension LearningRun {
  /// What the plan wants at this number of trials.
  mutating func attend<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    let trial = engine.trial
    if agenda.isSelfTestDue(trial) {
      do throws(BoardFault) { try engine.selfTest(on: &board) } catch {
        throw fail(error, on: &board, journal: &journal)
      }
    }
    if agenda.isRecordDue(trial) {
      var entry = record(.learning, board.nowMicroseconds())
      entry.error = window.error
      entry.movedElements = window.moved
      if plan.header.decision != Decision.none.rawValue {
        entry.correct = UInt32(clamping: window.correct)
        entry.total = UInt32(clamping: window.trials)
      }
      try write(entry, to: &journal, board: &board)
      window = Window()
    }
    // The end has an evaluation and a checkpoint of its own.
    if !isFinished {
      if agenda.isEvaluationDue(trial) { try evaluate(on: &board, journal: &journal) }
      if agenda.isCheckpointDue(trial) { try checkpoint(board: &board, journal: &journal) }
    }
    agenda.advance(past: trial)
  }

  mutating func evaluate<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    do throws(BoardFault) {
      trainEvaluation = try engine.evaluate(.train, on: &board)
      testEvaluation = try engine.evaluate(.test, on: &board)
    } catch { throw fail(error, on: &board, journal: &journal) }
    try write(trainEvaluation, .train, board: &board, journal: &journal)
    if testEvaluation.total > 0 {
      try write(testEvaluation, .test, board: &board, journal: &journal)
    }
    try noteAll(on: &board, journal: &journal)
  }
}
