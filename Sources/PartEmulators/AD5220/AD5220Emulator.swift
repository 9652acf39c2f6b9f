/// An AD5220: a counter that falling edges of CLK move while CS is low, from mid-scale, between 0
/// and 127 (AD5220 data sheet, Rev. 0). Lines: CS, CLK, U/D.
public final class AD5220Emulator: PotentiometerEmulator, LinePartEmulator {
  /// Falling edges that counted.
  public private(set) var pulseCount = 0

  private var select = Pin()
  private var clock = Pin()
  private var direction = Pin()

  public init(name: String, part: Int, analog: any AnalogSide) {
    super.init(
      name: name, part: part, analog: analog, wiperCount: 1, powerUpCode: 64,
      largestPosition: 127)
  }

  public func line(_ line: Int, isHigh: Bool, atMicroseconds: Double) {
    switch line {
    case 0: selectChanged(select.set(isHigh, at: atMicroseconds), atMicroseconds)
    case 1: clockChanged(isHigh, atMicroseconds)
    case 2:
      if direction.set(isHigh, at: atMicroseconds) != .none, select.isHigh == false,
        clock.isHigh == false
      {
        report("U/D changes while CLK is low (figure 3)", atMicroseconds)
      }
    default: report("there is no line \(line)", atMicroseconds)
    }
  }

  private func selectChanged(_ change: Pin.Change, _ at: Double) {
    if change != .none, clock.isHigh == false {
      report("CS changes while CLK is low: it may count or not (figure 3)", at)
    }
    if change == .rise, !clock.hasStood(microseconds: 0.02, at: at) {
      report("CS rises less than 20 ns behind CLK (figure 3)", at)
    }
  }

  private func clockChanged(_ isHigh: Bool, _ at: Double) {
    let isLongEnough = clock.hasStood(microseconds: 0.025, at: at)
    let change = clock.set(isHigh, at: at)
    if change != .none && !isLongEnough { report("CLK pulse below 25 ns (figure 3)", at) }
    guard change == .fall else { return }
    guard select.isHigh == false else {
      report("a pulse while CS is high does nothing (page 8)", at)
      return
    }
    if !select.hasStood(microseconds: 0.02, at: at) {
      report("CLK falls less than 20 ns behind CS (figure 3)", at)
    }
    if !direction.hasStood(microseconds: 0.01, at: at) {
      report("CLK falls less than 10 ns behind U/D (figure 3)", at)
    }
    pulseCount += 1
    let code = codes[0]
    move(0, to: direction.isHigh == true ? min(code + 1, 127) : (code == 0 ? 0 : code - 1))
  }
}
