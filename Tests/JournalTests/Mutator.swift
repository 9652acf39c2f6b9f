/// Damages journals.
struct Mutator {
  /// Journals to take pieces from.
  var donors: [[UInt8]]

  private static let interesting: [UInt64] = [
    0, 1, 2, 63, 64, 65, 4095, 4096, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF,
    1 << 24, 1 << 40, 1 << 58, 1 << 63, .max - 1, .max,
  ]

  /// Returns whether checksums were made to match again.
  mutating func mutate(_ bytes: inout [UInt8], using generator: inout SeededGenerator) -> Bool {
    var isResealed = false
    for _ in 0...Int.random(in: 0..<3, using: &generator) {
      // Damage where something stands is worth more than in the zeros.
      let place = Int.random(in: 0..<max(1, bytes.count), using: &generator)
      switch UInt8.random(in: 0..<12, using: &generator) {
      case 0...2 where !bytes.isEmpty:
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 3...4 where !bytes.isEmpty:
        bytes[place] =
          [0, 0xFF, .random(in: 0...255, using: &generator)]
          .randomElement(using: &generator) ?? 0
      case 5:
        let used = [0, 4096, 8192, 12288, 16384].randomElement(using: &generator) ?? 0
        let near = used + Int.random(in: 0..<200, using: &generator)
        if near < bytes.count { bytes[near] ^= .random(in: 0...255, using: &generator) }
      case 6: bytes.removeLast(Int.random(in: 0..<max(1, bytes.count / 20), using: &generator))
      case 7: bytes += (0..<place % 5000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      case 8...9: splice(&bytes, using: &generator)
      default:
        guard bytes.count > 16384 else { break }
        isResealed = true
        reseal(&bytes, using: &generator)
      }
    }
    return isResealed
  }

  /// Puts a piece of a journal, its own or another's, to the same or another place.
  private func splice(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    guard let donor = (donors + [bytes]).randomElement(using: &generator) else { return }
    let unit = [1, 64, 512, 4096].randomElement(using: &generator) ?? 1
    guard donor.count >= unit, bytes.count >= unit else { return }
    let from = Int.random(in: 0...donor.count / unit - 1, using: &generator) * unit
    let count = min(Int.random(in: 1...4, using: &generator) * unit, donor.count - from)
    let to =
      Bool.random(using: &generator)
      ? from : Int.random(in: 0...bytes.count / unit - 1, using: &generator) * unit
    guard to + count <= bytes.count else { return }
    bytes.replaceSubrange(to..<to + count, with: donor[from..<from + count])
  }

  /// Changes fields of headers or slots and makes the checksum match.
  private func reseal(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    let value = Self.interesting.randomElement(using: &generator) ?? 0
    if Bool.random(using: &generator) {
      let offset = Seal.headerOffsets.randomElement(using: &generator) ?? 0
      let field = [0, 8, 16, 20, 24, 32, 40, 48, 56, 68, 69].randomElement(using: &generator) ?? 0
      Seal.store(value, &bytes, offset + field, field % 8 == 0 && field != 16 ? 8 : 1)
      Seal.header(&bytes, offset)
    } else {
      let elements = Int(Seal.word(bytes, 20, 2))
      let slotBytes = Seal.slotBytes(elements: elements)
      let offset = Seal.slotsOffset + (Bool.random(using: &generator) ? slotBytes : 0)
      guard offset + slotBytes <= bytes.count else { return }
      let field = [0, 8, 16, 24, 32, 36, 40, 80].randomElement(using: &generator) ?? 0
      Seal.store(value, &bytes, offset + field, field == 36 || field == 80 ? 4 : 8)
      Seal.slot(&bytes, offset, elements: elements, identity: Seal.identity(bytes))
    }
  }
}
