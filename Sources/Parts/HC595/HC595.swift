public import BusInterface

/// Eight outputs of a shift register as switches: SER on MOSI, SRCLK on SCLK, RCLK on the chip
/// select, whose rise latches. SPI mode 0. Line 0: OE, not active low; 1 disables the outputs.
///
/// `options` bit 0: a low output closes its switch.
public enum HC595: SwitchPart {
  /// Keeps the outputs disabled until all switches stand open in the latch, which nothing clears at
  /// power-up.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    let enable: UInt64 = 1 << UInt64(place.firstLine)
    script.lines(mask: enable, values: enable)
    write(place, closed: 0, &script)
    script.lines(mask: enable, values: 0)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool { true }

  /// The first bit sent ends at QH, the last at QA: bit n is output n, QA being 0.
  public static func write(_ place: PartPlace, closed: UInt32, _ script: inout Script) {
    let outputs = place.options & 1 == 0 ? closed : ~closed
    script.spi(place.device, UInt64(outputs & 0xFF), count: 1)
  }

  /// Nil: the serial output is never high impedance and cannot share a bus.
  public static func readBack(_ place: PartPlace, _ script: inout Script) -> UInt32? { nil }

  public static func closed(
    _ place: PartPlace, _ script: borrowing Script, at answer: UInt32
  ) -> UInt32? { nil }
}
