/// What a journal says about its run (docs/journal.md, "Header").
public struct JournalHeader: BitwiseCopyable, Equatable, Sendable {
  /// How often the journal has been opened for writing, from 1. Set by the writer.
  public var session: UInt32 = 1
  /// Taps and residuals of a checkpoint, at most `JournalLayout/maximumElementCount`.
  public var elementCount: UInt32
  /// What the run's random numbers were drawn from.
  public var seed: UInt64
  /// How many trials the run is to have.
  public var trialsPlanned: UInt64
  /// How many records fit, at most `JournalLayout/maximumRecordCapacity`.
  public var recordCapacity: UInt64
  /// CRC-32C of the plan that is run.
  public var planChecksum: UInt32
  /// What a sample of 1 is, in microvolts; 0 where states are not voltages.
  public var fullScaleMicrovolts: UInt32
  /// How an answer is read: 0 no classes, 1 nearest target, 2 largest output.
  public var decision: UInt32
  /// Examples to learn from.
  public var trainCount: UInt32
  /// Examples that are only looked at.
  public var testCount: UInt32
  /// Whether checkpoints hold residuals beside the taps; those of networks of layers do not.
  public var hasResiduals: Bool
  /// The board's name, for display.
  public var board: JournalName
  /// The task's name, for display.
  public var task: JournalName

  public init(
    elementCount: UInt32, seed: UInt64, trialsPlanned: UInt64, recordCapacity: UInt64,
    planChecksum: UInt32, fullScaleMicrovolts: UInt32 = 0, decision: UInt32 = 0,
    trainCount: UInt32 = 0, testCount: UInt32 = 0, hasResiduals: Bool = true,
    board: JournalName = JournalName(), task: JournalName = JournalName()
  ) {
    self.elementCount = elementCount
    self.seed = seed
    self.trialsPlanned = trialsPlanned
    self.recordCapacity = recordCapacity
    self.planChecksum = planChecksum
    self.fullScaleMicrovolts = fullScaleMicrovolts
    self.decision = decision
    self.trainCount = trainCount
    self.testCount = testCount
    self.hasResiduals = hasResiduals
    self.board = board
    self.task = task
  }

  /// "WHTSTJNL" read as a little-endian word.
  static var magicValue: UInt64 { 0x4C4E_4A54_5354_4857 }
  /// A journal of another version is refused.
  public static var currentVersion: UInt32 { 1 }
  /// One sector: what disks write at once.
  static var byteCount: Int { 512 }
}
