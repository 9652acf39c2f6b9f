public import BusInterface

/// One wiper of 128 taps that moves a tap per falling edge of CLK, without read-back (AD5220 data
/// sheet, Rev. 0). Lines, in this order: CS, CLK, U/D; none of them active low.
///
/// It stops at both ends. Pulses are never repeated: after a request that failed the position is
/// unknown, and the wiper must be homed.
public enum AD5220: PotentiometerPart {
  public static var largestCode: UInt16 { 127 }

  /// The steps that a move over this many codes writes; lines and pauses only, no bytes.
  public static func stepCount(codes: Int) -> Int { codes == 0 ? 0 : codes * 4 + 4 }
  /// Steps of ``home(_:wiper:_:)``: the most that one script of this part takes.
  public static var homeStepCount: Int { stepCount(codes: 128) }

  /// Raises CLK, which does nothing, then CS: no edge that counts, whatever the lines were at.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    let lines = Lines(place)
    script.lines(mask: lines.clock, values: lines.clock)
    script.pause(microseconds: edgeMicroseconds)
    script.lines(mask: lines.select, values: lines.select)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool { true }

  public static func write(
    _ place: PartPlace, wiper: UInt8, code: UInt16, previous: UInt16, _ script: inout Script
  ) {
    guard wiper == 0 else { return }
    let target = min(code, largestCode)
    if target >= previous {
      pulse(place, count: target - previous, up: true, &script)
    } else {
      pulse(place, count: previous - target, up: false, &script)
    }
  }

  /// Nothing: every pulse moves at once.
  public static func apply(_ place: PartPlace, _ script: inout Script) {}

  public static func readBack(
    _ place: PartPlace, wiper: UInt8, _ script: inout Script
  ) -> UInt32? { nil }

  public static func code(
    _ place: PartPlace, wiper: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> UInt16? { nil }

  /// 128 pulses down: one more than there are taps to pass.
  public static func home(_ place: PartPlace, wiper: UInt8, _ script: inout Script) {
    guard wiper == 0 else { return }
    pulse(place, count: 128, up: false, &script)
  }

  public static func connect(
    _ place: PartPlace, wiper: UInt8, _ isConnected: Bool, _ script: inout Script
  ) -> Bool { false }
}

extension AD5220 {
  /// Longer than every set-up, hold and pulse time of the part, which are tens of nanoseconds.
  private static var edgeMicroseconds: UInt32 { 1 }

  private static func pulse(
    _ place: PartPlace, count: UInt16, up: Bool, _ script: inout Script
  ) {
    if count == 0 { return }
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
