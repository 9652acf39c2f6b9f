public import BusInterface

/// ADS124S08: 12 inputs, 23 bits from AINCOM up, SPI mode 1. TI SBAS660C; see QUIRKS.md.
public enum ADS124S08: AnalogInputPart {
  /// Wakes and resets the part, writes its settings, clears the power-on flag and reads all of it
  /// back, identity included. One message.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    let options = place.options
    script.spi(place.device, wakeUp, count: 1)
    script.spi(place.device, reset, count: 1, waitMicroseconds: 1_100)
    // STATUS, INPMUX.
    script.spi(place.device, (writeRegisters | 1) << 24 | 1 << 16 | 0x000C, count: 4)
    // PGA, DATARATE, REF, and no currents: IDACMAG, IDACMUX, VBIAS.
    let upper = script.spi(place.device, 0, count: 8) &- 8
    script.put((writeRegisters | 3) << 8 | 5, 2, at: upper)
    script.put(settings(options), 6, at: upper &+ 2)
    let slow: UInt32 = options >> 8 & 3 == 2 ? 20_000 : 0
    script.spi(
      place.device, (writeRegisters | 9) << 16 | system, count: 3, waitMicroseconds: slow)
    let all = script.spi(place.device, 0, count: 12) &- 12
    script.put(readRegisters << 8 | 9, 2, at: all)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool {
    // The registers begin behind 2 + 2 + 8 + 16 + 6 bytes, 12 sent and 2 received.
    let registers = start &+ 48
    return script[registers] & 7 == 0 && script.word(at: registers &+ 1, count: 2) == 0x000C
      && script.word(at: registers &+ 3, count: 6) == settings(place.options)
      && UInt64(script[registers &+ 9]) == system
  }

  /// One message, two transfers an input: select and start, then wait with the select low; read the
  /// multiplexer and the data.
  public static func scan(
    _ place: PartPlace, channels: Span<UInt8>, _ script: inout Script,
    answers: inout MutableSpan<UInt32>
  ) {
    for index in channels.indices {
      let select = (writeRegisters | 2) << 16 | multiplexer(channel: channels[index])
      script.spi(
        place.device, select << 8 | start, count: 4,
        waitMicroseconds: conversionMicroseconds(options: place.options))
      let answer = script.spi(place.device, 0, count: 9)
      script.put((readRegisters | 2) << 24 | readData, 4, at: answer &- 9)
      answers[index] = answer
    }
  }

  /// Voltages below AINCOM are 0: 2^23 codes from 0 up.
  public static func code(
    _ place: PartPlace, channel: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> Int32? {
    let data = script.word(at: answer &+ 4, count: 4)
    guard UInt64(script[answer &+ 2]) == multiplexer(channel: channel), data &>> 30 == 0,
      UInt64(script[answer &+ 8]) == checksum(data)
    else { return nil }
    let isNegative = data & 0x80_0000 != 0
    return isNegative ? 0 : Int32(truncatingIfNeeded: data & 0x7F_FFFF)
  }

  private static func settings(_ options: UInt32) -> UInt64 {
    gain(options) << 40 | rate(options) << 32 | reference(options) << 24 | 0x00_FF_00
  }
}
