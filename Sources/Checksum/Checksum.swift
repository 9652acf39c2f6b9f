/// CRC-32C (Castagnoli, reflected polynomial 0x82F63B78), as in RFC 3720 appendix B.4.
///
/// Sixteen table entries rather than 256: they fit a local array, which needs no memory of its own.
public struct Checksum: BitwiseCopyable, Sendable {
  @usableFromInline var register: UInt32

  /// A checksum of nothing yet, or the continuation of `previous`, as if its bytes came first.
  @inlinable
  public init(continuing previous: UInt32 = 0) {
    register = ~previous
  }

  /// The checksum of all bytes so far.
  @inlinable public var value: UInt32 { ~register }

  /// Appends bytes.
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    let table: InlineArray<16, UInt32> = [
      0x0000_0000, 0x105E_C76F, 0x20BD_8EDE, 0x30E3_49B1,
      0x417B_1DBC, 0x5125_DAD3, 0x61C6_9362, 0x7198_540D,
      0x82F6_3B78, 0x92A8_FC17, 0xA24B_B5A6, 0xB215_72C9,
      0xC38D_26C4, 0xD3D3_E1AB, 0xE330_A81A, 0xF36E_6F75,
    ]
    var crc = register
    for index in 0..<bytes.count {
      crc ^= UInt32(unsafe bytes[index])
      crc = (crc >> 4) ^ table[Int(crc & 15)]
      crc = (crc >> 4) ^ table[Int(crc & 15)]
    }
    register = crc
  }

  /// The checksum of `bytes`, after those of `previous`.
  @inlinable
  public static func of(_ bytes: UnsafeRawBufferPointer, continuing previous: UInt32 = 0) -> UInt32
  {
    var checksum = Checksum(continuing: previous)
    unsafe checksum.append(bytes)
    return checksum.value
  }
}
