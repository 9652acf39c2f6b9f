import PartEmulators

/// An analog side that keeps what parts tell it.
final class Positions: AnalogSide {
  /// Where each wiper stands; those that are open are not in it.
  private(set) var wipers: [Int: UInt16] = [:]
  private(set) var closed: Set<Int> = []
  private(set) var changes = 0

  func code(part: Int, channel: Int) -> Int32 { 0 }
  func output(part: Int, channel: Int, code: UInt16?) {}

  func wiper(part: Int, channel: Int, code: UInt16?) {
    wipers[channel] = code
    changes += 1
  }

  func toggle(part: Int, channel: Int, isClosed: Bool) {
    if isClosed { closed.insert(channel) } else { closed.remove(channel) }
    changes += 1
  }
}

extension SPIPartEmulator {
  /// One select with these bytes.
  @discardableResult
  func send(_ bytes: [UInt8], mode: UInt8, clockHertz: UInt32 = 250_000) -> [UInt8] {
    select(mode: mode, clockHertz: clockHertz, atMicroseconds: 0)
    let answers = bytes.map { exchange($0, atMicroseconds: 0) }
    deselect(atMicroseconds: 0)
    return answers
  }
}

extension LinePartEmulator {
  /// Levels of lines at moments: the line, its level, when.
  func play(_ edges: [(Int, Bool, Double)]) {
    for (line, isHigh, time) in edges { self.line(line, isHigh: isHigh, atMicroseconds: time) }
  }
}

extension PartEmulator {
  /// Whether there is exactly one violation and it says this; forgets it.
  func violated(_ text: String) -> Bool {
    defer { violations = [] }
    return violations.count == 1 && violations[0].what.contains(text)
  }
}
