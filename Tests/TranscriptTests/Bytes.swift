import Checksum

/// CRC-32C bit by bit, straight from its definition.
func bitwiseChecksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
  var register: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    register ^= UInt32(byte)
    for _ in 0..<8 { register = (register >> 1) ^ (register & 1 == 1 ? 0x82F6_3B78 : 0) }
  }
  return ~register
}

extension [UInt8] {
  func word(_ offset: Int, _ count: Int = 4) -> UInt64 {
    (0..<count).reduce(0) { $0 | UInt64(self[offset + $1]) << UInt64(8 * $1) }
  }

  mutating func set(_ offset: Int, _ value: UInt64, _ count: Int = 4) {
    for i in 0..<count { self[offset + i] = UInt8(truncatingIfNeeded: value >> UInt64(8 * i)) }
  }

  /// Makes size and checksum right again.
  mutating func seal() {
    guard count >= 64 else { return }
    set(16, UInt64(count), 8)
    set(12, UInt64(bitwiseChecksum(self[16...])))
  }

  /// Offsets of the events of a whole transcript for so many nodes.
  func eventOffsets(nodes: Int) -> [Int] {
    let payload = [1: 4 * nodes, 2: 8, 3: 0, 4: 12, 5: 12, 6: 0]
    var offsets: [Int] = []
    var next = 64
    while next < count, let bytes = payload[Int(self[next])] {
      offsets.append(next)
      next += 8 + bytes
    }
    return offsets
  }
}

extension [UInt8] {
  var sealed: [UInt8] {
    var copy = self
    copy.seal()
    return copy
  }
}

extension [UInt8] {
  /// As ``seal()``, with the tested checksum: this is for speed, not for proof.
  mutating func reseal() {
    guard count >= 64 else { return }
    set(16, UInt64(count), 8)
    let checksum = unsafe self[16...].withUnsafeBytes { unsafe Checksum.of($0) }
    set(12, UInt64(checksum))
  }
}
