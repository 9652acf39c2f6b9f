public import BusInterface

/// MCP4728: 4 outputs, 12 bits, I2C. Microchip DS22187E; see QUIRKS.md. The EEPROM is never written.
public enum MCP4728: AnalogOutputPart {
  /// Waits for an EEPROM write that somebody may have begun (50 ms), turns all outputs off and reads
  /// that back: the part powers up driving what its EEPROM says.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    script.pause(microseconds: 50_000)
    let offset = script.i2cWrite(place.device, address: place.address, 0, count: 12)
    for channel in UInt8(0)..<4 {
      let word = multiWrite(channel: channel, code: 0, isOff: true, options: place.options)
      script.put(word, 3, at: offset &+ 3 &* UInt32(channel))
    }
    script.i2cRead(place.device, address: place.address, count: 24)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool {
    let off = settings(place.options, isOff: true)
    for channel in UInt8(0)..<4 where register(place, channel, script, at: start &+ 12) != off {
      return false
    }
    return true
  }

  /// One message, three bytes an output, each moving at its last acknowledge. Outputs drive whether
  /// connected or not: off is 500 kohm, which is not high impedance.
  public static func write(
    _ place: PartPlace, codes: Span<UInt16>, connected: UInt32, _ script: inout Script
  ) {
    let count = codes.count < 4 ? codes.count : 4
    guard count > 0 else { return }
    let offset = script.i2cWrite(place.device, address: place.address, 0, count: 3 * count)
    for index in 0..<count {
      let channel = UInt8(truncatingIfNeeded: index)
      let word = multiWrite(channel: channel, code: codes[index], options: place.options)
      script.put(word, 3, at: offset &+ 3 &* UInt32(channel))
    }
  }

  public static func readBack(_ place: PartPlace, _ script: inout Script) -> UInt32? {
    script.i2cRead(place.device, address: place.address, count: 24)
  }

  public static func code(
    _ place: PartPlace, output: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> UInt16? {
    guard let register = register(place, output, script, at: answer),
      register & 0xF000 == settings(place.options, isOff: false)
    else { return nil }
    return register & 0xFFF
  }

  /// The register of a channel in a read-back of six bytes a channel, EEPROM last; nil where its
  /// first byte is not as it must be.
  private static func register(
    _ place: PartPlace, _ channel: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> UInt16? {
    let offset = answer &+ 6 &* UInt32(channel & 3)
    let word = script.word(at: offset, count: 3)
    guard word &>> 16 == header(channel: channel, address: place.address) else { return nil }
    return UInt16(truncatingIfNeeded: word)
  }
}
