/// An ADG714: the last eight bits before SYNC rises (ADG714/ADG715 data sheet, Rev. E, page 17).
public final class ADG714Emulator: SwitchEmulator, SPIPartEmulator {
  private var frame = SPIFrame()
  private var shift: UInt8 = 0
  private static let rules = SPIRules(
    modes: [1], fastestHertz: 30_000_000, source: "ADG714 Rev. E, timing and page 17")

  public init(name: String, part: Int, analog: any AnalogSide) {
    super.init(name: name, part: part, analog: analog, switchCount: 8)
  }

  public override func powerOn(atMicroseconds: Double) {
    shift = 0
    frame = SPIFrame()
    super.powerOn(atMicroseconds: atMicroseconds)
  }

  public func select(mode: UInt8, clockHertz: UInt32, atMicroseconds: Double) {
    begin(&frame, Self.rules, mode: mode, clockHertz: clockHertz, atMicroseconds)
  }

  /// DOUT: what was shifted in eight clocks before.
  public func exchange(_ byte: UInt8, atMicroseconds: Double) -> UInt8 {
    guard frame.isSelected, !frame.isGarbled else { return 0xFF }
    frame.bytes.append(byte)
    defer { shift = byte }
    return shift
  }

  public func deselect(atMicroseconds: Double) {
    guard frame.end(), !frame.isGarbled else { return }
    if frame.bytes.count != 1 {
      report("\(frame.bytes.count * 8) bits for 8 switches: the last 8 count", atMicroseconds)
    }
    close(UInt32(shift))
  }
}
