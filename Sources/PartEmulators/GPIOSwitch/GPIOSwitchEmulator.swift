/// Switches on lines of their own. Nothing can be done wrong with them but to move a line that is
/// not there.
public final class GPIOSwitchEmulator: SwitchEmulator, LinePartEmulator {
  /// A low line closes a switch: for lines that are active low.
  public let closesWhenLow: Bool

  public init(
    name: String, part: Int, analog: any AnalogSide, switchCount: Int = 1,
    closesWhenLow: Bool = false
  ) {
    self.closesWhenLow = closesWhenLow
    super.init(name: name, part: part, analog: analog, switchCount: switchCount)
  }

  public func line(_ line: Int, isHigh: Bool, atMicroseconds: Double) {
    guard (0..<switchCount).contains(line) else {
      return report("there is no line \(line)", atMicroseconds)
    }
    let bit: UInt32 = 1 << UInt32(line)
    close(isHigh != closesWhenLow ? closed | bit : closed & ~bit)
  }
}
