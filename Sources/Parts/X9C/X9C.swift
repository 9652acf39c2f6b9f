public import BusInterface

/// X9C102/103/104/503: one wiper of 100 taps that moves a tap per falling edge of INC, without
/// read-back (FN8222 Rev. 4). Lines, in this order: CS, INC, U/D; none of them active low.
///
/// CS that rises while INC is high writes the part's EEPROM (100,000 times at most); here it always
/// rises while INC is low.
public enum X9C: PulsedPart {
  public static var largestCode: UInt16 { 99 }

  /// One pulse down. It brings the lines from any levels to rest without a store: were CS low and
  /// INC high, simply raising CS would write the EEPROM. Moves the wiper: home it afterwards.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    pulse(place, count: 1, up: false, &script)
  }

  public static func pulse(
    _ place: PartPlace, count: UInt16, up: Bool, _ script: inout Script
  ) {
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

  // At least this long (FN8222, page 5).

  /// INC low, INC high, and the last edge of INC to CS: 1 us each.
  private static var edgeMicroseconds: UInt32 { 1 }
  /// U/D to the falling edge of INC: 2.9 us.
  private static var directionMicroseconds: UInt32 { 3 }
  /// The wiper is at its tap at most 500 us behind the edge. Pulses need not wait for each other.
  private static var wiperMicroseconds: UInt32 { 500 }
}
