public import BusInterface

/// X9C102/103/104/503: one wiper of 100 taps that moves a tap per falling edge of INC, without
/// read-back (FN8222 Rev. 4). Lines, in this order: CS, INC, U/D; none of them active low.
///
/// CS that rises while INC is high writes the part's EEPROM (100,000 times at most); here it always
/// rises while INC is low. Pulses are never repeated: after a request that failed the position is
/// unknown, and the wiper must be homed.
public enum X9C: PotentiometerPart {
  public static var largestCode: UInt16 { 99 }

  /// The steps that a move over this many codes writes; lines and pauses only, no bytes.
  public static func stepCount(codes: Int) -> Int { codes == 0 ? 0 : codes * 4 + 4 }
  /// Steps of ``home(_:wiper:_:)``: the most that one script of this part takes.
  public static var homeStepCount: Int { stepCount(codes: 100) }

  /// One pulse down. It brings the lines from any levels to rest without a store: were CS low and
  /// INC high, simply raising CS would write the EEPROM. Moves the wiper: home it afterwards.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    pulse(place, count: 1, up: false, &script)
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

  /// 100 pulses down: one more than there are taps to pass.
  public static func home(_ place: PartPlace, wiper: UInt8, _ script: inout Script) {
    guard wiper == 0 else { return }
    pulse(place, count: 100, up: false, &script)
  }

  public static func connect(
    _ place: PartPlace, wiper: UInt8, _ isConnected: Bool, _ script: inout Script
  ) -> Bool { false }
}

extension X9C {
  // At least this long (FN8222, page 5).

  /// INC low, INC high, and the last edge of INC to CS: 1 us each.
  private static var edgeMicroseconds: UInt32 { 1 }
  /// U/D to the falling edge of INC: 2.9 us.
  private static var directionMicroseconds: UInt32 { 3 }
  /// The wiper is at its tap at most 500 us behind the edge. Pulses need not wait for each other.
  private static var wiperMicroseconds: UInt32 { 500 }

  private static func pulse(
    _ place: PartPlace, count: UInt16, up: Bool, _ script: inout Script
  ) {
    if count == 0 { return }
    let select: UInt64 = 1 << UInt64(place.firstLine)
    let increment: UInt64 = 2 << UInt64(place.firstLine)
    let direction: UInt64 = 4 << UInt64(place.firstLine)
    // INC before CS: CS that falls while INC is low moves the wiper.
    script.lines(mask: increment, values: increment)
    script.pause(microseconds: edgeMicroseconds)
    script.lines(mask: select | direction, values: up ? direction : 0)
    script.pause(microseconds: directionMicroseconds)
    for index in 0..<count {
      if index > 0 {
        script.lines(mask: increment, values: increment)
        script.pause(microseconds: edgeMicroseconds)
      }
      script.lines(mask: increment, values: 0)
      script.pause(microseconds: edgeMicroseconds)
    }
    script.lines(mask: select, values: select)
    script.pause(microseconds: wiperMicroseconds)
  }
}
