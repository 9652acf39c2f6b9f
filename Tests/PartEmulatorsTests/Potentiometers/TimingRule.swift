import PartEmulators

/// A rule of a part on lines, with edges that just keep it and edges that just break it.
///
/// Edges are written as name, `+` or `-`, and microseconds: `CS- 0 CLK- 0.021`.
struct TimingRule: CustomStringConvertible {
  /// What the violation says.
  var text: String
  var kept: String
  var broken: String

  init(_ text: String, kept: String, broken: String) {
    self.text = text
    self.kept = kept
    self.broken = broken
  }

  var description: String { text }
}

extension LinePartEmulator {
  /// Plays edges; `names` are the lines in the part's order.
  func play(_ edges: String, _ names: [String]) {
    let words = edges.split(separator: " ")
    for (edge, time) in zip(
      words.enumerated().filter { $0.offset % 2 == 0 }.map(\.element),
      words.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
    {
      guard let line = names.firstIndex(of: String(edge.dropLast())), let time = Double(time)
      else { return violations.append(Violation(part: "", what: edges, atMicroseconds: 0)) }
      self.line(line, isHigh: edge.last == "+", atMicroseconds: time)
    }
  }
}
