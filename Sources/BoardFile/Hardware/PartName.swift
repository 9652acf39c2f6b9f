internal import Wiring

/// Parts by the names that are printed on them.
enum PartName {
  /// The stem of a marking, before its value and package: `MCP4251` of `MCP4251-104E/P`.
  static let stems: [(String, PartNumber)] = [
    ("MCP3008", .mcp3008), ("MCP3208", .mcp3208), ("ADS1115", .ads1115),
    ("ADS124S08", .ads124s08), ("ADS7953", .ads7953), ("MCP4725", .mcp4725),
    ("MCP4728", .mcp4728), ("MCP4922", .mcp4922), ("DAC8568", .dac8568), ("MCP4131", .mcp4131),
    ("MCP4151", .mcp4151), ("MCP4231", .mcp4231), ("MCP4251", .mcp4251), ("AD5206", .ad5206),
    ("AD5144", .ad5144), ("AD5220", .ad5220), ("X9C103", .x9c), ("X9C104", .x9c),
    ("X9C503", .x9c), ("ADG714", .adg714), ("ADG715", .adg715), ("74HC595", .hc595),
    ("switch", .gpioSwitch),
  ]

  static func part(of marking: String) -> PartNumber? {
    stems.first { marking.uppercased().hasPrefix($0.0.uppercased()) }?.1
  }

  /// SPI mode and clock where the board file names none: the slower of what the datasheet allows at
  /// 2.7 V.
  static func spiDefaults(of part: PartNumber) -> (mode: Int, clockHertz: Int) {
    switch part {
    case .mcp3008: (0, 1_350_000)
    case .mcp3208: (0, 1_000_000)
    case .ads124s08, .ad5144, .adg714: (1, 5_000_000)
    case .dac8568: (1, 10_000_000)
    case .ads7953, .mcp4922, .mcp4231, .mcp4251, .ad5206, .hc595: (0, 10_000_000)
    // Reading shares a pin with writing.
    case .mcp4131, .mcp4151: (0, 250_000)
    default: (0, 1_000_000)
    }
  }
}
