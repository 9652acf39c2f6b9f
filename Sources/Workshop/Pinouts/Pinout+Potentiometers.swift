extension Pinout {
  /// MCP4131, MCP4151. Recalled, not compared with the datasheet.
  static var mcp41x1: Pinout {
    Pinout(
      "DIP-8", source: "DS22060B, page 1", isVerified: false,
      [
        ("CS", .select), ("SCK", .clock), ("SDI/SDO", .dataBoth), ("VSS", .ground),
        ("P0A", .terminalA(0)), ("P0W", .wiper(0)), ("P0B", .terminalB(0)), ("VDD", .supply),
      ])
  }

  /// MCP4231, MCP4251. Digital and supply pins compared; the others recalled. Pin 11 is WP in the
  /// parts with EEPROM.
  static var mcp42x1: Pinout {
    Pinout(
      "DIP-14", source: "DS22060B, page 1", isVerified: false,
      [
        ("CS", .select), ("SCK", .clock), ("SDI", .dataIn), ("VSS", .ground),
        ("P1B", .terminalB(1)), ("P1W", .wiper(1)), ("P1A", .terminalA(1)),
        ("P0A", .terminalA(0)), ("P0W", .wiper(0)), ("P0B", .terminalB(0)), ("NC", .open),
        ("SHDN", .tiedHigh), ("SDO", .dataOut), ("VDD", .supply),
      ])
  }

  /// Recalled, not compared with the datasheet. Its terminals count from 1.
  static var ad5206: Pinout {
    Pinout(
      "DIP-24", source: "AD5204/AD5206 Rev. D, pin configurations", isVerified: false,
      [
        ("A6", .terminalA(5)), ("W6", .wiper(5)), ("B6", .terminalB(5)), ("GND", .ground),
        ("CS", .select), ("VDD", .supply), ("SDI", .dataIn), ("CLK", .clock), ("VSS", .ground),
        ("B5", .terminalB(4)), ("W5", .wiper(4)), ("A5", .terminalA(4)), ("B3", .terminalB(2)),
        ("W3", .wiper(2)), ("A3", .terminalA(2)), ("B1", .terminalB(0)), ("W1", .wiper(0)),
        ("A1", .terminalA(0)), ("A2", .terminalA(1)), ("W2", .wiper(1)), ("B2", .terminalB(1)),
        ("A4", .terminalA(3)), ("W4", .wiper(3)), ("B4", .terminalB(3)),
      ])
  }

  /// Order recalled from the AD5142's table (AD5122/AD5142 Rev. 0, table 9), which lacks wipers 3
  /// and 4; not compared with the AD5144's own.
  static var ad5144: Pinout {
    Pinout(
      "TSSOP-20", source: "AD5124/AD5144 Rev. A, pin configurations", isVerified: false,
      [
        ("SDO", .dataOut), ("GND", .ground), ("A1", .terminalA(0)), ("W1", .wiper(0)),
        ("B1", .terminalB(0)), ("A3", .terminalA(2)), ("W3", .wiper(2)), ("B3", .terminalB(2)),
        ("VSS", .ground), ("A2", .terminalA(1)), ("W2", .wiper(1)), ("B2", .terminalB(1)),
        ("A4", .terminalA(3)), ("W4", .wiper(3)), ("B4", .terminalB(3)), ("VDD", .supply),
        ("VLOGIC", .supply), ("SCLK", .clock), ("SDI", .dataIn), ("SYNC", .select),
      ])
  }

  /// Recalled, not compared with the datasheet.
  static var ad5220: Pinout {
    Pinout(
      "DIP-8", source: "AD5220 Rev. 0, pin configuration", isVerified: false,
      [
        ("CLK", .line(1)), ("U/D", .line(2)), ("A1", .terminalA(0)), ("GND", .ground),
        ("W1", .wiper(0)), ("B1", .terminalB(0)), ("CS", .line(0)), ("VDD", .supply),
      ])
  }

  /// Recalled, not compared with the datasheet. At tap 0 the wiper is at RL.
  static var x9c: Pinout {
    Pinout(
      "DIP-8", source: "FN8222, pin configuration", isVerified: false,
      [
        ("INC", .line(1)), ("U/D", .line(2)), ("RH", .terminalA(0)), ("VSS", .ground),
        ("RW", .wiper(0)), ("RL", .terminalB(0)), ("CS", .line(0)), ("VCC", .supply),
      ])
  }
}
