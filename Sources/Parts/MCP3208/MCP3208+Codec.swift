extension MCP3208 {
  /// Three bytes: five zeros, the start bit, single-ended, D2; D1, D0, six clocks in which the part
  /// samples and begins to answer; eight clocks (DS21298E, section 6.1).
  public static func frame(channel: UInt8) -> UInt64 {
    0x06_00_00 | UInt64(channel & 7) << 14
  }
}
