import Checksum
import Testing

/// CRC-32C as defined: one bit at a time, polynomial 0x1EDC6F41 reflected.
private func bitwiseChecksum(_ bytes: [UInt8]) -> UInt32 {
  var register: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    register ^= UInt32(byte)
    for _ in 0..<8 { register = register & 1 == 1 ? register >> 1 ^ 0x82F6_3B78 : register >> 1 }
  }
  return ~register
}

private func checksum(_ bytes: [UInt8], continuing previous: UInt32 = 0) -> UInt32 {
  unsafe bytes.withUnsafeBytes { unsafe Checksum.of($0, continuing: previous) }
}

@Suite struct ChecksumTests {
  @Test("the check value of CRC catalogues: 123456789")
  func checkValue() {
    #expect(checksum(Array("123456789".utf8)) == 0xE306_9283)
  }

  @Test(
    "RFC 3720, appendix B.4",
    arguments: [
      ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
      ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
      ([UInt8](0..<32), 0x46DD_794E),
      ([UInt8]((0..<32).reversed()), 0x113F_DB5C),
    ] as [([UInt8], UInt32)])
  func rfc3720(bytes: [UInt8], expected: UInt32) {
    #expect(checksum(bytes) == expected)
  }

  @Test("nothing has the checksum 0")
  func empty() {
    #expect(checksum([]) == 0)
    #expect(Checksum().value == 0)
  }

  @Test("every table entry: all single bytes, and all pairs of nibbles, against the definition")
  func table() {
    for a in UInt8.min...UInt8.max {
      #expect(checksum([a]) == bitwiseChecksum([a]))
      for b in stride(from: UInt8(0), to: 255, by: 15) {
        #expect(checksum([a, b]) == bitwiseChecksum([a, b]))
      }
    }
  }

  @Test("any split gives the checksum of the whole")
  func chunks() {
    var generator = SystemRandomNumberGenerator()
    for count in 0..<80 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let whole = bitwiseChecksum(bytes)
      #expect(checksum(bytes) == whole, "\(bytes)")
      for split in 0...count {
        let first = checksum(Array(bytes[..<split]))
        #expect(
          checksum(Array(bytes[split...]), continuing: first) == whole, "\(bytes) at \(split)")
        var running = Checksum()
        unsafe bytes[..<split].withUnsafeBytes { unsafe running.append($0) }
        unsafe bytes[split...].withUnsafeBytes { unsafe running.append($0) }
        #expect(running.value == whole)
      }
    }
  }

  @Test("a changed bit changes the checksum")
  func bitFlips() {
    let bytes = [UInt8](0..<60)
    let whole = checksum(bytes)
    for bit in 0..<480 {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(checksum(flipped) != whole)
    }
  }
}
