import FixedPoint

/// Damages texts, deterministically from its seed.
struct Mutator {
  var generator: RandomGenerator

  init(seed: UInt64) {
    generator = RandomGenerator(seed: seed, stream: 0)
  }

  static let tokens: [[UInt8]] = [
    "nan", "inf", "-inf", "1e308", "-1e308", "1e-308", "99999999999999999999",
    "-9223372036854775808",
    "9223372036854775807", "18446744073709551615", "4294967296", "2147483648", "65536", "-1", "0",
    "0.5", "1G", "1p", "0x10", "1_000", "~", "null", "", "true", "[]", "{}", "[", "]", "{", "}",
    ",", ":", "- ", "? ", "#", "\"", "'", "&a ", "*a", "!!binary ", "<<: ", "|\n", ">\n", "---\n",
    "...\n", "%YAML 1.2\n", "\t", "\r", "\0", "\u{FEFF}", "\u{2028}", "\u{85}", "é", "\\", "@",
    "random", "middle", "ideal", "ground", "all", "conductance", "logarithmic", "classification",
    "largest", "sign", "symmetric", "{from: 1, to: 0}", "{low: 0, high: 1}", "[[]]", "reachable",
    "{reachableAwayVolts: 0.01}", "random: {nodes: 65535, elements: 65534}", "e0", "n0", "left",
  ].map { Array($0.utf8) }

  /// One to four changes: bytes flipped, removed or inserted, lines removed, doubled or swapped,
  /// tokens and numbers replaced, the end cut off.
  mutating func mutate(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0...pick(4) where !bytes.isEmpty {
      let at = pick(bytes.count)
      switch pick(9) {
      case 0: bytes[at] ^= 1 << UInt8(pick(8))
      case 1: bytes[at] = UInt8(pick(256))
      case 2: bytes.remove(at: at)
      case 3: bytes.insert(contentsOf: Self.tokens[pick(Self.tokens.count)], at: at)
      case 4: bytes.removeSubrange(line(at, bytes))
      case 5:
        bytes.insert(
          contentsOf: bytes[line(at, bytes)], at: line(pick(bytes.count), bytes).lowerBound)
      case 6: bytes.replaceSubrange(word(at, bytes), with: Self.tokens[pick(Self.tokens.count)])
      case 7: bytes.replaceSubrange(word(at, bytes), with: bytes[word(pick(bytes.count), bytes)])
      default: if pick(8) == 0 { bytes.removeSubrange(at...) }
      }
    }
    return bytes
  }

  private mutating func pick(_ count: Int) -> Int {
    Int(generator.next(below: UInt32(count)))
  }

  private func line(_ at: Int, _ bytes: [UInt8]) -> Range<Int> {
    var (start, end) = (at, at)
    while start > 0 && bytes[start - 1] != 10 { start -= 1 }
    while end < bytes.count && bytes[end] != 10 { end += 1 }
    return start..<min(end + 1, bytes.count)
  }

  private func word(_ at: Int, _ bytes: [UInt8]) -> Range<Int> {
    func isWord(_ byte: UInt8) -> Bool {
      byte == 46 || byte == 45 || (48...57).contains(byte) || (65...90).contains(byte)
        || (97...122).contains(byte)
    }
    var (start, end) = (at, at)
    while start > 0 && isWord(bytes[start - 1]) { start -= 1 }
    while end < bytes.count && isWord(bytes[end]) { end += 1 }
    return start..<end
  }
}
