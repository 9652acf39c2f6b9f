public import BusInterface

/// DAC8568: 8 outputs, 16 bits, SPI mode 1, lets go of its outputs, no read-back. TI SBAS430F; see
/// QUIRKS.md.
public enum DAC8568: AnalogOutputPart {
  /// Lets go of all outputs first, then the pins' functions, the reference and zero codes: no
  /// software reset, because that turns the outputs on.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    let isInternal = place.options & 1 != 0
    send(place, letGo(0xFF), &script)
    send(place, ignoreClearPin, &script)
    send(place, ignoreLoadPin, &script)
    send(place, staticReference, &script)
    send(place, zeroAll, &script)
    // The reference charges its capacitor.
    let settle: UInt32 = isInternal ? 20_000 : 0
    script.spi(
      place.device, reference(isOn: isInternal), count: 4, waitMicroseconds: settle)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool { true }

  /// One message: lets go of what is not connected, loads all input registers, moves all outputs at
  /// once with the last, turns on what is connected. Always as many transfers.
  public static func write(
    _ place: PartPlace, codes: Span<UInt16>, connected: UInt32, _ script: inout Script
  ) {
    let count = codes.count < 8 ? codes.count : 8
    guard count > 0 else { return }
    let all: UInt32 = 1 << UInt32(truncatingIfNeeded: count) - 1
    send(place, letGo(all & ~connected), &script)
    for index in 0..<count {
      let output = UInt8(truncatingIfNeeded: index)
      let isLast = index == count - 1
      send(
        place,
        isLast
          ? loadAndUpdateAll(output: output, code: codes[index])
          : load(output: output, code: codes[index]), &script)
    }
    send(place, turnOn(all & connected), &script)
  }

  public static func readBack(_ place: PartPlace, _ script: inout Script) -> UInt32? { nil }

  public static func code(
    _ place: PartPlace, output: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> UInt16? { nil }

  private static func send(_ place: PartPlace, _ frame: UInt64, _ script: inout Script) {
    script.spi(place.device, frame, count: 4)
  }
}
