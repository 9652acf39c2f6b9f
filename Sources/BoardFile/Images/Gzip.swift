internal import CGzip

/// Unpacking what gzip packed.
enum Gzip {
  enum Mistake: Error {
    case damaged
    /// Beyond the limit, or beyond what the file says of itself.
    case tooLarge
    case noLibrary
  }

  static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// At most `limit` bytes. The last four bytes of a file say how many there are (RFC 1952, 2.3.1).
  static func unpack(_ packed: [UInt8], limit: Int) throws(Mistake) -> [UInt8] {
    guard packed.count >= 18 else { throw .damaged }
    let count = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard count <= limit else { throw .tooLarge }
    var found: Int64 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: max(count, 1)) { room, filled in
      guard let out = room.baseAddress else { return }
      unsafe packed.withUnsafeBufferPointer { packed in
        guard let start = packed.baseAddress else { return }
        unsafe found = wheatstone_gunzip(start, Int64(packed.count), out, Int64(count))
      }
      filled = max(Int(found), 0)
    }
    switch found {
    case Int64(WHEATSTONE_GZIP_NO_ZLIB): throw .noLibrary
    case Int64(WHEATSTONE_GZIP_TOO_LARGE): throw .tooLarge
    case ..<0: throw .damaged
    default: return bytes
    }
  }
}
