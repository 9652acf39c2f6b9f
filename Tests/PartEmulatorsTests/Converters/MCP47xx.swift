import PartEmulators
import Parts

/// The I2C outputs on a bench.
enum MCP47xx {
  static func one(_ code: UInt16 = 0x800) -> (ConverterBench, MCP4725Emulator) {
    let bench = ConverterBench()
    let part = bench.join {
      MCP4725Emulator(name: "U6", part: 0, analog: $0, address: 0x62, eepromCode: code)
    }
    return (bench, part)
  }

  static func four(
    loadPinIsLow: Bool = false, options: UInt32 = 0
  ) -> (ConverterBench, MCP4728Emulator) {
    let bench = ConverterBench(PartPlace(device: 1, options: options))
    let part = bench.join {
      MCP4728Emulator(
        name: "U7", part: 0, analog: $0, address: 0x65,
        eeprom: [0x8123, 0x9456, 0x6789, 0x0ABC], loadPinIsLow: loadPinIsLow)
    }
    return (bench, part)
  }
}
