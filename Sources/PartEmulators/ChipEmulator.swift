/// What emulated chips have in common: a name, an analog side, and a record
/// of misuse.
///
/// Made, an emulator is in its power-up state and silent; ``powerOn(atMicroseconds:)`` tells the
/// analog side how it stands.
public class ChipEmulator: PartEmulator {
  public let name: String
  /// Which part this is to the analog side.
  public let part: Int
  /// What was done that the datasheet forbids. The first thousand; a mistake in a loop is one.
  public var violations: [Violation] = []

  weak let analog: (any AnalogSide)?

  init(name: String, part: Int, analog: any AnalogSide) {
    self.name = name
    self.part = part
    self.analog = analog
  }

  /// The supply rises: everything as after power-up, and told to the analog side.
  public func powerOn(atMicroseconds: Double) {}

  func report(_ what: String, _ atMicroseconds: Double) {
    guard violations.count < 1_000 else { return }
    violations.append(Violation(part: name, what: what, atMicroseconds: atMicroseconds))
  }

  /// A select: opens the frame and reports a wrong mode or clock.
  func begin(
    _ frame: inout SPIFrame, _ rules: SPIRules, mode: UInt8, clockHertz: UInt32, _ at: Double
  ) {
    for fault in rules.faults(mode: mode, clockHertz: clockHertz) { report(fault, at) }
    frame.begin(rules, mode: mode, clockHertz: clockHertz)
  }
}
