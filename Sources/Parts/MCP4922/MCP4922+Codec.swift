extension MCP4922 {
  /// The 16 bits of a write: output B (bit 15), buffered reference (bit 14), gain 1 (bit 13), on
  /// (bit 12), code (DS21897B, register 5-1).
  public static func word(output: UInt8, code: UInt16, options: UInt32) -> UInt16 {
    let second: UInt16 = output & 1 != 0 ? 0x8000 : 0
    let buffered: UInt16 = options & 1 != 0 ? 0x4000 : 0
    let gainOne: UInt16 = options & 2 != 0 ? 0 : 0x2000
    return second | buffered | gainOne | 0x1000 | code & 0xFFF
  }

  /// An output is off: 500 kohm to ground.
  public static func off(output: UInt8, options: UInt32) -> UInt16 {
    word(output: output, code: 0, options: options) & ~0x1000
  }
}
