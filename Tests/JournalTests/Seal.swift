import Checksum

/// The format as docs/journal.md has it, written down a second time.
enum Seal {
  static let headerOffsets = [0, 4096]
  static let slotsOffset = 8192

  static func checksum(_ bytes: ArraySlice<UInt8>, continuing previous: UInt32 = 0) -> UInt32 {
    unsafe bytes.withUnsafeBytes { unsafe Checksum.of($0, continuing: previous) }
  }

  static func word(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> UInt64 {
    (0..<count).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
  }

  static func store(_ value: UInt64, _ bytes: inout [UInt8], _ offset: Int, _ count: Int) {
    for i in 0..<count { bytes[offset + i] = UInt8(truncatingIfNeeded: value >> UInt64(8 * i)) }
  }

  /// Makes the header at `offset` match its checksum.
  static func header(_ bytes: inout [UInt8], _ offset: Int) {
    let first = checksum(bytes[offset..<offset + 12])
    let sum = checksum(bytes[offset + 16..<offset + 512], continuing: first)
    store(UInt64(sum), &bytes, offset + 12, 4)
  }

  static func slotBytes(elements: Int) -> Int { (96 + 8 * elements + 4 + 4095) / 4096 * 4096 }

  /// What chains and slots of a journal with the header at 0 start from.
  static func identity(_ bytes: [UInt8]) -> UInt32 { checksum(bytes[20..<32]) }

  /// Makes the slot at `offset` match its checksum.
  static func slot(_ bytes: inout [UInt8], _ offset: Int, elements: Int, identity: UInt32) {
    let end = offset + 96 + 8 * elements
    store(UInt64(checksum(bytes[offset..<end], continuing: identity)), &bytes, end, 4)
  }
}
