public import BusInterface

/// ADS7953: 16 inputs, 12 bits, SPI mode 0, answers two frames late. TI SLAS605C; see QUIRKS.md.
public enum ADS7953: AnalogInputPart {
  /// Makes the pins plain and asks for two inputs whose addresses have no bit in common.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    // Behind power-up or power-down the first frames convert nothing.
    send(place, channel: 0, &script)
    send(place, channel: 0, &script)
    script.spi(place.device, UInt64(plainPins), count: 2)
    send(place, channel: 5, &script)
    send(place, channel: 10, &script)
    send(place, channel: 10, &script)
    send(place, channel: 10, &script)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool {
    // Four bytes a frame, the answer behind what was sent.
    let first = start &+ 5 * 4 &+ 2
    return code(script.word(at: first, count: 2), channel: 5) != nil
      && code(script.word(at: first &+ 4, count: 2), channel: 10) != nil
  }

  /// One message of two frames more than channels: an answer belongs to the frame before the last.
  /// The last two select the first channel again: it is connected until the next scan begins.
  public static func scan(
    _ place: PartPlace, channels: Span<UInt8>, _ script: inout Script,
    answers: inout MutableSpan<UInt32>
  ) {
    guard channels.count > 0 else { return }
    for index in 0..<(channels.count + 2) {
      let channel = channels[index < channels.count ? index : 0]
      let answer = send(place, channel: channel, &script)
      if index >= 2 { answers[index - 2] = answer }
    }
  }

  @inlinable
  public static func code(
    _ place: PartPlace, channel: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> Int32? {
    code(script.word(at: answer, count: 2), channel: channel)
  }

  @discardableResult
  private static func send(
    _ place: PartPlace, channel: UInt8, _ script: inout Script
  ) -> UInt32 {
    let word = manual(channel: channel, doublesRange: place.options & 1 != 0)
    return script.spi(place.device, UInt64(word), count: 2)
  }
}
