import BusInterface
import Parts
import Wiring

/// Calls the driver of a part by its number: a switch, because a protocol value needs a heap.
enum PartDriver {
  static func setUp(_ part: PartNumber, _ place: PartPlace, _ script: inout Script) {
    switch part {
    case .mcp3008: MCP3008.setUp(place, &script)
    case .mcp3208: MCP3208.setUp(place, &script)
    case .ads1115: ADS1115.setUp(place, &script)
    case .ads124s08: ADS124S08.setUp(place, &script)
    case .ads7953: ADS7953.setUp(place, &script)
    case .mcp4725: MCP4725.setUp(place, &script)
    case .mcp4728: MCP4728.setUp(place, &script)
    case .mcp4922: MCP4922.setUp(place, &script)
    case .dac8568: DAC8568.setUp(place, &script)
    case .mcp4131: MCP4131.setUp(place, &script)
    case .mcp4151: MCP4151.setUp(place, &script)
    case .mcp4231: MCP4231.setUp(place, &script)
    case .mcp4251: MCP4251.setUp(place, &script)
    case .ad5206: AD5206.setUp(place, &script)
    case .ad5144: AD5144.setUp(place, &script)
    case .ad5220: AD5220.setUp(place, &script)
    case .x9c: X9C.setUp(place, &script)
    case .adg714: ADG714.setUp(place, &script)
    case .adg715: ADG715.setUp(place, &script)
    case .hc595: HC595.setUp(place, &script)
    case .gpioSwitch: GPIOSwitch.setUp(place, &script)
    }
  }

  static func isSetUp(
    _ part: PartNumber, _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool {
    switch part {
    case .mcp3008: MCP3008.isSetUp(place, script, from: start)
    case .mcp3208: MCP3208.isSetUp(place, script, from: start)
    case .ads1115: ADS1115.isSetUp(place, script, from: start)
    case .ads124s08: ADS124S08.isSetUp(place, script, from: start)
    case .ads7953: ADS7953.isSetUp(place, script, from: start)
    case .mcp4725: MCP4725.isSetUp(place, script, from: start)
    case .mcp4728: MCP4728.isSetUp(place, script, from: start)
    case .mcp4922: MCP4922.isSetUp(place, script, from: start)
    case .dac8568: DAC8568.isSetUp(place, script, from: start)
    case .mcp4131: MCP4131.isSetUp(place, script, from: start)
    case .mcp4151: MCP4151.isSetUp(place, script, from: start)
    case .mcp4231: MCP4231.isSetUp(place, script, from: start)
    case .mcp4251: MCP4251.isSetUp(place, script, from: start)
    case .ad5206: AD5206.isSetUp(place, script, from: start)
    case .ad5144: AD5144.isSetUp(place, script, from: start)
    case .ad5220: AD5220.isSetUp(place, script, from: start)
    case .x9c: X9C.isSetUp(place, script, from: start)
    case .adg714: ADG714.isSetUp(place, script, from: start)
    case .adg715: ADG715.isSetUp(place, script, from: start)
    case .hc595: HC595.isSetUp(place, script, from: start)
    case .gpioSwitch: GPIOSwitch.isSetUp(place, script, from: start)
    }
  }
}
