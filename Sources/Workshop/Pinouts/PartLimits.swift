internal import Foundation
public import Wiring

/// What a part stands, where the pages in `Sources/Parts` name it.
public enum PartLimits {
  /// The lowest voltage that a part of this supply takes for a high, volts.
  public static func logicHighVolts(_ part: PartNumber, supplyVolts: Double) -> Double {
    switch part {
    // DS22060B: Schmitt trigger inputs, 0.45 VDD. Recalled.
    case .mcp4131, .mcp4151, .mcp4231, .mcp4251: 0.45 * supplyVolts
    // AD5204/AD5206, AD5220, ADG714: 2.4 V at 5 V, 2.1 V at 3 V. Recalled.
    case .ad5206, .ad5220, .adg714: supplyVolts >= 4.5 ? 2.4 : 2.1
    case .x9c: 2.0
    // SBAS430F: 0.625 AVDD. Recalled.
    case .dac8568: 0.625 * supplyVolts
    default: 0.7 * supplyVolts
    }
  }

  /// Whether the part drives the bus to its own supply when it answers: not I2C, not open drain.
  static func drivesItsSupply(_ part: PartNumber) -> Bool {
    switch part {
    case .mcp3008, .mcp3208, .ads124s08, .ads7953, .mcp4131, .mcp4151, .mcp4231, .mcp4251: true
    default: false
    }
  }

  /// SPI clock at most, hertz. `reads`: whether something is read back from it.
  static func clockHertz(_ part: PartNumber, supplyVolts: Double, reads: Bool) -> Int? {
    switch part {
    case .mcp3008: supplyVolts >= 5 ? 3_600_000 : 1_350_000
    case .mcp3208: supplyVolts >= 5 ? 2_000_000 : 1_000_000
    case .ads124s08: 10_000_000
    case .ads7953, .mcp4922: 20_000_000
    case .dac8568: 50_000_000
    case .mcp4131, .mcp4151: reads ? 250_000 : 10_000_000
    case .mcp4231, .mcp4251: 10_000_000
    case .ad5206: 25_000_000
    case .ad5144: reads ? 10_000_000 : 50_000_000
    case .adg714: 30_000_000
    case .hc595: supplyVolts >= 4.5 ? 25_000_000 : 5_000_000
    default: nil
    }
  }

  static func spiModes(_ part: PartNumber) -> [Int] {
    switch part {
    case .ads7953: [0]
    case .ads124s08, .ad5144, .adg714: [1]
    case .dac8568: [1, 2]
    default: [0, 3]
    }
  }

  /// Current through a wiper at most, amperes; nil where none is known.
  static func wiperAmperes(_ part: PartNumber, endToEndOhms: Double) -> Double? {
    switch part {
    case .mcp4131, .mcp4151, .mcp4231, .mcp4251: 2.5e-3
    case .x9c: 4.4e-3
    // 6 mA at 10 kohm, 1.5 mA at 100 kohm; the second recalled.
    case .ad5144: endToEndOhms > 50_000 ? 1.5e-3 : 6e-3
    default: nil
    }
  }

  /// The largest resistance behind an input that still charges it to half a step in time, ohms; nil
  /// where the input is buffered or no limit is known.
  ///
  /// `R = t / (C ln 2^(bits + 1)) - R_switch`. MCP3x08: 1.5 clocks, 20 pF, 1 kohm (DS21298E,
  /// figure 4-1). ADS7953: from the multiplexer's turn to the next frame, 15 pF (SLAS605C, 9.1.1);
  /// the kernel keeps the select high for 10 us between the transfers of a message.
  public static func sourceOhms(_ part: PartNumber, clockHertz: Int) -> Double? {
    func ohms(seconds: Double, farads: Double, bits: Int, inside: Double) -> Double {
      seconds / (farads * log(2) * Double(bits + 1)) - inside
    }
    let clock = Double(clockHertz)
    return switch part {
    case .mcp3008: ohms(seconds: 1.5 / clock, farads: 20e-12, bits: 10, inside: 1_000)
    case .mcp3208: ohms(seconds: 1.5 / clock, farads: 20e-12, bits: 12, inside: 1_000)
    case .ads7953: ohms(seconds: 10e-6 + 14 / clock, farads: 15e-12, bits: 12, inside: 200)
    default: nil
    }
  }

  /// Bytes of the message that measures `inputs` inputs once.
  static func scanBytes(_ part: PartNumber, inputs: Int) -> Int {
    switch part {
    case .mcp3008, .mcp3208: 3 * inputs
    case .ads7953: 2 * (inputs + 2)
    case .ads124s08: 13 * inputs
    default: 0
    }
  }
}
