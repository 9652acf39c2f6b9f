extension ADS7953 {
  /// Manual mode (bits 15 to 12: 0001), all settings given (bit 11), the channel (bits 10 to 7), the
  /// range (bit 6: 0 to twice the reference), powered, answers begin with the channel (SLAS605C,
  /// table 1).
  public static func manual(channel: UInt8, doublesRange: Bool) -> UInt16 {
    0x1800 | UInt16(channel & 15) << 7 | (doublesRange ? 0x40 : 0)
  }

  /// All GPIO pins are inputs without a function: none powers the part down or sets its range
  /// (table 11).
  public static var plainPins: UInt16 { 0x4000 }

  /// The code of an answer; nil where it is another channel's.
  @inlinable
  public static func code(_ answer: UInt64, channel: UInt8) -> Int32? {
    answer &>> 12 == UInt64(channel) ? Int32(truncatingIfNeeded: answer & 0xFFF) : nil
  }
}
