public import BusInterface

/// MCP4725: one output, 12 bits, I2C. Microchip DS22039D; see QUIRKS.md. The EEPROM is never written.
public enum MCP4725: AnalogOutputPart {
  /// Waits for an EEPROM write that somebody may have begun (50 ms), turns the output off and reads
  /// that back: the part powers up driving what its EEPROM says.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    script.pause(microseconds: 50_000)
    script.i2cWrite(place.device, address: place.address, off, count: 2)
    script.i2cRead(place.device, address: place.address, count: 3)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool {
    code(script.word(at: start &+ 2, count: 3), powerDown: 3) == 0
  }

  /// The output drives whether connected or not: off is 500 kohm, which is not high impedance.
  public static func write(
    _ place: PartPlace, codes: Span<UInt16>, connected: UInt32, _ script: inout Script
  ) {
    guard codes.count > 0 else { return }
    script.i2cWrite(place.device, address: place.address, fastWrite(code: codes[0]), count: 2)
  }

  public static func readBack(_ place: PartPlace, _ script: inout Script) -> UInt32? {
    script.i2cRead(place.device, address: place.address, count: 3)
  }

  public static func code(
    _ place: PartPlace, output: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> UInt16? {
    code(script.word(at: answer, count: 3), powerDown: 0)
  }
}
