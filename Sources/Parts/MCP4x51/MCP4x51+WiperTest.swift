public import BusInterface

// "Wiper 1 moves and wiper 0 does not": a Linux driver wrote wiper 1 onto wiper 0 for years, and a
// board with swapped or shorted selects does much the same.

extension MCP4x51Part {
  /// Steps and bytes that ``writeWiperTest(_:resting:moved:_:)`` adds.
  public static var wiperTestStepCount: Int { 7 }
  public static var wiperTestByteCount: Int { wiperTestStepCount * 4 }

  /// Writes a test that brings both wipers to `resting`, moves wiper 1 to `moved` and back, and
  /// reads both in between. Returns where it lies. For parts with two wipers that can be read.
  public static func writeWiperTest(
    _ place: PartPlace, resting: UInt16, moved: UInt16, _ script: inout Script
  ) -> UInt32 {
    let start = UInt32(script.byteCount)
    write(place, 0, resting, &script)
    write(place, 1, resting, &script)
    read(place, 1, &script)
    write(place, 1, moved, &script)
    read(place, 0, &script)
    read(place, 1, &script)
    write(place, 1, resting, &script)
    return start
  }

  /// Whether wiper 1 moved and wiper 0 did not.
  public static func passesWiperTest(
    resting: UInt16, moved: UInt16, _ script: borrowing Script, from start: UInt32
  ) -> Bool {
    data(script, at: answer(2, from: start)) == resting
      && data(script, at: answer(4, from: start)) == resting
      && data(script, at: answer(5, from: start)) == moved
  }

  private static func write(
    _ place: PartPlace, _ wiper: UInt8, _ code: UInt16, _ script: inout Script
  ) {
    script.spi(place.device, MCP4x51Frame.write(wiper, code), count: 2)
  }

  private static func read(_ place: PartPlace, _ wiper: UInt8, _ script: inout Script) {
    script.spi(place.device, MCP4x51Frame.read(wiper), count: 2)
  }
}
