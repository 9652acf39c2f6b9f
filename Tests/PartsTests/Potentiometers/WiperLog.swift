import PartEmulators

/// An analog side that keeps what parts tell it.
final class WiperLog: AnalogSide {
  /// Where each wiper stands; those that are open are not in it.
  private(set) var wipers: [Int: UInt16] = [:]
  private(set) var closed: [Int: Bool] = [:]
  /// Wipers in the order in which they moved.
  private(set) var moved: [Int] = []

  func forgetMoves() { moved.removeAll() }

  func code(part: Int, channel: Int) -> Int32 { 0 }
  func output(part: Int, channel: Int, code: UInt16?) {}

  func wiper(part: Int, channel: Int, code: UInt16?) {
    wipers[channel] = code
    moved.append(channel)
  }

  func toggle(part: Int, channel: Int, isClosed: Bool) { closed[channel] = isClosed }

  /// The closed switches as bits.
  var closedBits: UInt32 {
    closed.reduce(0) { $1.value ? $0 | 1 << UInt32($1.key) : $0 }
  }
}
