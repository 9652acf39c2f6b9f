extension ADS124S08 {
  /// Commands (SBAS660C, table 24).
  static var wakeUp: UInt64 { 0x02 }
  static var reset: UInt64 { 0x06 }
  static var start: UInt64 { 0x08 }
  static var readData: UInt64 { 0x12 }
  static var readRegisters: UInt64 { 0x20 }
  static var writeRegisters: UInt64 { 0x40 }

  /// INPMUX: an input against AINCOM.
  public static func multiplexer(channel: UInt8) -> UInt64 { UInt64(channel & 15) << 4 | 12 }

  /// PGA: off, gain 1; the delay in front of a conversion is bits 6 to 4 of the options.
  static func gain(_ options: UInt32) -> UInt64 { UInt64(options >> 4 & 7) << 5 }

  /// DATARATE: single conversions, low-latency filter, internal clock.
  static func rate(_ options: UInt32) -> UInt64 { 0x30 | UInt64(rateCode(options)) }

  /// REF: the reference of options bits 9 and 8, REFP buffered, REFN not.
  static func reference(_ options: UInt32) -> UInt64 {
    let source = UInt64(options >> 8 & 3)
    return 0x10 | source << 2 | (source == 2 ? 2 : 0)
  }

  /// SYS: eight samples in calibrations (as after reset), status and checksum with the data.
  static var system: UInt64 { 0x13 }

  /// Options, bits 3 to 0: 0 for 4,000 conversions a second, else one more than the DR bits. Below
  /// 20 a second there is nothing.
  private static func rateCode(_ options: UInt32) -> UInt32 {
    let option = options & 15
    if option == 0 || option > 14 { return 13 }
    return option < 5 ? 4 : option - 1
  }

  /// From the START command to the result, in periods of the modulator, 16 of the 4.096 MHz clock
  /// (SBAS660C: conversion times of the low-latency filter; PGA register).
  private static func modulatorPeriods(_ options: UInt32) -> UInt32 {
    let conversion: UInt32 =
      switch rateCode(options) {
      case 4: 14_465
      case 5: 5_160
      case 6: 4_329
      case 7: 2_600
      case 8: 1_320
      case 9: 680
      case 10: 360
      case 11: 296
      case 12: 168
      default: 104
      }
    let delay: UInt32 =
      switch options >> 4 & 7 {
      case 0: 14
      case 1: 25
      case 2: 64
      case 3: 256
      case 4: 1_024
      case 5: 2_048
      case 6: 4_096
      default: 1
      }
    return conversion + delay
  }

  /// How long a conversion takes at most: the internal clock may be 1.5 % slow; 2 % and 10 us here.
  public static func conversionMicroseconds(options: UInt32) -> UInt32 {
    (modulatorPeriods(options) * 125 / 32 + 1) * 102 / 100 + 10
  }

  /// The remainder by x^8 + x^2 + x + 1, from 0, of four bytes (SBAS660C, cyclic redundancy check).
  public static func checksum(_ word: UInt64) -> UInt64 {
    var rest = word << 8
    var bit: UInt64 = 39
    while bit >= 8 {
      if rest &>> bit & 1 != 0 { rest ^= 0x107 &<< (bit &- 8) }
      bit &-= 1
    }
    return rest & 0xFF
  }
}
