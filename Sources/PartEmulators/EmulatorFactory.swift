import Wiring

/// Makes the emulator of a chip by its part number, powered for a second already.
enum EmulatorFactory {
  static func make(
    _ wiring: Wiring, chip index: Int, analog: any AnalogSide, supplyVolts: Double
  ) -> any PartEmulator {
    let chip = wiring.chip(index)
    let name = unsafe String(decoding: wiring.text(chip.name), as: UTF8.self)
    let since = -1e6
    switch wiring.part(index) {
    case .mcp3008, .mcp3208, .ads1115, .ads124s08, .ads7953, .mcp4725, .mcp4728, .mcp4922, .dac8568:
      let emulator = converter(
        wiring.part(index), chip, name: name, index, analog, supplyVolts)
      emulator.powerOn(atMicroseconds: since)
      return emulator
    case .mcp4131, .mcp4151, .mcp4231, .mcp4251, .ad5206, .ad5144, .ad5220, .x9c:
      let emulator = potentiometer(wiring.part(index), name: name, index, analog)
      emulator.powerOn(atMicroseconds: since)
      return emulator
    case .adg714, .adg715, .hc595, .gpioSwitch:
      let emulator = toggle(wiring, chip, name: name, index, analog)
      emulator.powerOn(atMicroseconds: since)
      return emulator
    }
  }

  private static func converter(
    _ part: PartNumber, _ chip: WiringChip, name: String, _ index: Int,
    _ analog: any AnalogSide, _ supplyVolts: Double
  ) -> ConverterEmulator {
    switch part {
    case .mcp3008:
      MCP3008Emulator(name: name, part: index, analog: analog, supplyVolts: supplyVolts)
    case .mcp3208:
      MCP3208Emulator(name: name, part: index, analog: analog, supplyVolts: supplyVolts)
    case .ads1115:
      ADS1115Emulator(
        name: name, part: index, analog: analog, address: chip.address, supplyVolts: supplyVolts)
    case .ads124s08:
      ADS124S08Emulator(name: name, part: index, analog: analog, supplyVolts: supplyVolts)
    case .ads7953:
      ADS7953Emulator(name: name, part: index, analog: analog, supplyVolts: supplyVolts)
    case .mcp4725:
      MCP4725Emulator(
        name: name, part: index, analog: analog, address: chip.address, supplyVolts: supplyVolts)
    case .mcp4922:
      MCP4922Emulator(name: name, part: index, analog: analog, supplyVolts: supplyVolts)
    case .dac8568:
      // Options bit 0: the internal reference. Else there is one on the pin.
      DAC8568Emulator(
        name: name, part: index, analog: analog, supplyVolts: supplyVolts,
        hasExternalReference: chip.options & 1 == 0)
    default:
      MCP4728Emulator(
        name: name, part: index, analog: analog, address: chip.address, supplyVolts: supplyVolts)
    }
  }

  private static func potentiometer(
    _ part: PartNumber, name: String, _ index: Int, _ analog: any AnalogSide
  ) -> PotentiometerEmulator {
    switch part {
    case .ad5206: AD5206Emulator(name: name, part: index, analog: analog)
    case .ad5144: AD5144Emulator(name: name, part: index, analog: analog)
    case .ad5220: AD5220Emulator(name: name, part: index, analog: analog)
    case .x9c: X9CEmulator(name: name, part: index, analog: analog)
    default:
      MCP4x51Emulator(
        name: name, part: index, analog: analog, fullScale: UInt16(part.largestCode),
        wiperCount: part.channelCount)
    }
  }

  private static func toggle(
    _ wiring: Wiring, _ chip: WiringChip, name: String, _ index: Int, _ analog: any AnalogSide
  ) -> SwitchEmulator {
    switch wiring.part(index) {
    case .adg714: ADG714Emulator(name: name, part: index, analog: analog)
    case .adg715:
      ADG715Emulator(name: name, part: index, analog: analog, address: chip.address)
    case .hc595:
      HC595Emulator(
        name: name, part: index, analog: analog, closesWhenLow: chip.options & 1 != 0)
    default:
      GPIOSwitchEmulator(
        name: name, part: index, analog: analog,
        closesWhenLow: wiring.line(Int(chip.firstLine)).isActiveLow)
    }
  }
}
