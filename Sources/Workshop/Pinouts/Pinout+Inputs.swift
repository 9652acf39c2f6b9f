extension Pinout {
  /// MCP3008 and MCP3208: compared with the datasheets' first pages.
  static func eightInputs(source: String) -> Pinout {
    Pinout(
      "DIP-16", source: source, isVerified: true,
      (0..<8).map { ("CH\($0)", .input($0)) } + [
        ("DGND", .ground), ("CS/SHDN", .select), ("DIN", .dataIn), ("DOUT", .dataOut),
        ("CLK", .clock), ("AGND", .ground), ("VREF", .reference), ("VDD", .supply),
      ])
  }

  static var ads1115: Pinout {
    Pinout(
      "MSOP-10", source: "SBAS444, pin functions", isVerified: true,
      [
        ("ADDR", .addressOfFour), ("ALERT/RDY", .open), ("GND", .ground), ("AIN0", .input(0)),
        ("AIN1", .input(1)), ("AIN2", .input(2)), ("AIN3", .input(3)), ("VDD", .supply),
        ("SDA", .i2cData), ("SCL", .i2cClock),
      ])
  }

  /// Recalled, not compared with the datasheet.
  static var ads124s08: Pinout {
    Pinout(
      "TQFP-32", source: "SBAS660C, pin functions", isVerified: false,
      [("AINCOM", .tiedLow)] + (0...5).reversed().map { ("AIN\($0)", .input($0)) } + [
        ("START/SYNC", .tiedLow), ("CS", .select), ("DIN", .dataIn), ("SCLK", .clock),
        ("DOUT/DRDY", .dataOut), ("DRDY", .open), ("DGND", .ground), ("IOVDD", .supply),
        ("DVDD", .supply), ("CLK", .tiedLow), ("RESET", .tiedHigh), ("REFN0", .tiedLow),
        ("REFP0", .reference), ("REFOUT", .referenceOut), ("REFCOM", .ground), ("NC", .open),
        ("AVDD", .supply), ("AVSS", .ground), ("AVSS-SW", .ground), ("AIN11", .input(11)),
        ("AIN10", .input(10)), ("AIN9", .input(9)), ("AIN8", .input(8)),
        ("AIN7/REFN1", .input(7)), ("AIN6/REFP1", .input(6)),
      ])
  }

  /// Recalled, not compared with the datasheet.
  static var ads7953: Pinout {
    Pinout(
      "TSSOP-38", source: "SLAS605C, pin functions", isVerified: false,
      [
        ("GPIO2", .open), ("GPIO3", .open), ("REFM", .ground), ("REFP", .reference),
        ("+VA", .supply), ("AGND", .ground), ("MXO", .joined), ("AINP", .joined),
        ("AINM", .ground), ("AGND", .ground),
      ] + (8...15).reversed().map { ("CH\($0)", .input($0)) } + [("NC", .open), ("NC", .open)]
        + (0...7).reversed().map { ("CH\($0)", .input($0)) } + [
          ("+VA", .supply), ("AGND", .ground), ("CS", .select), ("SCLK", .clock),
          ("SDI", .dataIn), ("SDO", .dataOut), ("BDGND", .ground), ("+VBD", .supply),
          ("GPIO0", .open), ("GPIO1", .open),
        ])
  }
}
