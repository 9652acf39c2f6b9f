import Journal

/// Bytes that outlive the run that wrote them.
final class Disk {
  var bytes: [UInt8] = []
  /// Writes, syncs and reservations so far.
  var operations = 0
  /// The operation that fails, counted from 0.
  var failing: Int?
}

/// A storage on a ``Disk``.
struct MemoryStorage: JournalStorage, ~Copyable {
  let disk: Disk

  var byteCount: UInt64 { UInt64(disk.bytes.count) }

  mutating func read(at offset: UInt64, into bytes: inout MutableRawSpan) throws(StorageError) {
    let (start, count) = (Int(offset), bytes.byteCount)
    guard start + count <= disk.bytes.count else {
      throw StorageError(.endOfFile, errorNumber: 0)
    }
    let source = disk.bytes
    unsafe bytes.withUnsafeMutableBytes { target in
      for index in 0..<count { unsafe target[index] = source[start + index] }
    }
  }

  mutating func write(at offset: UInt64, _ bytes: RawSpan) throws(StorageError) {
    try count(.write)
    let copy = unsafe bytes.withUnsafeBytes { unsafe Array($0) }
    disk.bytes.replaceSubrange(Int(offset)..<Int(offset) + copy.count, with: copy)
  }

  mutating func sync() throws(StorageError) { try count(.sync) }

  mutating func clear(byteCount: UInt64) throws(StorageError) {
    try count(.allocate)
    disk.bytes = Array(repeating: 0, count: Int(byteCount))
  }

  mutating func extend(byteCount: UInt64) throws(StorageError) {
    try count(.allocate)
    disk.bytes += Array(repeating: 0, count: Int(byteCount) - disk.bytes.count)
  }

  private func count(_ operation: StorageError.Operation) throws(StorageError) {
    defer { disk.operations += 1 }
    if disk.failing == disk.operations { throw StorageError(operation, errorNumber: 5) }
  }
}
