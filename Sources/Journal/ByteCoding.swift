import Checksum

// Little-endian words at byte offsets, whatever the processor.

extension Span<UInt8> {
  func word32(_ offset: Int) -> UInt32 {
    UInt32(self[offset]) | UInt32(self[offset + 1]) << 8
      | UInt32(self[offset + 2]) << 16 | UInt32(self[offset + 3]) << 24
  }

  func word64(_ offset: Int) -> UInt64 {
    UInt64(word32(offset)) | UInt64(word32(offset + 4)) << 32
  }

  /// CRC-32C of the bytes of `range`, after those of `previous`.
  func checksum(_ range: Range<Int>, continuing previous: UInt32) -> UInt32 {
    unsafe extracting(range).withUnsafeBytes { bytes in
      unsafe Checksum.of(bytes, continuing: previous)
    }
  }

  func isZero(_ range: Range<Int>) -> Bool {
    for i in range where self[i] != 0 { return false }
    return true
  }
}

extension MutableSpan<UInt8> {
  mutating func store(_ value: UInt32, at offset: Int) {
    self[offset] = UInt8(truncatingIfNeeded: value)
    self[offset + 1] = UInt8(truncatingIfNeeded: value >> 8)
    self[offset + 2] = UInt8(truncatingIfNeeded: value >> 16)
    self[offset + 3] = UInt8(truncatingIfNeeded: value >> 24)
  }

  mutating func store(_ value: UInt64, at offset: Int) {
    store(UInt32(truncatingIfNeeded: value), at: offset)
    store(UInt32(truncatingIfNeeded: value >> 32), at: offset + 4)
  }
}
