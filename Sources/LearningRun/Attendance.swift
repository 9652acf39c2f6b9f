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
      if B.isLayered { try noteLayers(on: &board, journal: &journal) }
      window = Window()
    }
    // The end has an evaluation and a checkpoint of its own.
    if !isFinished {
      if agenda.isEvaluationDue(trial) { try evaluate(on: &board, journal: &journal) }
      if agenda.isCheckpointDue(trial) { try checkpoint(board: &board, journal: &journal) }
    }
    agenda.advance(past: trial)
  }

  /// What was watched of layers since the record before.
  private mutating func noteLayers<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    let time = board.nowMicroseconds()
    epoch = LayerReport()
    epoch.error = window.error
    epoch.correct = UInt32(clamping: window.correct)
    epoch.total = UInt32(clamping: window.trials)
    if let means = engine.takeMeanEnergy() {
      epoch.energy = means.energy
      epoch.sweeps = means.sweeps
    }
    epoch.sizes = engine.takeUpdateSizes()
    if let energy = epoch.energy {
      try write(
        .energy(energy, sweeps: epoch.sweeps, trial: engine.trial, timeMicroseconds: time),
        to: &journal, board: &board)
    }
    guard let sizes = epoch.sizes else { return }
    for block in 0..<plan.blockCount {
      try write(
        .updateSize(
          sizes[block], block: UInt32(block), trial: engine.trial, timeMicroseconds: time),
        to: &journal, board: &board)
    }
  }

  /// Shows all examples but those of sets that the plan leaves out for now.
  mutating func evaluate<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    if plan.header.evaluateTrain == 1 || isFinished {
      trainEvaluation = try evaluate(.train, .train, on: &board, journal: &journal)
    }
    testEvaluation = try evaluate(.test, .test, on: &board, journal: &journal)
    if B.isLayered {
      validationEvaluation = try evaluate(.validation, .validation, on: &board, journal: &journal)
    }
    try noteAll(on: &board, journal: &journal)
  }

  private mutating func evaluate<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    _ set: Plan.ExampleSet, _ noted: JournalRecord.ExampleSet, on board: inout B,
    journal: inout JournalWriter<S>
  ) throws(RunError) -> Evaluation {
    let evaluation: Evaluation
    do throws(BoardFault) { evaluation = try engine.evaluate(set, on: &board) } catch {
      throw fail(error, on: &board, journal: &journal)
    }
    if evaluation.total > 0 {
      try write(evaluation, noted, board: &board, journal: &journal)
    }
    return evaluation
  }
}
