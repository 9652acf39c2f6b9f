import Journal

/// A journal's bytes in memory.
struct MemoryStorage: JournalStorage {
  private var bytes: [UInt8] = []

  var byteCount: UInt64 { UInt64(bytes.count) }

  mutating func read(at offset: UInt64, into target: inout MutableRawSpan) throws(StorageError) {
    let start = Int(offset)
    guard start + target.byteCount <= bytes.count else {
      throw StorageError(.endOfFile, errorNumber: 0)
    }
    for index in 0..<target.byteCount {
      target.storeBytes(of: bytes[start + index], toByteOffset: index, as: UInt8.self)
    }
  }

  mutating func write(at offset: UInt64, _ source: RawSpan) throws(StorageError) {
    let start = Int(offset)
    guard start + source.byteCount <= bytes.count else {
      throw StorageError(.endOfFile, errorNumber: 0)
    }
    for index in 0..<source.byteCount {
      bytes[start + index] = unsafe source.unsafeLoad(fromByteOffset: index, as: UInt8.self)
    }
  }

  mutating func sync() throws(StorageError) {}

  mutating func clear(byteCount: UInt64) throws(StorageError) {
    bytes = Array(repeating: 0, count: Int(byteCount))
  }

  mutating func extend(byteCount: UInt64) throws(StorageError) {
    bytes += Array(repeating: 0, count: max(0, Int(byteCount) - bytes.count))
  }
}
