/// A 74HC595 with its latch clock on the chip select and OE on line 0 (SCLS041, function table).
///
/// Shift register and latch power up as they like, here as ones: every switch that OE lets through
/// is closed.
public final class HC595Emulator: SwitchEmulator, SPIPartEmulator, LinePartEmulator {
  /// A low output closes a switch.
  public let closesWhenLow: Bool
  public private(set) var latch: UInt8 = 0xFF

  private var frame = SPIFrame()
  private var shift: UInt8 = 0xFF
  private var hasLatched = false
  private var enable = Pin()
  private static let rules = SPIRules(
    modes: [0, 3], fastestHertz: 25_000_000, source: "SCLS041, timing at 4.5 V")

  public init(name: String, part: Int, analog: any AnalogSide, closesWhenLow: Bool = false) {
    self.closesWhenLow = closesWhenLow
    super.init(name: name, part: part, analog: analog, switchCount: 8)
  }

  public override func powerOn(atMicroseconds: Double) {
    latch = 0xFF
    shift = 0xFF
    hasLatched = false
    frame = SPIFrame()
    super.powerOn(atMicroseconds: atMicroseconds)
    showOutputs(atMicroseconds)
  }

  public func select(mode: UInt8, clockHertz: UInt32, atMicroseconds: Double) {
    begin(&frame, Self.rules, mode: mode, clockHertz: clockHertz, atMicroseconds)
  }

  /// QH': what was shifted in eight clocks before.
  public func exchange(_ byte: UInt8, atMicroseconds: Double) -> UInt8 {
    guard frame.isSelected, !frame.isGarbled else { return 0xFF }
    frame.bytes.append(byte)
    defer { shift = byte }
    return shift
  }

  public func deselect(atMicroseconds: Double) {
    guard frame.end() else { return }
    if frame.bytes.count != 1 && !frame.isGarbled {
      report("\(frame.bytes.count * 8) bits for 8 outputs: the last 8 count", atMicroseconds)
    }
    latch = shift
    hasLatched = hasLatched || !frame.isGarbled
    showOutputs(atMicroseconds)
  }

  public func line(_ line: Int, isHigh: Bool, atMicroseconds: Double) {
    guard line == 0 else { return report("there is no line \(line)", atMicroseconds) }
    let before = enable.isHigh
    _ = enable.set(isHigh, at: atMicroseconds)
    if !isHigh && before != false && !hasLatched {
      report("outputs enabled before the first latch: they are anything", atMicroseconds)
    }
    showOutputs(atMicroseconds)
  }

  /// Disabled outputs are high impedance: the board's resistors hold the switches open.
  private func showOutputs(_ at: Double) {
    guard enable.isHigh == false else { return close(0) }
    close(UInt32(closesWhenLow ? ~latch : latch))
  }
}
