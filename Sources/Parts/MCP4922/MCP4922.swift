public import BusInterface

/// MCP4922: 2 outputs, 12 bits, SPI mode 0 or 3, no read-back. Microchip DS21897B; see QUIRKS.md.
public enum MCP4922: AnalogOutputPart {
  /// Outputs off, as after power-up, until they are written.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    for output in UInt8(0)..<2 {
      script.spi(place.device, UInt64(off(output: output, options: place.options)), count: 2)
    }
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool { true }

  /// One message, a transfer an output. Outputs drive whether connected or not: off is 500 kohm,
  /// which is not high impedance.
  public static func write(
    _ place: PartPlace, codes: Span<UInt16>, connected: UInt32, _ script: inout Script
  ) {
    for index in codes.indices where index < 2 {
      let output = UInt8(truncatingIfNeeded: index)
      let word = word(output: output, code: codes[index], options: place.options)
      script.spi(place.device, UInt64(word), count: 2)
    }
  }

  public static func readBack(_ place: PartPlace, _ script: inout Script) -> UInt32? { nil }

  public static func code(
    _ place: PartPlace, output: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> UInt16? { nil }
}
