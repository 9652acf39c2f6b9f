public import Wiring

extension Pinout {
  /// The package that the wiring is printed for: DIP where there is one.
  public static func of(_ part: PartNumber) -> Pinout {
    switch part {
    case .mcp3008: eightInputs(source: "DS21295D, page 1")
    case .mcp3208: eightInputs(source: "DS21298E, page 1")
    case .ads1115: ads1115
    case .ads124s08: ads124s08
    case .ads7953: ads7953
    case .mcp4725: mcp4725
    case .mcp4728: mcp4728
    case .mcp4922: mcp4922
    case .dac8568: dac8568
    case .mcp4131, .mcp4151: mcp41x1
    case .mcp4231, .mcp4251: mcp42x1
    case .ad5206: ad5206
    case .ad5144: ad5144
    case .ad5220: ad5220
    case .x9c: x9c
    case .adg714: adg714
    case .adg715: adg715
    case .hc595: hc595
    case .gpioSwitch: analogSwitch
    }
  }
}
