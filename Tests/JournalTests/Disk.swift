import Journal
import Testing

/// What was asked of a disk.
enum DiskOperation {
  case write(offset: Int, bytes: [UInt8])
  case sync
  case clear(byteCount: Int)
  case extend(byteCount: Int)

  var isSync: Bool { if case .sync = self { true } else { false } }
}

/// Bytes as a program sees them, and how they came there.
final class Disk {
  var bytes: [UInt8]
  var trace: [DiskOperation] = []
  /// The operation that fails, counted from 0.
  var failing: Int?

  init(_ bytes: [UInt8] = []) {
    self.bytes = bytes
  }
}

/// A storage on a ``Disk``, which outlives it.
struct DiskStorage: JournalStorage, ~Copyable {
  let disk: Disk

  var byteCount: UInt64 { UInt64(disk.bytes.count) }

  mutating func read(at offset: UInt64, into bytes: inout MutableRawSpan) throws(StorageError) {
    let count = bytes.byteCount
    guard let start = Int(exactly: offset), start <= disk.bytes.count,
      count <= disk.bytes.count - start
    else { throw StorageError(.endOfFile, errorNumber: 0) }
    let source = disk.bytes
    unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe source.withUnsafeBytes {
        unsafe buffer.copyMemory(from: .init(rebasing: $0[start..<start + count]))
      }
    }
  }

  mutating func write(at offset: UInt64, _ bytes: RawSpan) throws(StorageError) {
    let copy = unsafe bytes.withUnsafeBytes { unsafe Array($0) }
    try note(.write(offset: Int(offset), bytes: copy), .write)
    guard Int(offset) + copy.count <= disk.bytes.count else {
      Issue.record(
        "wrote \(copy.count) bytes at \(offset), behind the reserved \(disk.bytes.count)")
      throw StorageError(.write, errorNumber: 28)
    }
    disk.bytes.replaceSubrange(Int(offset)..<Int(offset) + copy.count, with: copy)
  }

  mutating func sync() throws(StorageError) {
    try note(.sync, .sync)
  }

  mutating func clear(byteCount: UInt64) throws(StorageError) {
    try note(.clear(byteCount: Int(byteCount)), .allocate)
    disk.bytes = [UInt8](repeating: 0, count: Int(byteCount))
  }

  mutating func extend(byteCount: UInt64) throws(StorageError) {
    try note(.extend(byteCount: Int(byteCount)), .allocate)
    disk.bytes += [UInt8](repeating: 0, count: Int(byteCount) - disk.bytes.count)
  }

  private func note(
    _ operation: DiskOperation, _ kind: StorageError.Operation
  ) throws(StorageError) {
    if disk.failing == disk.trace.count { throw StorageError(kind, errorNumber: 5) }
    disk.trace.append(operation)
  }
}

/// Memory for a reader or writer to work in.
@safe final class Scratch {
  let memory: UnsafeMutableRawBufferPointer

  init(_ byteCount: Int) {
    unsafe memory = .allocate(byteCount: byteCount, alignment: 16)
  }

  deinit { unsafe memory.deallocate() }
}
