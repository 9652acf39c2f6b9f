extension Pinout {
  /// Recalled, not compared with the datasheet.
  static var mcp4725: Pinout {
    Pinout(
      "SOT-23-6", source: "DS22039D, page 1", isVerified: false,
      [
        ("VOUT", .output(0)), ("VSS", .ground), ("VDD", .supply), ("SDA", .i2cData),
        ("SCL", .i2cClock), ("A0", .address(bit: 0)),
      ])
  }

  /// Recalled, not compared with the datasheet. LDAC low: outputs follow at once.
  static var mcp4728: Pinout {
    Pinout(
      "MSOP-10", source: "DS22187E, page 1", isVerified: false,
      [
        ("VDD", .supply), ("SCL", .i2cClock), ("SDA", .i2cData), ("LDAC", .tiedLow),
        ("RDY/BSY", .open), ("VOUTA", .output(0)), ("VOUTB", .output(1)), ("VOUTC", .output(2)),
        ("VOUTD", .output(3)), ("VSS", .ground),
      ])
  }

  static var mcp4922: Pinout {
    Pinout(
      "DIP-14", source: "DS21897B, page 1", isVerified: true,
      [
        ("VDD", .supply), ("NC", .open), ("CS", .select), ("SCK", .clock), ("SDI", .dataIn),
        ("NC", .open), ("NC", .open), ("LDAC", .tiedLow), ("SHDN", .tiedHigh),
        ("VOUTB", .output(1)), ("VREFB", .reference), ("AVSS", .ground), ("VREFA", .reference),
        ("VOUTA", .output(0)),
      ])
  }

  /// Recalled, not compared with the datasheet.
  static var dac8568: Pinout {
    Pinout(
      "TSSOP-16", source: "SBAS430F, pin configurations", isVerified: false,
      [
        ("LDAC", .tiedHigh), ("SYNC", .select), ("AVDD", .supply), ("VOUTA", .output(0)),
        ("VOUTC", .output(2)), ("VOUTE", .output(4)), ("VOUTG", .output(6)),
        ("VREFIN/VREFOUT", .reference), ("CLR", .tiedHigh), ("VOUTH", .output(7)),
        ("VOUTF", .output(5)), ("VOUTD", .output(3)), ("VOUTB", .output(1)), ("GND", .ground),
        ("DIN", .dataIn), ("SCLK", .clock),
      ])
  }
}
