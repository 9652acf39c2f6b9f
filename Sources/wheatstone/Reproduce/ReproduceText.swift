import Foundation
import Reproduction

/// What a reproduction came to, for people.
enum ReproduceText {
  static func of(_ outcomes: [Reproduction.Outcome], folder: String) -> String {
    outcomes.map { outcome in
      var lines = ["figure \(outcome.figure)  \(outcome.title)"]
      for claim in outcome.claims {
        let verdict = claim.isStated ? " " : claim.holds ? "ok" : "missed"
        let count =
          claim.bar.isEmpty ? "" : "  (\(claim.bar): \(claim.reached) of \(claim.values.count))"
        lines.append(
          "  " + verdict.padded(to: 8) + claim.text + "  " + values(claim.values) + count)
      }
      lines += outcome.skipped.map { "  left out: \($0); see --data" }
      if let undrawn = outcome.undrawn { lines.append("  not drawn: \(undrawn)") }
      lines += outcome.pictures.map { "  \(folder)/\($0)" }
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  private static func values(_ values: [Double]) -> String {
    let shown = values.count > 10 ? values.sorted() : values
    let texts = shown.map { Self.short($0) }
    return texts.count <= 10
      ? texts.joined(separator: " ")
      : "\(texts[0]) to \(texts[texts.count - 1]), median \(texts[texts.count / 2])"
  }

  /// Three digits.
  private static func short(_ value: Double) -> String {
    let size = abs(value)
    if size == 0 { return "0" }
    if !(size < 1e6) { return "\(value)" }
    if size >= 100 { return "\(Int(value.rounded()))" }
    if size < 1e-3 {
      return value.formatted(
        .number.notation(.scientific).precision(.significantDigits(2))
          .locale(Locale(identifier: "en_US_POSIX")))
    }
    let digits = size >= 10 ? 10.0 : size >= 1 ? 100 : 1_000
    return "\((value * digits).rounded() / digits)"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 0))
  }
}
