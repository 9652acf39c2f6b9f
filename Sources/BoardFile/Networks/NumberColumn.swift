/// A column of numbers in a CSV file; lines that begin with `#`, and a first line of names, are
/// passed over.
struct NumberColumn {
  private(set) var values: [Double] = []

  init(_ bytes: [UInt8], column: Int) throws(WaveFile.Mistake) {
    let text = String(decoding: bytes, as: UTF8.self)
    var isFirst = true
    for (number, line) in text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      if line.isEmpty || line.first == "#" { continue }
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let cell = column < cells.count ? cells[column].filter { $0 != " " } : ""
      if let value = Double(cell), value.isFinite {
        values.append(value)
      } else if !isFirst {
        throw WaveFile.Mistake(
          description: "line \(number + 1) has no number in column \(column) (\(cell))")
      }
      isFirst = false
    }
    if values.isEmpty { throw WaveFile.Mistake(description: "column \(column) has no numbers") }
  }
}
