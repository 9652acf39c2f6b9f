public import Journal

private import CDevice

/// A journal's file. Closed, and free for the next writer, at the end of its life.
public struct FileStorage: JournalStorage, ~Copyable {
  private let file: Int32
  /// The file's size; that of a file which is being read is the one it had when it was opened.
  public private(set) var byteCount: UInt64 = 0

  /// Opens a file to read; nothing keeps others from writing it meanwhile.
  ///
  /// `path`: ends with a zero byte.
  public init(readingFrom path: UnsafePointer<CChar>) throws(StorageError) {
    file = try unsafe Self.opened(wheatstone_file_open_to_read(path, &byteCount))
  }

  /// Opens a file that is there to read and write, and keeps other writers out: an error of
  /// operation `StorageError.Operation.lock` where there is one already.
  public init(writingTo path: UnsafePointer<CChar>) throws(StorageError) {
    file = try unsafe Self.opened(wheatstone_file_open_to_write(path, 0, &byteCount))
  }

  /// As ``init(writingTo:)``, but makes the file where there is none. What an existing one holds
  /// stays until ``clear(byteCount:)``.
  public init(creating path: UnsafePointer<CChar>) throws(StorageError) {
    file = try unsafe Self.opened(wheatstone_file_open_to_write(path, 1, &byteCount))
  }

  deinit {
    wheatstone_file_close(file)
  }

  public mutating func read(
    at offset: UInt64, into bytes: inout MutableRawSpan
  ) throws(StorageError) {
    let count = bytes.byteCount
    let file = file
    let result = unsafe bytes.withUnsafeMutableBytes { buffer in
      guard let address = buffer.baseAddress else { return Int64(0) }
      return unsafe wheatstone_file_read(file, offset, address, count)
    }
    try Self.check(result, .read)
    guard result == Int64(count) else { throw StorageError(.endOfFile, errorNumber: 0) }
  }

  public mutating func write(at offset: UInt64, _ bytes: RawSpan) throws(StorageError) {
    let count = bytes.byteCount
    let file = file
    let result = unsafe bytes.withUnsafeBytes { buffer in
      guard let address = buffer.baseAddress else { return Int64(0) }
      return unsafe wheatstone_file_write(file, offset, address, count)
    }
    try Self.check(result, .write)
  }

  public mutating func sync() throws(StorageError) {
    try Self.check(wheatstone_file_sync(file), .sync)
  }

  public mutating func clear(byteCount: UInt64) throws(StorageError) {
    try Self.check(wheatstone_file_reserve(file, 0, byteCount), .allocate)
    self.byteCount = byteCount
  }

  public mutating func extend(byteCount: UInt64) throws(StorageError) {
    guard byteCount > self.byteCount else { return }
    try Self.check(wheatstone_file_reserve(file, self.byteCount, byteCount), .allocate)
    self.byteCount = byteCount
  }

  private static func check(
    _ result: Int64, _ operation: StorageError.Operation
  ) throws(StorageError) {
    guard result < 0 else { return }
    throw StorageError(operation, errorNumber: Int32(truncatingIfNeeded: -result))
  }

  private static func opened(_ result: Int64) throws(StorageError) -> Int32 {
    try check(result, wheatstone_file_is_locked(result) != 0 ? .lock : .open)
    return Int32(truncatingIfNeeded: result)
  }
}
