internal import BoardFile

/// The pieces of a PNG file, before anything is unpacked: whether they are all there, and whole.
///
/// libpng reads no further than the last pixel, and would not miss what is cut off behind it.
/// Source: Portable Network Graphics, third edition (W3C, 2025), section 5.
enum PNGStructure {
  private static let signature: [UInt8] = [137, 80, 78, 71, 13, 10, 26, 10]

  static func check(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    guard bytes.starts(with: signature) || signature.starts(with: bytes) else {
      throw Diagnostic(
        file: file, message: "this is no PNG file: it begins with other bytes",
        value: bytes.prefix(8).map { String($0) }.joined(separator: " "),
        allowed: signature.map { String($0) }.joined(separator: " "))
    }
    var start = signature.count
    while true {
      // A length, a name, as many bytes, and a checksum of name and bytes.
      guard start + 12 <= bytes.count else { throw cut(file, bytes.count) }
      let count = word(bytes, start)
      guard start + 12 + count <= bytes.count else { throw cut(file, bytes.count) }
      let name = String(decoding: bytes[start + 4..<start + 8], as: UTF8.self)
      guard crc(bytes[start + 4..<start + 8 + count]) == word(bytes, start + 8 + count) else {
        throw Diagnostic(
          file: file, message: "a piece of the PNG file is damaged: copy it again",
          value: "\(name) at byte \(start)")
      }
      if name == "IEND" { return }
      start += 12 + count
    }
  }

  private static func cut(_ file: String, _ count: Int) -> Diagnostic {
    Diagnostic(
      file: file, message: "the PNG file is cut short: copy it again", value: "\(count) bytes")
  }

  private static func word(_ bytes: [UInt8], _ start: Int) -> Int {
    bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// CRC-32 of ISO 3309, reflected polynomial 0xEDB88320; four bits at a time.
  private static func crc(_ bytes: ArraySlice<UInt8>) -> Int {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      sum = sum >> 4 ^ nibbles[Int(sum & 15)]
      sum = sum >> 4 ^ nibbles[Int(sum & 15)]
    }
    return Int(~sum)
  }

  private static let nibbles: [UInt32] = (0..<16).map { index in
    (0..<4).reduce(UInt32(index)) { sum, _ in sum >> 1 ^ (sum & 1) &* 0xEDB8_8320 }
  }
}
