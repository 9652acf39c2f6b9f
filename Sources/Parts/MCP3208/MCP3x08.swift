import BusInterface

// What MCP3008 and MCP3208 share; DS21295D and DS21298E, sections 5 and 6.1.
//
// Behind the sample clock the part sends a null bit, the code from its highest bit on, and then, if
// clocks go on, the code again from bit 1 upwards, and zeros (figures 5-1 and 5-2). With the frames
// of section 6.1 the lowest bit of the code is the last of the third byte.

@usableFromInline
enum MCP3x08 {
  /// The code in the three bytes of a conversion; nil where the null bit is not 0: nobody drove it.
  @inlinable
  static func code(_ word: UInt64, bits: UInt64) -> Int32? {
    guard word &>> bits & 1 == 0 else { return nil }
    return Int32(truncatingIfNeeded: word & (1 &<< bits &- 1))
  }

  /// Whether the five bytes of a long conversion hold a code twice, the second time mirrored: no
  /// line that is stuck high, open or picks up the clock does that. One that is stuck low does.
  static func isMirrored(_ word: UInt64, bits: UInt64) -> Bool {
    guard let code = code(word &>> 16, bits: bits) else { return false }
    var mirrored: UInt64 = 0
    var bit: UInt64 = 1
    while bit < bits {
      mirrored |= (UInt64(truncatingIfNeeded: code) &>> bit & 1) &<< (16 &- bit)
      bit &+= 1
    }
    return word & 0xFFFF == mirrored
  }
}
