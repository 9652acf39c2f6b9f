/// An X9C102, 103, 104 or 503: a counter that falling edges of INC move while CS is low, between 0
/// and 99, and an EEPROM that CS writes when it rises while INC is high (FN8222 Rev. 4, pages 5 to
/// 7). Lines: CS, INC, U/D.
public final class X9CEmulator: PotentiometerEmulator, LinePartEmulator {
  /// What the part powers up at.
  public private(set) var storedCode: UInt16
  /// How often the EEPROM was written: 100,000 times at most, and never here.
  public private(set) var storeCount = 0
  /// Falling edges that counted.
  public private(set) var pulseCount = 0
  /// When the wiper is at its tap for certain: 500 us behind the last edge (tIW).
  public private(set) var settledAtMicroseconds = 0.0

  private var select = Pin()
  private var increment = Pin()
  private var direction = Pin()
  private var lastFall = -1e12
  private var storedAt = -1e12

  public init(name: String, part: Int, analog: any AnalogSide, storedCode: UInt16 = 50) {
    self.storedCode = storedCode
    super.init(
      name: name, part: part, analog: analog, wiperCount: 1, powerUpCode: storedCode,
      largestPosition: 99)
  }

  public override func powerOn(atMicroseconds: Double) {
    codes[0] = storedCode
    tell(0)
  }

  public func line(_ line: Int, isHigh: Bool, atMicroseconds at: Double) {
    switch line {
    case 0: selectChanged(isHigh, at)
    case 1: incrementChanged(isHigh, at)
    case 2: directionChanged(isHigh, at)
    default: report("there is no line \(line)", at)
    }
  }

  private func selectChanged(_ isHigh: Bool, _ at: Double) {
    let stoodHigh = select.hasStood(microseconds: 0.1, at: at)
    switch select.set(isHigh, at: at) {
    case .none: return
    case .rise:
      if !increment.hasStood(microseconds: 1, at: at) {
        report("CS rises less than 1 us behind INC (tIC)", at)
      }
      if increment.isHigh == true {
        storeCount += 1
        storedAt = at
        storedCode = codes[0]
        report("CS rises while INC is high: EEPROM write \(storeCount) (mode table)", at)
      }
    case .fall:
      if !stoodHigh { report("CS was high for less than 100 ns (tCPH)", at) }
      if at - storedAt < 20_000 { report("CS falls within 20 ms of a store (tCPH)", at) }
      if increment.isHigh == false {
        report("CS falls while INC is low: the wiper moves (mode table, not recommended)", at)
        step(at)
      }
    }
  }

  private func incrementChanged(_ isHigh: Bool, _ at: Double) {
    let isLongEnough = increment.hasStood(microseconds: 1, at: at)
    let change = increment.set(isHigh, at: at)
    if change == .none { return }
    if !isLongEnough && select.isHigh == false {
      report("INC was \(isHigh ? "low" : "high") for less than 1 us (tIL, tIH)", at)
    }
    guard change == .fall else { return }
    guard select.isHigh == false else {
      report("a pulse while CS is high does nothing (mode table)", at)
      return
    }
    if at - lastFall < 2 - 1e-6 { report("INC cycle below 2 us (tCYC)", at) }
    if !select.hasStood(microseconds: 0.1, at: at) {
      report("INC falls less than 100 ns behind CS (tCI)", at)
    }
    if !direction.hasStood(microseconds: 2.9, at: at) {
      report("INC falls less than 2.9 us behind U/D (tDI)", at)
    }
    lastFall = at
    step(at)
  }

  private func directionChanged(_ isHigh: Bool, _ at: Double) {
    guard direction.set(isHigh, at: at) != .none, select.isHigh == false else { return }
    if increment.isHigh == false {
      report("U/D changes while INC is low (tID)", at)
    } else if !increment.hasStood(microseconds: 0.1, at: at) {
      report("U/D changes less than 100 ns behind INC (tID)", at)
    }
  }

  private func step(_ at: Double) {
    pulseCount += 1
    settledAtMicroseconds = at + 500
    let code = codes[0]
    move(0, to: direction.isHigh == true ? min(code + 1, 99) : (code == 0 ? 0 : code - 1))
  }
}
