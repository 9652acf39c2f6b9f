public import BusInterface

/// Four wipers of 256 taps that move at the same moment, with read-back. SPI mode 1.
///
/// An AD5142 takes the same frames for wipers 0 and 1. Nothing here writes the EEPROM, and setting
/// up forbids it. `options` bit 0: SDO is not wired.
public enum AD5144: PotentiometerPart {
  public static var wiperCount: UInt8 { 4 }

  static func canRead(_ place: PartPlace) -> Bool { place.options & 1 == 0 }

  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    script.spi(place.device, UInt64(AD5144Frame.leaveShutdown), count: 2)
    script.spi(place.device, UInt64(AD5144Frame.writeControl), count: 2)
    guard canRead(place) else { return }
    read(place, AD5144Frame.readControl, &script)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool {
    guard canRead(place) else { return true }
    // Two frames of two bytes, then a question: each takes its bytes twice, out and in.
    guard let control = data(script, at: start &+ 8 &+ 4) else { return false }
    return control & AD5144Frame.controlMask == AD5144Frame.control
  }

  /// To the input register: the wiper moves with ``apply(_:_:)``.
  public static func write(
    _ place: PartPlace, wiper: UInt8, code: UInt16, previous: UInt16, _ script: inout Script
  ) {
    guard wiper < wiperCount else { return }
    script.spi(
      place.device, UInt64(AD5144Frame.writeInput(wiper: wiper, code: code)), count: 2)
  }

  public static func apply(_ place: PartPlace, _ script: inout Script) {
    script.spi(place.device, UInt64(AD5144Frame.copyAllInputs), count: 2)
  }

  public static func readBack(
    _ place: PartPlace, wiper: UInt8, _ script: inout Script
  ) -> UInt32? {
    guard canRead(place), wiper < wiperCount else { return nil }
    return read(place, AD5144Frame.readWiper(wiper), &script)
  }

  public static func code(
    _ place: PartPlace, wiper: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> UInt16? { data(script, at: answer) }

  /// Nothing: the part can be read.
  public static func home(_ place: PartPlace, wiper: UInt8, _ script: inout Script) {}

  /// False: shutdown joins W and B instead of opening them.
  public static func connect(
    _ place: PartPlace, wiper: UInt8, _ isConnected: Bool, _ script: inout Script
  ) -> Bool { false }

  /// A question behind a pattern, then the frame that carries the answer.
  ///
  /// What is shifted in first comes out 16 clocks later (daisy chain, page 24): the pattern tells
  /// an answer from a line that nobody drives, whatever the answer is.
  @discardableResult
  private static func read(
    _ place: PartPlace, _ question: UInt16, _ script: inout Script
  ) -> UInt32 {
    let answer = script.spi(
      place.device, UInt64(AD5144Frame.echo) << 16 | UInt64(question), count: 4)
    script.spi(place.device, UInt64(AD5144Frame.nothing), count: 2)
    return answer
  }

  private static func data(_ script: borrowing Script, at answer: UInt32) -> UInt16? {
    guard script.word(at: answer &+ 2, count: 2) == UInt64(AD5144Frame.echo) else { return nil }
    // Behind the four bytes of the question: two of the next frame out, then its two in.
    return UInt16(script[answer &+ 4 &+ 2 &+ 1])
  }
}
