public import BusInterface

/// MCP3208: 8 inputs, 12 bits, SPI mode 0 or 3. Microchip DS21298E; see QUIRKS.md.
public enum MCP3208: AnalogInputPart {
  /// One long conversion of input 0: the part has neither registers nor an identity.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    script.spi(place.device, frame(channel: 0) << 16, count: 5)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool {
    MCP3x08.isMirrored(script.word(at: start &+ 5, count: 5), bits: 12)
  }

  /// One message; the select rises between the conversions.
  public static func scan(
    _ place: PartPlace, channels: Span<UInt8>, _ script: inout Script,
    answers: inout MutableSpan<UInt32>
  ) {
    for index in channels.indices {
      answers[index] = script.spi(place.device, frame(channel: channels[index]), count: 3)
    }
  }

  @inlinable
  public static func code(
    _ place: PartPlace, channel: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> Int32? {
    MCP3x08.code(script.word(at: answer, count: 3), bits: 12)
  }
}
