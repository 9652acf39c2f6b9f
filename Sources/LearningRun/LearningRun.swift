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
  public internal(set) var trainEvaluation = Evaluation()
  public internal(set) var testEvaluation = Evaluation()
  public internal(set) var validationEvaluation = Evaluation()
  /// What was last written down of learning with layers.
  public internal(set) var epoch = LayerReport()
  /// The first evaluation of the training set in this session.
  public private(set) var firstTrainEvaluation = Evaluation()
  var window = Window()
  var agenda: Agenda

  /// A run from the plan's beginning. `block`, `layers`: as for `Engine.init(plan:block:layers:)`.
  public init(
    plan: Plan, block: UnsafeMutableRawPointer, layers: UnsafeMutableRawPointer? = nil
  ) {
    self.plan = plan
    unsafe engine = Engine(plan: plan, block: block, layers: layers)
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

  /// Brings the board to its safe state and makes what was learnt durable, without another look at
  /// the examples. Between batches only; the run may be resumed.
  public mutating func pause<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    board.makeSafe()
    try write(record(.stopped, board.nowMicroseconds()), to: &journal, board: &board)
    try checkpoint(board: &board, journal: &journal)
  }

  /// A board that could not be started: safe state, and the record that names the fault.
  public mutating func refuse<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    _ fault: BoardFault, on board: inout B, journal: inout JournalWriter<S>
  ) {
    _ = fail(fault, on: &board, journal: &journal)
  }

  /// Writes down how long trials took.
  public mutating func note<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    _ timing: StepTiming, on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    try write(
      JournalRecord(timing, trial: engine.trial, timeMicroseconds: board.nowMicroseconds()),
      to: &journal, board: &board)
  }

  /// Writes down how the last update lay to the exact gradient: a cosine in 2^-30.
  public mutating func note<B: Board & ~Copyable, S: JournalStorage & ~Copyable>(
    alignment: Int32, on board: inout B, journal: inout JournalWriter<S>
  ) throws(RunError) {
    try write(
      .alignment(alignment, trial: engine.trial, timeMicroseconds: board.nowMicroseconds()),
      to: &journal, board: &board)
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
