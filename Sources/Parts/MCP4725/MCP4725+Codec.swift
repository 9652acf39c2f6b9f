extension MCP4725 {
  /// Fast write: the output drives `code` (DS22039D, figure 6-1).
  public static func fastWrite(code: UInt16) -> UInt64 { UInt64(code & 0xFFF) }

  /// Fast write: the output is off, 500 kohm to ground.
  public static var off: UInt64 { 0x3000 }

  /// The first three bytes of a read-back that is ready (bit 23), powered (bit 22) and in this
  /// power-down state: its code, else nil (DS22039D, figure 6-3).
  static func code(_ word: UInt64, powerDown: UInt64) -> UInt16? {
    guard word &>> 22 == 3, word &>> 17 & 3 == powerDown else { return nil }
    return UInt16(truncatingIfNeeded: word &>> 4 & 0xFFF)
  }
}
