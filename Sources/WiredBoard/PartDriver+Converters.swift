import BusInterface
import Parts
import Wiring

// Converters and switches. A part of another role does nothing: the wiring's check has excluded it.

extension PartDriver {
  static func scan(
    _ part: PartNumber, _ place: PartPlace, channels: Span<UInt8>, _ script: inout Script,
    answers: inout MutableSpan<UInt32>
  ) {
    switch part {
    case .mcp3008: MCP3008.scan(place, channels: channels, &script, answers: &answers)
    case .mcp3208: MCP3208.scan(place, channels: channels, &script, answers: &answers)
    case .ads1115: ADS1115.scan(place, channels: channels, &script, answers: &answers)
    case .ads124s08: ADS124S08.scan(place, channels: channels, &script, answers: &answers)
    case .ads7953: ADS7953.scan(place, channels: channels, &script, answers: &answers)
    default: break
    }
  }

  static func write(
    _ part: PartNumber, _ place: PartPlace, codes: Span<UInt16>, connected: UInt32,
    _ script: inout Script
  ) {
    switch part {
    case .mcp4725: MCP4725.write(place, codes: codes, connected: connected, &script)
    case .mcp4728: MCP4728.write(place, codes: codes, connected: connected, &script)
    case .mcp4922: MCP4922.write(place, codes: codes, connected: connected, &script)
    case .dac8568: DAC8568.write(place, codes: codes, connected: connected, &script)
    default: break
    }
  }

  static func write(
    _ part: PartNumber, _ place: PartPlace, closed: UInt32, _ script: inout Script
  ) {
    switch part {
    case .adg714: ADG714.write(place, closed: closed, &script)
    case .adg715: ADG715.write(place, closed: closed, &script)
    case .hc595: HC595.write(place, closed: closed, &script)
    case .gpioSwitch: GPIOSwitch.write(place, closed: closed, &script)
    default: break
    }
  }
}
