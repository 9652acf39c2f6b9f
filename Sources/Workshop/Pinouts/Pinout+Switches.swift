extension Pinout {
  /// Pins 5 to 20 of the ADG714 and the ADG715.
  private static var eightSwitches: [(String, Pin.Use)] {
    (0..<4).flatMap { [("S\($0 + 1)", Pin.Use.near($0)), ("D\($0 + 1)", .far($0))] }
      + (4..<8).flatMap { [("D\($0 + 1)", Pin.Use.far($0)), ("S\($0 + 1)", .near($0))] }
  }

  /// Recalled, not compared with the datasheet.
  static var adg714: Pinout {
    Pinout(
      "TSSOP-24", source: "ADG714/ADG715 Rev. E, pin configurations", isVerified: false,
      [("SCLK", .clock), ("VDD", .supply), ("DIN", .dataIn), ("GND", .ground)] + eightSwitches
        + [("VSS", .ground), ("DOUT", .open), ("RESET", .tiedHigh), ("SYNC", .select)])
  }

  /// Recalled, not compared with the datasheet.
  static var adg715: Pinout {
    Pinout(
      "TSSOP-24", source: "ADG714/ADG715 Rev. E, pin configurations", isVerified: false,
      [("SCL", .i2cClock), ("VDD", .supply), ("SDA", .i2cData), ("GND", .ground)] + eightSwitches
        + [
          ("VSS", .ground), ("A1", .address(bit: 1)), ("RESET", .tiedHigh),
          ("A0", .address(bit: 0)),
        ])
  }

  /// SCLS041, page 1. Recalled, not compared with the datasheet.
  static var hc595: Pinout {
    Pinout(
      "DIP-16", source: "SCLS041, page 1", isVerified: false,
      (1..<8).map { (["QA", "QB", "QC", "QD", "QE", "QF", "QG", "QH"][$0], .switchDrive($0)) } + [
        ("GND", .ground), ("QH'", .open), ("SRCLR", .tiedHigh), ("SRCLK", .clock),
        ("RCLK", .select), ("OE", .line(0)), ("SER", .dataIn), ("QA", .switchDrive(0)),
        ("VCC", .supply),
      ])
  }

  /// 74LVC1G66, closed while C is high: what stands for a switch on a GPIO line, for those behind a
  /// 74HC595, and for those that the arm line holds. SCES323. Recalled, not compared with it.
  static var analogSwitch: Pinout {
    Pinout(
      "SOT-23-5", source: "SCES323, pin functions", isVerified: false,
      [
        ("A", .near(0)), ("B", .far(0)), ("GND", .ground), ("C", .line(0)), ("VCC", .supply),
      ])
  }

  /// REF30xx series voltage reference, SBVS032. Recalled, not compared with it.
  static var voltageReference: Pinout {
    Pinout(
      "SOT-23-3", source: "SBVS032, pin configuration", isVerified: false,
      [("IN", .supply), ("OUT", .reference), ("GND", .ground)])
  }
}
