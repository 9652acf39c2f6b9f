/// One entry of the learning curve (docs/journal.md, "Records").
public struct JournalRecord: BitwiseCopyable, Equatable, Sendable {
  public var kind: Kind
  /// Trials done so far.
  public var trial: UInt64
  /// The board's clock.
  public var timeMicroseconds: UInt64
  /// Mean squared error, fraction of full scale squared, in 2^-40.
  public var error: UInt64
  /// How often elements changed their tap since the last record, summed over elements.
  public var movedElements: UInt64
  /// Examples that were answered correctly, of ``total``.
  public var correct: UInt32
  /// Examples that were shown; 0 where there are no classes.
  public var total: UInt32
  /// Elements at an end of their range.
  public var atRail: UInt32
  /// `BoardFault.Kind`, or 0.
  public var faultKind: UInt8
  /// The faulty element, probe, clamp or source.
  public var faultChannel: UInt32
  /// What was measured, in the unit that the fault names.
  public var detail: Int32
  /// Which examples an evaluation was over.
  public var set: ExampleSet
  /// The session that wrote it. The writer sets it, whatever it was.
  public var session: UInt32 = 0

  public init(
    _ kind: Kind, trial: UInt64, timeMicroseconds: UInt64, error: UInt64 = 0,
    movedElements: UInt64 = 0, correct: UInt32 = 0, total: UInt32 = 0, atRail: UInt32 = 0,
    faultKind: UInt8 = 0, faultChannel: UInt32 = 0, detail: Int32 = 0, set: ExampleSet = .train
  ) {
    self.kind = kind
    self.trial = trial
    self.timeMicroseconds = timeMicroseconds
    self.error = error
    self.movedElements = movedElements
    self.correct = correct
    self.total = total
    self.atRail = atRail
    self.faultKind = faultKind
    self.faultChannel = faultChannel
    self.detail = detail
    self.set = set
  }

  public static var byteCount: Int { 64 }

  /// Raw values are what the journal stores; 0 is no record.
  public enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// A run starts, or goes on from a checkpoint.
    case started = 1
    /// How learning goes.
    case learning = 2
    /// All examples of a set were shown.
    case evaluation = 3
    /// A fault of the board.
    case fault = 4
    /// The run ended, in the safe state.
    case stopped = 5
    /// How long trials took in a session, its ``JournalRecord/timing``.
    case timing = 6
    /// How an update lay to the exact gradient, its ``JournalRecord/alignment``.
    case alignment = 7
    /// The mean energy of free responses, its ``JournalRecord/energy``.
    case energy = 8
    /// How large updates were, its ``JournalRecord/updateSize``.
    case updateSize = 9
  }

  /// Raw values are what the journal stores.
  public enum ExampleSet: UInt8, BitwiseCopyable, Sendable {
    case train = 0
    case test = 1
    case validation = 2
  }
}
