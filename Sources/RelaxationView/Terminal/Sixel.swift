extension Canvas {
  /// The picture for terminals that show DEC's sixels: six rows at a time, one pass for each colour.
  /// Colours keep five bits of each part. Source: DEC, "VT330/VT340 Programmer Reference Manual",
  /// volume 2, chapter 14.
  public var sixels: String {
    var palette: [Int: Int] = [:]
    let indexes = (0..<rows * columns).map { at -> Int in
      let key = (0..<3).reduce(0) { $0 << 5 | Int(colors[3 * at + $1] >> 3) }
      let index = palette[key] ?? palette.count
      palette[key] = index
      return index
    }
    // Pixels are square: no aspect but 1 to 1.
    var text = "\u{1B}Pq\"1;1;\(columns);\(rows)"
    for (key, index) in palette.sorted(by: { $0.value < $1.value }) {
      let parts = [key >> 10, key >> 5 & 31, key & 31].map { ($0 * 100 + 15) / 31 }
      text += "#\(index);2;\(parts[0]);\(parts[1]);\(parts[2])"
    }
    for top in stride(from: 0, to: rows, by: 6) {
      text += band(indexes, top)
    }
    return text + "\u{1B}\\"
  }

  private func band(_ indexes: [Int], _ top: Int) -> String {
    let height = min(6, rows - top)
    var passes: [Int: [UInt8]] = [:]
    for row in 0..<height {
      for column in 0..<columns {
        let index = indexes[(top + row) * columns + column]
        passes[index, default: Array(repeating: 0, count: columns)][column] |= 1 << UInt8(row)
      }
    }
    let lines = passes.sorted { $0.key < $1.key }.map { "#\($0.key)" + Self.runs($0.value) }
    return lines.joined(separator: "$") + "-"
  }

  /// Equal sixels are counted; empty ones at the end are left out.
  private static func runs(_ sixels: [UInt8]) -> String {
    var text = ""
    var start = 0
    while start < sixels.count {
      let end = sixels[start...].firstIndex { $0 != sixels[start] } ?? sixels.count
      if end == sixels.count && sixels[start] == 0 { break }
      let letter = String(UnicodeScalar(sixels[start] + 63))
      let count = end - start
      text += count > 3 ? "!\(count)\(letter)" : String(repeating: letter, count: count)
      start = end
    }
    return text
  }
}
