/// Where a journal lives: a row of bytes that can be read, written and made durable.
///
/// A write is durable once a later ``sync()`` has returned. Until then a power cut may keep it,
/// drop it or tear it, and in any order with others: the journal counts on nothing else.
public protocol JournalStorage: ~Copyable {
  /// How many bytes there are.
  var byteCount: UInt64 { get }

  /// Fills all of `bytes` from `offset` on; an error where there are not as many.
  mutating func read(at offset: UInt64, into bytes: inout MutableRawSpan) throws(StorageError)

  /// Writes all of `bytes` from `offset` on.
  mutating func write(at offset: UInt64, _ bytes: RawSpan) throws(StorageError)

  /// Returns when everything written so far survives a power cut.
  mutating func sync() throws(StorageError)

  /// Drops what there is and reserves `byteCount` bytes, all zero. Called when a journal is
  /// created.
  mutating func clear(byteCount: UInt64) throws(StorageError)

  /// Keeps what there is and reserves zeros behind it, up to `byteCount` in all. Called when a run
  /// is resumed with more trials.
  mutating func extend(byteCount: UInt64) throws(StorageError)
}

/// What a storage could not do.
public struct StorageError: Error, Equatable, BitwiseCopyable, Sendable {
  public var operation: Operation
  /// The operating system's reason (errno); 0 where there is none.
  public var errorNumber: Int32

  public init(_ operation: Operation, errorNumber: Int32) {
    self.operation = operation
    self.errorNumber = errorNumber
  }

  public enum Operation: UInt8, BitwiseCopyable, Sendable {
    case open = 1
    /// Another program writes this journal.
    case lock = 2
    case read = 3
    case write = 4
    case sync = 5
    /// Reserving the full size, mostly for want of space.
    case allocate = 6
    /// The end of the bytes came early.
    case endOfFile = 7
  }
}
