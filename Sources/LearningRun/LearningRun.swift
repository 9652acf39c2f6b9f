import BoardInterface
import Journal
import LearningEngine
import Plan

/// A run: the engine's trials on a board, with records, evaluations, self-tests and checkpoints in
/// a journal when the plan says so.
///
/// The order of calls: ``begin(on:journal:)``, then ``step(on:journal:)`` as long as ``isFinished``
/// is false or nobody interrupts, then ``finish(on:journal:)``. After an error the board is safe
/// and the run is over; a new one may resume from the journal.
@safe
public struct LearningRun: ~Copyable {
  public let plan: Plan
  // Not public: the accessor of a public property that cannot be copied asks the heap for its
  // frame.
  var engine: Engine
  /// The newest evaluations, as the journal has them.
  public private(set) var trainEvaluation = Evaluation()
  public private(set) var testEvaluation = Evaluation()
  /// The first evaluation of the training set in this session.
  public private(set) var firstTrainEvaluation = Evaluation()
  private var window = Window()
  private var agenda: Agenda

  /// A run from the plan's beginning. `block`: as for `Engine.init(plan:block:)`.
  public init(plan: Plan, block: UnsafeMutableRawPointer) {
    self.plan = plan
    unsafe engine = Engine(plan: plan, block: block)
    agenda = Agenda(plan.header, after: 0)
  }

  /// Whether every trial of the plan is done, and the batch that the last one is in: half a batch
  /// has moved nothing, and no checkpoint could hold it.
  public var isFinished: Bool { engine.trial >= plan.header.trials && engine.isBetweenBatches }

  /// Trials done since the very beginning, resumed runs included.
  public var trial: UInt64 { engine.trial }

  /// The state of the engine's generator.
  public var generatorState: UInt64 { engine.generatorState }

  /// Hands out the taps and the residuals, as `Engine.withTaps(_:)` does.
  public func withTaps<Result, Failure: Error>(
    _ body: (_ taps: Span<Int32>, _ residuals: Span<Int32>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try engine.withTaps(body)
  }

  /// Whether the run may stop here and be resumed without losing a trial.
  public var mayPause: Bool { engine.isBetweenBatches }

  /// Opens a journal to go on from its newest checkpoint, and puts the run there.
  ///
  /// Nil where the checkpoint does not fit the plan.
  public mutating func resume<S: JournalStorage & ~Copyable>(
    from storage: consuming S, mayReplacePlan: Bool, scratch: UnsafeMutableRawBufferPointer
  ) throws(JournalError) -> JournalWriter<S>? {
    let header = Self.journalHeader(for: plan)
    var handed: S? = consume storage
    let writer = try engine.withMutableTaps { (taps, residuals) throws(JournalError) in
      guard let storage = handed.take() else { throw JournalError(.failedBefore) }
      return unsafe try JournalWriter<S>.resume(
        on: storage, header: header, mayReplacePlan: mayReplacePlan, scratch: scratch,
        taps: &taps, residuals: &residuals)
    }
    guard let checkpoint = writer.resumed else { return writer }
    guard
      engine.adopt(
        trial: checkpoint.state.trial, generatorState: checkpoint.state.generatorState)
    else { return nil }
    window = Window(checkpoint.state.words)
    agenda = Agenda(plan.header, after: engine.trial)
    return writer
  }

  /// Brings the board to the run's taps, tests it and looks at every example once.
  public mutating func begin<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    try write(record(.started, board.nowMicroseconds()), to: &journal, board: &board)
    do throws(BoardFault) {
      try board.release()
      try engine.turnBoard(&board)
      if plan.header.selfTestEvery > 0 { try engine.selfTest(on: &board) }
    } catch { throw fail(error, on: &board, journal: &journal) }
    try evaluate(on: &board, journal: &journal)
    firstTrainEvaluation = trainEvaluation
  }

  /// One trial, and whatever is due after it.
  public mutating func step<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) -> TrialOutcome {
    let outcome: TrialOutcome
    do throws(BoardFault) {
      outcome = try engine.runTrial(on: &board)
    } catch { throw fail(error, on: &board, journal: &journal) }
    window.add(outcome)
    try noteAll(on: &board, journal: &journal)
    if engine.trial >= agenda.next { try attend(on: &board, journal: &journal) }
    return outcome
  }

  /// Looks at every example once more, brings the board to its safe state and closes the journal's
  /// entry. Between batches only.
  public mutating func finish<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    try evaluate(on: &board, journal: &journal)
    board.makeSafe()
    try write(record(.stopped, board.nowMicroseconds()), to: &journal, board: &board)
    try checkpoint(board: &board, journal: &journal)
  }
}

extension LearningRun {
  /// What the plan wants at this number of trials.
  private mutating func attend<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
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

  private mutating func evaluate<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
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

  private func write<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
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

  private func checkpoint<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
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
  private func noteAll<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    while let notice = board.nextNotice() { try note(notice, on: &board, journal: &journal) }
  }

  /// A fault that learning can live with.
  private func note<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    _ fault: BoardFault, on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    guard journal.remainingRecords > Self.spareRecords / 2 else { return }
    try write(record(of: fault, board.nowMicroseconds()), to: &journal, board: &board)
  }

  /// A fault that ends the run: safe state first, then the record that names it.
  private func fail<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
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

  private func record(of fault: BoardFault, _ time: UInt64) -> JournalRecord {
    var entry = record(.fault, time)
    entry.faultKind = fault.kind.rawValue
    entry.faultChannel = fault.channel
    entry.detail = fault.detail
    return entry
  }

  private func record(_ kind: JournalRecord.Kind, _ time: UInt64) -> JournalRecord {
    var entry = JournalRecord(kind, trial: engine.trial, timeMicroseconds: time)
    entry.atRail = UInt32(clamping: engine.elementsAtRail)
    return entry
  }

  private func write<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
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
