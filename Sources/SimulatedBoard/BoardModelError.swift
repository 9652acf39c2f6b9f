/// Why a model cannot be simulated.
public enum BoardModelError: Error, Equatable, Sendable {
  /// Parts of the network have no way to a source or to ground while the clamps are released.
  case floating([FloatingPart])
  /// A value is out of range. `what` names the thing and its setting.
  case badValue(what: String, value: String, allowed: String)
  /// Not one entry per channel.
  case wrongCount(what: String, count: Int, expected: Int)
  /// The network cannot be solved in double precision: its resistances lie too far apart.
  case unsolvable
  /// The factorisation library ran out of memory.
  case outOfMemory
}

extension BoardModelError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .floating(let parts):
      let listed = parts.map { $0.names.joined(separator: ", ") }.joined(separator: "; ")
      return "no way to a source or to ground from: \(listed). "
        + "Join them to the rest, drive them or add a resistor to ground"
    case .badValue(let what, let value, let allowed):
      return "\(what) is \(value); allowed: \(allowed)"
    case .wrongCount(let what, let count, let expected):
      return "\(count) \(what) given, \(expected) needed"
    case .unsolvable:
      return "the network's resistances lie too far apart to be solved: check the smallest and the "
        + "largest"
    case .outOfMemory:
      return "not enough memory for a network of this size"
    }
  }
}
