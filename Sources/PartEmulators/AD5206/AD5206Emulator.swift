/// An AD5206 (six wipers) or AD5204 (four) on SPI: the last 11 bits before the select rises.
public final class AD5206Emulator: PotentiometerEmulator, SPIPartEmulator {
  private var frame = SPIFrame()
  private static let rules = SPIRules(
    modes: [0, 3], fastestHertz: 25_000_000, source: "AD5204/AD5206 Rev. D, table 4, page 15")

  public init(name: String, part: Int, analog: any AnalogSide, wiperCount: Int = 6) {
    super.init(
      name: name, part: part, analog: analog, wiperCount: wiperCount, powerUpCode: 0x80,
      largestPosition: 255)
  }

  public func select(mode: UInt8, clockHertz: UInt32, atMicroseconds: Double) {
    begin(&frame, Self.rules, mode: mode, clockHertz: clockHertz, atMicroseconds)
  }

  /// The part has no output (the AD5204's is not emulated): the line floats up.
  public func exchange(_ byte: UInt8, atMicroseconds: Double) -> UInt8 {
    if frame.isSelected { frame.bytes.append(byte) }
    return 0xFF
  }

  public func deselect(atMicroseconds: Double) {
    guard frame.end(), !frame.isGarbled else { return }
    guard frame.bytes.count >= 2 else {
      report(
        "\(frame.bytes.count * 8) clocks, needs 11: an old address and code are latched (page 15)",
        atMicroseconds)
      return
    }
    let wiper = Int(frame.word >> 8 & 7)
    guard wiper < codes.count else {
      report("address \(wiper), there are \(codes.count) wipers (table 8)", atMicroseconds)
      return
    }
    move(wiper, to: frame.word & 0xFF)
  }
}
