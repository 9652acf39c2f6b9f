/// What emulated converters have in common: a name, an analog side, and a record of misuse.
///
/// Made, an emulator is in its power-up state and silent; ``powerOn(atMicroseconds:)`` tells the
/// analog side what its outputs do.
public class ConverterEmulator: PartEmulator {
  public let name: String
  /// Which part this is to the analog side.
  public let part: Int
  public let supplyVolts: Double
  /// What was done that the datasheet forbids. The first thousand; a mistake in a loop is one.
  public var violations: [Violation] = []

  weak let analog: (any AnalogSide)?

  init(name: String, part: Int, analog: any AnalogSide, supplyVolts: Double) {
    self.name = name
    self.part = part
    self.analog = analog
    self.supplyVolts = supplyVolts
  }

  /// The supply rises: all registers as after power-up, outputs told to the analog side.
  public func powerOn(atMicroseconds: Double) {}

  func report(_ what: String, _ atMicroseconds: Double) {
    guard violations.count < 1_000 else { return }
    violations.append(Violation(part: name, what: what, atMicroseconds: atMicroseconds))
  }

  /// The code at an input, within the part's range.
  func input(_ channel: Int, _ range: ClosedRange<Int32>) -> Int32 {
    let code = analog?.code(part: part, channel: channel) ?? 0
    return min(max(code, range.lowerBound), range.upperBound)
  }
}
