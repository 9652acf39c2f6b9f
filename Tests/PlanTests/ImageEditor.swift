import Plan
import PlanImage

/// An image to be damaged, field by field.
struct ImageEditor {
  var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }
  init(_ draft: PlanDraft) { bytes = draft.image() }

  /// Little-endian.
  mutating func set<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
    for index in 0..<MemoryLayout<Value>.size where offset + index < bytes.count {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> Value(index * 8))
    }
  }

  func word(at offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32($1 * 8) }
  }

  /// Where a field of the table of sections stands.
  static func table(_ kind: PlanSection.Kind, _ field: Int) -> Int {
    192 + (Int(kind.rawValue) - 1) * 16 + field
  }

  /// Where a field of a section's entry stands.
  func place(_ kind: PlanSection.Kind, _ entry: Int, stride: Int, _ field: Int) -> Int {
    Int(word(at: Self.table(kind, 8))) + entry * stride + field
  }

  /// Makes the checksum right again.
  mutating func seal() {
    guard bytes.count >= 16 else { return }
    set(ReferenceChecksum.of(bytes[16...]), at: 12)
  }

  /// Makes the size and the checksum right again.
  mutating func sealResized() {
    set(UInt64(bytes.count), at: 16)
    seal()
  }

  /// Why the image is refused; nil where it is not.
  var refusal: PlanError? {
    do throws(PlanError) {
      _ = try PlanMemory(bytes)
      return nil
    } catch { return error }
  }
}

/// CRC-32C straight from its definition in RFC 3720 B.4, byte by byte through a table made of it.
enum ReferenceChecksum {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
  }

  static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { crc, byte in crc >> 8 ^ table[Int((crc ^ UInt32(byte)) & 255)] }
  }
}
