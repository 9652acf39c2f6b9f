/// Lines of one width, whatever codes they carry.
struct TextBlock {
  var width: Int
  var lines: [String]

  /// A layer, two rows of nodes in a line.
  init(_ grid: LayerGrid, _ states: [Int16], _ style: TerminalStyle) {
    width = grid.columns
    lines = stride(from: 0, to: grid.rows, by: 2).map { row in
      var line = ""
      var colors = ""
      for column in 0..<grid.columns {
        let top = grid.grey(states, row: row, column: column)
        let bottom = grid.grey(states, row: row + 1, column: column)
        guard style != .ascii else {
          let mean = (Int(top ?? 0) + Int(bottom ?? top ?? 0) + 1) / 2
          line.append(TerminalStyle.ramp[mean * TerminalStyle.ramp.count / 256])
          continue
        }
        // What lies beyond the layer keeps the terminal's own ground.
        let code = [
          top.map { style.code($0, isBack: false) } ?? "39",
          bottom.map { style.code($0, isBack: true) } ?? "49",
        ].joined(separator: ";")
        if code != colors { line += "\u{1B}[\(code)m" }
        colors = code
        line += top == nil ? " " : "\u{2580}"
      }
      return line + (style == .ascii ? "" : "\u{1B}[0m")
    }
  }

  /// A layer of few nodes: number, bar, state; the largest in bold or with a star.
  init(bars states: [Int16], style: TerminalStyle, label: Int?) {
    let room = 12
    let values = states.map { Double($0) * 0x1p-15 }
    let most = largest(values)
    let digits = String(max(states.count - 1, 0)).count
    width = digits + 1 + room + 7
    lines = values.enumerated().map { index, value in
      let number = String(index)
      let padded = String(repeating: " ", count: digits - number.count) + number
      let mark = index == most ? "*" : " "
      let text = "\(padded) \(Self.bar(value, room, style)) \(decimals(value, 3))"
      let marked = style == .ascii || index != most ? text : "\u{1B}[1m\(text)\u{1B}[0m"
      return marked + (index == label ? "<" : style == .ascii ? mark : " ")
    }
  }

  private static func bar(_ value: Double, _ room: Int, _ style: TerminalStyle) -> String {
    let eighths = Int((min(max(value, 0), 1) * Double(8 * room)).rounded())
    let parts = [
      "", "\u{258F}", "\u{258E}", "\u{258D}", "\u{258C}", "\u{258B}", "\u{258A}", "\u{2589}",
    ]
    var text = String(repeating: style == .ascii ? "#" : "\u{2588}", count: eighths / 8)
    if style != .ascii { text += parts[eighths % 8] }
    return text + String(repeating: " ", count: room - text.count)
  }

  /// Side by side, as many as fit a line, then beneath.
  static func laidOut(_ blocks: [TextBlock], columns: Int, gap: Int = 2) -> [String] {
    var lines: [String] = []
    var band: [TextBlock] = []
    func end() {
      for row in 0..<(band.map(\.lines.count).max() ?? 0) {
        let parts = band.map { block in
          row < block.lines.count ? block.lines[row] : String(repeating: " ", count: block.width)
        }
        lines.append(parts.joined(separator: String(repeating: " ", count: gap)))
      }
      band = []
    }
    for block in blocks {
      let taken = band.reduce(0) { $0 + $1.width + gap }
      if !band.isEmpty && taken + block.width > columns { end() }
      band.append(block)
    }
    end()
    return lines
  }
}
