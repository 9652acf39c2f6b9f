import Foundation

/// A learning curve in a few lines for a terminal `width` columns wide: errors and accuracies at
/// both ends, a sparkline of each, faults. Ends with a line feed.
///
/// `color`: whether to use ANSI colours. `ascii`: whether to keep to ASCII; by default what the
/// locale says.
public func terminalSummary(
  _ curve: LearningCurve, width: Int = 80, color: Bool = false, ascii: Bool = !localeIsUTF8()
) -> String {
  TerminalSummary(curve: curve, width: max(width, 40), color: color, ascii: ascii).text
}

private struct TerminalSummary {
  let curve: LearningCurve
  let width: Int
  let color: Bool
  let ascii: Bool

  private static let labelWidth = 10

  var text: String {
    ([title] + table + sparklines + sessions + faults).map { $0 + "\n" }.joined()
  }

  private var title: String {
    let done =
      curve.trials == curve.trialsPlanned
      ? grouped(curve.trials) : "\(grouped(curve.trials)) of \(grouped(curve.trialsPlanned))"
    return styled("\(curve.task) on \(curve.board)", .bold)
      + ", seed \(curve.seed), \(done) trials"
  }

  private var table: [String] {
    let summary = curve.summary
    return line("train", summary.trainInitial, summary.trainFinal, .train)
      + line("validate", curve.validation.first, curve.validation.last, .test)
      + line("test", summary.testInitial, summary.testFinal, .test)
  }

  private func line(
    _ name: String, _ first: CurvePoint?, _ last: CurvePoint?, _ style: Style
  ) -> [String] {
    guard let first, let last else { return [] }
    // Looked at once only, there is nothing that it came from.
    let isOne = first == last
    func way(_ before: String, _ after: String) -> String {
      (isOne ? "" : "\(before) \(arrow) ") + styled(after, .bold)
    }
    var text = label(name, style) + "error (rms) " + way(volts(first.error), volts(last.error))
    if let before = first.accuracy, let after = last.accuracy {
      text += "   accuracy " + way(percent(before), percent(after))
    }
    return [text]
  }

  private var sparklines: [String] {
    var lines: [String] = []
    let points = curve.running.isEmpty ? curve.train : curve.running
    let errors = points.map { curve.scale.rms($0.error) }
    if let least = points.map(\.error).min(), let most = points.map(\.error).max() {
      let range = "\(volts(most)) to \(volts(least)), log scale"
      lines += spark("error", errors, .logarithmic, range, .train)
    }
    let judged = [curve.test, curve.train, curve.running].first {
      $0.count > 2 && $0.contains { $0.accuracy != nil }
    }
    let shares = (judged ?? []).compactMap(\.accuracy)
    if let least = shares.min(), let most = shares.max() {
      lines += spark("accuracy", shares, .linear, "\(percent(least)) to \(percent(most))", .test)
    }
    return lines
  }

  private func spark(
    _ name: String, _ values: [Double], _ scale: SparklineScale, _ range: String, _ style: Style
  ) -> [String] {
    guard values.count > 1 else { return [] }
    let room = width - Self.labelWidth - range.count - 2
    let bars = sparkline(values, width: min(max(room, 8), 60), scale: scale, ascii: ascii)
    return [label(name) + styled(bars, style) + "  " + range]
  }

  private var sessions: [String] {
    let resumed = curve.sessions.dropFirst().map { grouped($0.firstTrial) }
    guard !resumed.isEmpty else { return [] }
    return [label("resumed") + "at trial " + shortened(resumed)]
  }

  private var faults: [String] {
    guard !curve.faults.isEmpty else { return [] }
    let names = curve.faultMarks.map { mark in
      "\(mark.name) at \(grouped(mark.trial))" + (mark.count > 1 ? " (\(mark.count) times)" : "")
    }
    return [label("faults", .fault) + shortened(names)]
  }

  private func shortened(_ items: [String]) -> String {
    let shown = items.prefix(6).joined(separator: ", ")
    return items.count > 6 ? shown + " and \(items.count - 6) more" : shown
  }

  private var arrow: String { ascii ? "->" : "\u{2192}" }

  private func volts(_ error: UInt64) -> String {
    engineering(
      curve.scale.rms(error), unit: curve.scale.unit, micro: ascii ? "u" : "\u{B5}")
  }

  private func label(_ name: String, _ style: Style = .dim) -> String {
    styled(name, style) + String(repeating: " ", count: max(1, Self.labelWidth - name.count))
  }

  /// ANSI codes; blue and yellow stay apart for the colour-blind.
  private enum Style: String {
    case bold = "1"
    case dim = "2"
    case train = "34"
    case test = "33"
    case fault = "31"
  }

  private func styled(_ text: String, _ style: Style) -> String {
    color ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
