extension ADS1115 {
  /// The register that the next bytes go to or come from (SBAS444, table 8-1).
  static var conversionRegister: UInt64 { 0 }
  static var configRegister: UInt64 { 1 }

  /// Bit 15. Written: start a conversion. Read: none is running.
  static var idle: UInt16 { 0x8000 }

  /// The config register for a single conversion of an input against ground, comparator off,
  /// without the start bit (SBAS444, table 8-3).
  public static func config(channel: UInt8, options: UInt32) -> UInt16 {
    let singleEnded = UInt16(4 | channel & 3) << 12
    let singleShot: UInt16 = 1 << 8
    let comparatorOff: UInt16 = 3
    return singleEnded | range(options) << 9 | singleShot | rate(options) << 5 | comparatorOff
  }

  /// Options, bits 2 to 0: 0 for +-4.096 V, else one more than the PGA bits.
  private static func range(_ options: UInt32) -> UInt16 {
    let option = UInt16(truncatingIfNeeded: options & 7)
    return option == 0 ? 1 : option - 1
  }

  /// Options, bits 6 to 4: 0 for 860 conversions a second, else one more than the DR bits.
  private static func rate(_ options: UInt32) -> UInt16 {
    let option = UInt16(truncatingIfNeeded: options >> 4 & 7)
    return option == 0 ? 7 : option - 1
  }

  /// How long a conversion takes at most: the part's clock may be 10 % slow, and it needs 25 us to
  /// wake up.
  public static func conversionMicroseconds(options: UInt32) -> UInt32 {
    let perSecond: UInt32 =
      switch rate(options) {
      case 0: 8
      case 1: 16
      case 2: 32
      case 3: 64
      case 4: 128
      case 5: 250
      case 6: 475
      default: 860
      }
    return (10_000_000 + 9 * perSecond - 1) / (9 * perSecond) + 50
  }
}
