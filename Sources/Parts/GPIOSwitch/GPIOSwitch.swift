public import BusInterface

/// Switches on GPIO lines of their own, one line each; active is closed. All change in one request.
///
/// `options` bits 4:0: how many lines there are behind the first.
public enum GPIOSwitch: SwitchPart {
  /// 1 to 32.
  public static func switchCount(_ place: PartPlace) -> Int { Int(place.options & 0x1F) + 1 }

  /// Opens all.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    write(place, closed: 0, &script)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool { true }

  public static func write(_ place: PartPlace, closed: UInt32, _ script: inout Script) {
    let all: UInt64 = (1 << UInt64(switchCount(place))) - 1
    let first = UInt64(place.firstLine)
    script.lines(mask: all << first, values: (UInt64(closed) & all) << first)
  }

  public static func readBack(_ place: PartPlace, _ script: inout Script) -> UInt32? { nil }

  public static func closed(
    _ place: PartPlace, _ script: borrowing Script, at answer: UInt32
  ) -> UInt32? { nil }
}
