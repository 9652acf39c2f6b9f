public import BusInterface

/// Six wipers of 256 taps without read-back (AD5204/AD5206 data sheet, Rev. D).
///
/// A write is absolute, so that no homing is needed before it. An AD5204 takes the same frames for
/// wipers 0 to 3.
public enum AD5206: PotentiometerPart {
  public static var wiperCount: UInt8 { 6 }

  /// The 11 bits A2:A0 D7:D0 behind five zeros: of a longer frame the last 11 count.
  public static func frame(wiper: UInt8, code: UInt16) -> UInt64 {
    UInt64(wiper & 7) << 8 | UInt64(min(code, 255))
  }

  /// Nothing: there is nothing but wipers, and they stay where they are.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {}

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool { true }

  public static func write(
    _ place: PartPlace, wiper: UInt8, code: UInt16, previous: UInt16, _ script: inout Script
  ) {
    guard wiper < wiperCount else { return }
    script.spi(place.device, frame(wiper: wiper, code: code), count: 2)
  }

  /// Nothing: a wiper moves when the select rises.
  public static func apply(_ place: PartPlace, _ script: inout Script) {}

  public static func readBack(
    _ place: PartPlace, wiper: UInt8, _ script: inout Script
  ) -> UInt32? { nil }

  public static func code(
    _ place: PartPlace, wiper: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> UInt16? { nil }

  /// Code 0, absolutely.
  public static func home(_ place: PartPlace, wiper: UInt8, _ script: inout Script) {
    write(place, wiper: wiper, code: 0, previous: 0, &script)
  }

  public static func connect(
    _ place: PartPlace, wiper: UInt8, _ isConnected: Bool, _ script: inout Script
  ) -> Bool { false }
}
