/// Why a text names no fault of a board.
public enum FaultNameError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknownKind(String, nearest: String?, allowed: [String])
  case unknownChannel(String, kind: String, nearest: String?, allowed: [String])
  case badTrial(text: String)

  public var description: String {
    switch self {
    case .unknownKind(let word, let nearest, let allowed):
      return "no fault is called '\(word)'\(Self.hint(nearest)); allowed: "
        + allowed.joined(separator: ", ")
    case .unknownChannel(let channel, let kind, let nearest, let allowed):
      if allowed.isEmpty { return "'\(kind)': the board has nothing that it could strike" }
      return "'\(kind)' cannot strike '\(channel)'\(Self.hint(nearest)); allowed: "
        + Self.listed(allowed) + ", or a number from 0 to \(allowed.count - 1)"
    case .badTrial(let text):
      return "'\(text)' is not a trial's number; allowed: 0 and above, as in element-open:e7@5000"
    }
  }

  private static func hint(_ nearest: String?) -> String {
    nearest.map { " (nearest: '\($0)')" } ?? ""
  }

  private static func listed(_ names: [String]) -> String {
    names.count <= 20
      ? names.joined(separator: ", ")
      : names.prefix(20).joined(separator: ", ") + ", ..."
  }
}
