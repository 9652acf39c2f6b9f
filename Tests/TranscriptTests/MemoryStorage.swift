import Journal

/// A journal's bytes in memory, shared with whoever wants to look at them.
final class MemoryFile {
  var bytes: [UInt8] = []
}

struct MemoryStorage: JournalStorage {
  let file: MemoryFile

  var byteCount: UInt64 { UInt64(file.bytes.count) }

  mutating func read(at offset: UInt64, into bytes: inout MutableRawSpan) throws(StorageError) {
    let count = bytes.byteCount
    guard Int(offset) + count <= file.bytes.count else {
      throw StorageError(.endOfFile, errorNumber: 0)
    }
    for i in 0..<count {
      bytes.storeBytes(of: file.bytes[Int(offset) + i], toByteOffset: i, as: UInt8.self)
    }
  }

  mutating func write(at offset: UInt64, _ bytes: RawSpan) throws(StorageError) {
    for i in 0..<bytes.byteCount {
      file.bytes[Int(offset) + i] = unsafe bytes.unsafeLoad(fromByteOffset: i, as: UInt8.self)
    }
  }

  mutating func sync() throws(StorageError) {}

  mutating func clear(byteCount: UInt64) throws(StorageError) {
    file.bytes = Array(repeating: 0, count: Int(byteCount))
  }

  mutating func extend(byteCount: UInt64) throws(StorageError) {
    file.bytes += Array(repeating: 0, count: max(0, Int(byteCount) - file.bytes.count))
  }
}
