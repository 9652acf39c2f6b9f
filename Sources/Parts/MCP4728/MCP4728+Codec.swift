extension MCP4728 {
  /// Three bytes of a multi-write: command 01000, channel, update at once; reference, power-down,
  /// gain, code (DS22187E, figure 5-8). The EEPROM is not touched.
  public static func multiWrite(
    channel: UInt8, code: UInt16, isOff: Bool = false, options: UInt32
  ) -> UInt64 {
    let command = 0x40 | UInt64(channel & 3) << 1
    return command << 16 | UInt64(settings(options, isOff: isOff) | code & 0xFFF)
  }

  /// Reference (bit 15), power-down (bits 14, 13), gain (bit 12). The gain is only there with the
  /// internal reference (DS22187E, table 4-3).
  static func settings(_ options: UInt32, isOff: Bool) -> UInt16 {
    let off: UInt16 = isOff ? 0x6000 : 0
    guard options & 1 != 0 else { return off }
    return off | 0x8000 | (options & 2 != 0 ? 0x1000 : 0)
  }

  /// What the first byte of a channel must be in a read-back: ready, powered, the channel, 0, the
  /// address (DS22187E, figure 5-15).
  static func header(channel: UInt8, address: UInt16) -> UInt64 {
    0xC0 | UInt64(channel & 3) << 4 | UInt64(address & 7)
  }
}
