/// A table of numbers, with at most one column of words, read from comma-separated values.
///
/// Comma, semicolon or tab between fields (whichever the first line has most of), an optional
/// header, `#` lines and empty lines skipped, quotes around a field allowed. Up to 64 MiB, 4,096
/// columns and `Limits.exampleValues` values.
struct Table: Sendable {
  static let byteLimit = 64 << 20
  static let columnLimit = 4_097

  var file: String
  /// From the header; empty where there is none.
  var header: [String] = []
  var columnCount = 0
  /// Row by row; a word is NaN here and stands in `words`.
  var numbers: [Double] = []
  /// The line of each row.
  var lines: [Int] = []
  /// The words of each row's one column that is not numbers; empty where all columns are.
  var words: [String] = []
  /// The column of words.
  var wordColumn: Int?

  var rowCount: Int { lines.count }

  subscript(row: Int, column: Int) -> Double { numbers[row * columnCount + column] }

  /// The text of a field, as a class label says it.
  func label(row: Int, column: Int) -> String {
    column == wordColumn ? words[row] : plainNumber(self[row, column])
  }

  /// A table; nil, with diagnostics in `log`, where the text is none.
  static func read(
    _ bytes: [UInt8], file: String, labelColumn: Int?, log: DiagnosticLog
  ) -> Table? {
    if bytes.count > byteLimit {
      log.add(
        Diagnostic(
          file: file, message: "the file is too long", allowed: "up to \(byteLimit) bytes"))
      return nil
    }
    var reader = TableReader(bytes, file: file, log: log)
    return reader.read() ? reader.table : nil
  }
}

/// Reads a table line by line; stops at the twentieth mistake.
private struct TableReader {
  let bytes: [UInt8]
  let log: DiagnosticLog
  var table: Table
  var separator = UInt8(ascii: ",")
  var mistakes = 0
  var isFirstLine = true

  init(_ bytes: [UInt8], file: String, log: DiagnosticLog) {
    self.bytes = bytes
    self.log = log
    table = Table(file: file)
  }

  mutating func read() -> Bool {
    var start = 0
    var line = 0
    while start < bytes.count && mistakes < 20 {
      var end = start
      while end < bytes.count && bytes[end] != 10 { end += 1 }
      line += 1
      var last = end
      while last > start && isBlank(bytes[last - 1]) { last -= 1 }
      if last > start && bytes[start] != UInt8(ascii: "#") { readLine(start, last, line) }
      start = end + 1
    }
    if mistakes == 0 && table.rowCount == 0 {
      log.add(Diagnostic(file: table.file, message: "the table has no rows"))
      return false
    }
    return mistakes == 0
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 13 || byte == 9 }

  private mutating func fail(
    _ line: Int, _ column: Int, _ message: String, value: String? = nil, allowed: String? = nil
  ) {
    mistakes += 1
    log.error(
      Place(file: table.file, line: line, column: column), message, value: value, allowed: allowed)
  }

  private mutating func readLine(_ start: Int, _ end: Int, _ line: Int) {
    if isFirstLine { separator = commonest(start, end) }
    var fields: [(text: String, column: Int)] = []
    var at = start
    while at <= end {
      var stop = at
      while stop < end && bytes[stop] != separator { stop += 1 }
      if fields.count >= Table.columnLimit || stop - at > 256 {
        return fail(
          line, at - start + 1, "too many fields, or one too long",
          allowed: "up to \(Table.columnLimit) fields of 256 bytes")
      }
      fields.append((text(at, stop), at - start + 1))
      at = stop + 1
    }
    defer { isFirstLine = false }
    let values = fields.map { parsedNumber($0.text) }
    if isFirstLine {
      table.columnCount = fields.count
      // A header is a first line of words only, or of which more than one field is not a number.
      let words = values.count { $0 == nil }
      if words == fields.count || words > 1 {
        table.header = fields.map(\.text)
        return
      }
    }
    add(fields, values, line)
  }

  private mutating func add(
    _ fields: [(text: String, column: Int)], _ values: [Double?], _ line: Int
  ) {
    guard fields.count == table.columnCount else {
      return fail(
        line, 1, "this row has another number of fields than the first", value: "\(fields.count)",
        allowed: "\(table.columnCount)")
    }
    guard table.numbers.count + fields.count <= Limits.exampleValues else {
      return fail(line, 1, "the table has too many values", allowed: "\(Limits.exampleValues)")
    }
    if table.rowCount == 0 { table.wordColumn = values.firstIndex { $0 == nil } }
    var word = ""
    for (index, value) in values.enumerated() {
      if index == table.wordColumn {
        word = fields[index].text
        if !NameTable.isName(word) {
          return fail(
            line, fields[index].column, "not a class name", value: word,
            allowed: "1 to 64 of A-Z a-z 0-9 _ . + -")
        }
      } else if value == nil || abs(value ?? 0) > 1e15 {
        return fail(
          line, fields[index].column, "not a number", value: fields[index].text,
          allowed: "a number between -1e15 and 1e15")
      }
    }
    for value in values { table.numbers.append(value ?? .nan) }
    if table.wordColumn != nil { table.words.append(word) }
    table.lines.append(line)
  }

  /// The field without blanks and quotes around it.
  private func text(_ from: Int, _ to: Int) -> String {
    var (start, end) = (from, to)
    while start < end && isBlank(bytes[start]) { start += 1 }
    while end > start && isBlank(bytes[end - 1]) { end -= 1 }
    if end - start >= 2 && bytes[start] == UInt8(ascii: "\"") && bytes[end - 1] == bytes[start] {
      start += 1
      end -= 1
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private func commonest(_ start: Int, _ end: Int) -> UInt8 {
    let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 9]
    var best = candidates[0]
    var most = 0
    for candidate in candidates {
      let count = bytes[start..<end].count { $0 == candidate }
      if count > most { (best, most) = (candidate, count) }
    }
    return best
  }
}
