public import BusInterface

/// ADS1115: 4 inputs, 15 bits from ground up, I2C. TI SBAS444; see QUIRKS.md.
///
/// Single conversions only. Every answer holds the config register twice: from before the conversion
/// was started (nothing was running) and from before its result was read (it has ended, and it is of
/// the input that was asked for).
public enum ADS1115: AnalogInputPart {
  /// Ends continuous conversion, waits for the slowest there is, and reads the settings back.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    write(place, config(channel: 0, options: place.options), &script)
    script.pause(microseconds: conversionMicroseconds(options: 1 << 4))
    read(place, configRegister, &script)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool {
    let config = config(channel: 0, options: place.options) | idle
    return script.word(at: start &+ 4, count: 2) == UInt64(config)
  }

  /// The first answer's check for a running conversion is a reading of its own, made twice so that
  /// all answers have one layout.
  public static func scan(
    _ place: PartPlace, channels: Span<UInt8>, _ script: inout Script,
    answers: inout MutableSpan<UInt32>
  ) {
    guard channels.count > 0 else { return }
    read(place, configRegister, &script)
    read(place, configRegister, &script)
    for index in channels.indices {
      write(place, config(channel: channels[index], options: place.options) | idle, &script)
      script.pause(microseconds: conversionMicroseconds(options: place.options))
      answers[index] = read(place, configRegister, &script)
      read(place, conversionRegister, &script)
    }
  }

  /// Voltages below ground are 0: 32,768 codes from 0 up.
  public static func code(
    _ place: PartPlace, channel: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> Int32? {
    let before = script.word(at: answer &- 9, count: 2)
    let after = script.word(at: answer, count: 2)
    let asked = config(channel: channel, options: place.options) | idle
    guard before & UInt64(idle) != 0, after == UInt64(asked) else { return nil }
    let value = Int16(truncatingIfNeeded: script.word(at: answer &+ 3, count: 2))
    return value < 0 ? 0 : Int32(value)
  }

  /// Three bytes.
  private static func write(_ place: PartPlace, _ config: UInt16, _ script: inout Script) {
    let word = configRegister << 16 | UInt64(config)
    script.i2cWrite(place.device, address: place.address, word, count: 3)
  }

  /// Three bytes; returns where the register will lie, behind the first.
  @discardableResult
  private static func read(
    _ place: PartPlace, _ register: UInt64, _ script: inout Script
  ) -> UInt32 {
    script.i2cWrite(place.device, address: place.address, register, count: 1)
    return script.i2cRead(place.device, address: place.address, count: 2)
  }
}
