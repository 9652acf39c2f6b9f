import Checksum

/// Bytes in memory, read little-endian and never out of bounds.
@safe
struct TranscriptBytes: BitwiseCopyable, @unchecked Sendable {
  private let bytes: UnsafeRawBufferPointer
  let count: Int

  /// `bytes` must stay readable and unchanged for as long as the value is used.
  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.bytes = bytes
    count = bytes.count
  }

  /// A byte; 0 outside.
  func byte(_ offset: Int) -> UInt8 {
    offset >= 0 && offset < count ? unsafe bytes[offset] : 0
  }

  /// Four bytes; 0 where they are not all inside.
  func word32(_ offset: Int) -> UInt32 {
    guard offset >= 0, offset <= count - 4 else { return 0 }
    return UInt32(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  func word64(_ offset: Int) -> UInt64 {
    UInt64(word32(offset)) | UInt64(word32(offset + 4)) << 32
  }

  /// CRC-32C from an offset, at most ``count``, to the end.
  func checksum(from offset: Int) -> UInt32 {
    unsafe Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
  }
}
