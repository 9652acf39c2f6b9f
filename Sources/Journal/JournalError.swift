/// Why a journal cannot be read or written.
public struct JournalError: Error, Equatable, BitwiseCopyable, Sendable {
  public var reason: Reason
  /// The byte offset in the file, unless the reason says otherwise.
  public var place: UInt64
  /// The offending value; see each reason.
  public var value: Int64

  public init(_ reason: Reason, place: UInt64 = 0, value: Int64 = 0) {
    self.reason = reason
    self.place = place
    self.value = value
  }

  public enum Reason: UInt8, BitwiseCopyable, Sendable {
    /// Empty, or power was cut while it was being created: there is nothing in it. Create it.
    case notBegun = 1
    /// Does not begin like a journal.
    case notAJournal = 2
    /// Written by another version of the runtime. Value: its version.
    case otherVersion = 3
    /// Neither copy of the header matches its checksum.
    case damagedHeader = 4
    /// Shorter than its header says. Place: the bytes there should be. Value: the bytes there are.
    case truncated = 5
    /// More elements or records than a journal can hold. Place: the elements. Value: the records.
    case tooLarge = 6
    /// Not the run it is asked to continue: other seed (place 24) or number of elements (place 20).
    /// Value: what the journal has.
    case otherRun = 7
    /// Not the plan it is asked to continue. Value: the checksum of the journal's plan.
    case otherPlan = 8
    /// The checkpoint changed while it was read, or was damaged since. Read it again.
    case checkpointLost = 9
    /// There is no checkpoint.
    case noCheckpoint = 10
    /// Every record's place is taken. Value: how many there are. Resume with a larger capacity.
    case full = 11
    /// Taps or residuals are not one per element. Value: how many were given.
    case wrongCount = 12
    /// The scratch memory is too small. Place: the bytes needed. Value: the bytes given.
    case scratchTooSmall = 13
    /// An earlier write or sync failed, so that what is on the disk is unknown. Resume.
    case failedBefore = 14
    /// The number of sessions or checkpoints has reached its end. Create a new journal.
    case exhausted = 15
    /// The storage failed. Value: its `StorageError/Operation` x 2^32 + errno.
    case storage = 16
  }

  init(_ error: StorageError, at place: UInt64) {
    let operation = Int64(error.operation.rawValue) << 32
    self.init(
      .storage, place: place, value: operation | Int64(UInt32(bitPattern: error.errorNumber)))
  }

  /// What the storage said, where it is the reason.
  public var storageError: StorageError? {
    guard reason == .storage,
      let raw = UInt8(exactly: value >> 32),
      let operation = StorageError.Operation(rawValue: raw)
    else { return nil }
    return StorageError(operation, errorNumber: Int32(truncatingIfNeeded: value))
  }
}
