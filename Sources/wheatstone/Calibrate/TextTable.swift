/// Columns of text: the first to the left, the others to the right.
struct TextTable {
  var header: [String]
  var rows: [[String]] = []

  init(_ header: [String]) { self.header = header }

  /// Nothing where there are no rows. `more`: how many were left out.
  func text(_ terminal: Terminal, more: Int = 0) -> String {
    if rows.isEmpty { return "" }
    let all = [header] + rows
    let widths = header.indices.map { column in
      // A short row's last cell says something in words and may run on.
      all.compactMap { $0.count == header.count ? $0[column].count : nil }.max() ?? 0
    }
    var lines = all.map { row in
      row.enumerated().map { column, cell in
        if row.count < header.count && column > 0 { return cell }
        let blank = String(repeating: " ", count: max(0, widths[column] - cell.count))
        return column == 0 ? cell + blank : blank + cell
      }.joined(separator: "  ")
    }
    lines[0] = terminal.styled(lines[0], .dim)
    if more > 0 { lines.append("... and \(more) more, in the file") }
    return lines.joined(separator: "\n") + "\n"
  }

  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
