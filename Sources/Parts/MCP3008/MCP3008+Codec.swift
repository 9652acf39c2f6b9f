extension MCP3008 {
  /// Three bytes: seven zeros, the start bit; single-ended, channel, four clocks in which the part
  /// samples and begins to answer; eight clocks (DS21295D, section 6.1).
  public static func frame(channel: UInt8) -> UInt64 {
    0x01_80_00 | UInt64(channel & 7) << 12
  }
}
