import Foundation

/// The listing as text and as JSON.
extension JournalListing {
  /// One JSON object; `null` where a record does not have what the key names.
  public var json: String { jsonText(self) }

  /// For a terminal: facts, sessions, checkpoint, then a table with one line per record.
  ///
  /// `error` is the root mean square; `accuracy` is left out where there are no classes.
  public var text: String {
    (facts + [""] + table).map { $0 + "\n" }.joined()
  }

  private var facts: [String] {
    var lines = [("journal", printable(file)), ("size", "\(grouped(byteCount)) bytes")]
    lines += header.map { ($0.name, $0.value) }
    for session in sessions {
      let end = session.stopped ? "stopped" : "not ended"
      lines.append(
        (
          "session \(session.number)",
          "trials \(grouped(session.firstTrial)) to \(grouped(session.lastTrial)), \(end)"
        ))
    }
    if let checkpoint = checkpoint.value {
      lines.append(
        (
          "checkpoint",
          "number \(grouped(checkpoint.sequence)) at trial \(grouped(checkpoint.trial)), behind "
            + "\(grouped(checkpoint.records)) records, by session \(checkpoint.session)"
        ))
      if let taps = checkpoint.taps.value {
        lines.append(("taps", taps.map { "\($0)" }.joined(separator: " ")))
      }
    } else {
      lines.append(("checkpoint", "none"))
    }
    return lines.map { $0.0.padded(to: -19) + $0.1 }
  }

  private var table: [String] {
    let head = ["trial", "time", "kind", "error", "accuracy", "moved", "at rail", "fault"]
    return aligned([head] + records.map(cells), left: [2, 7])
  }

  private func remark(_ record: RecordEntry) -> String {
    if let energy = record.energy.value, let sweeps = record.sweeps.value {
      return "mean energy \(number(energy)) after \(number(sweeps)) sweeps"
    }
    guard let block = record.block.value, let size = record.updateSize.value else { return "" }
    return "block \(block) by \(number(size)) of its length"
  }

  private func number(_ value: Double) -> String { String(format: "%.4g", value) }

  private func cells(_ record: RecordEntry) -> [String] {
    let error = record.rmsVolts.value.map { engineering($0, unit: "V") }
    let share = record.meanSquare.value.map { engineering($0.squareRoot(), unit: "FS") }
    return [
      grouped(record.trial), engineering(Double(record.timeMicroseconds) / 1e6, unit: "s"),
      record.kind + (record.set.value.map { " " + $0 } ?? ""), error ?? share ?? "",
      record.accuracy.value.map(percent) ?? "", record.movedTaps.value.map { grouped($0) } ?? "",
      grouped(record.atRail), record.fault.value ?? remark(record),
    ]
  }
}

/// Rows with their columns one under the other, right-aligned but for those of `left`.
private func aligned(_ rows: [[String]], left: Set<Int>) -> [String] {
  var widths: [Int] = []
  for row in rows {
    for (column, cell) in row.enumerated() {
      if column == widths.count { widths.append(0) }
      widths[column] = max(widths[column], cell.count)
    }
  }
  return rows.map { row in
    let cells = row.enumerated().map { column, cell in
      cell.padded(to: left.contains(column) ? -widths[column] : widths[column])
    }
    let line = cells.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}

extension String {
  /// Filled with spaces on its left, or on its right where `width` is negative.
  func padded(to width: Int) -> String {
    let spaces = String(repeating: " ", count: max(0, abs(width) - count))
    return width < 0 ? self + spaces : spaces + self
  }
}
