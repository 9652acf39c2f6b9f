public import BusInterface

/// Eight switches on SPI, mode 1 (ADG714/ADG715 data sheet, Rev. E). Bit n of the byte is switch n,
/// S1 being 0; a one closes it.
public enum ADG714: SwitchPart {
  /// Opens all, whatever an interrupted run left closed.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    write(place, closed: 0, &script)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool { true }

  public static func write(_ place: PartPlace, closed: UInt32, _ script: inout Script) {
    script.spi(place.device, UInt64(closed & 0xFF), count: 1)
  }

  /// Nil: DOUT gives the old byte only while a new one is shifted in.
  public static func readBack(_ place: PartPlace, _ script: inout Script) -> UInt32? { nil }

  public static func closed(
    _ place: PartPlace, _ script: borrowing Script, at answer: UInt32
  ) -> UInt32? { nil }
}
