public import BusInterface

/// One wiper of 128 taps that moves a tap per falling edge of CLK, without read-back (AD5220 data
/// sheet, Rev. 0). Lines, in this order: CS, CLK, U/D; none of them active low.
public enum AD5220: PulsedPart {
  public static var largestCode: UInt16 { 127 }

  /// Raises CLK, which does nothing, then CS: no edge that counts, whatever the lines were at.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    let lines = Lines(place)
    script.lines(mask: lines.clock, values: lines.clock)
    script.pause(microseconds: edgeMicroseconds)
    script.lines(mask: lines.select, values: lines.select)
  }

  public static func pulse(
    _ place: PartPlace, count: UInt16, up: Bool, _ script: inout Script
  ) {
    let lines = Lines(place)
    // CLK is high already, unless an earlier script broke off.
    script.lines(mask: lines.clock, values: lines.clock)
    script.lines(mask: lines.select | lines.up, values: up ? lines.up : 0)
    script.pause(microseconds: edgeMicroseconds)
    for _ in 0..<count {
      script.lines(mask: lines.clock, values: 0)
      script.pause(microseconds: edgeMicroseconds)
      script.lines(mask: lines.clock, values: lines.clock)
      script.pause(microseconds: edgeMicroseconds)
    }
    script.lines(mask: lines.select, values: lines.select)
  }

  /// Longer than every set-up, hold and pulse time of the part, which are tens of nanoseconds.
  private static var edgeMicroseconds: UInt32 { 1 }

  /// Bits of the lines.
  private struct Lines {
    let select: UInt64
    let clock: UInt64
    let up: UInt64

    init(_ place: PartPlace) {
      select = 1 << UInt64(place.firstLine)
      clock = 2 << UInt64(place.firstLine)
      up = 4 << UInt64(place.firstLine)
    }
  }
}
