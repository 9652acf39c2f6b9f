internal import SimulatedBoard

/// Taps of all elements, one whole number per line in the board's order. Empty lines and what
/// follows a `#` are skipped.
public enum TapsFile {
  static let byteLimit = 16 << 20

  /// Reads a file for a board.
  public static func load(
    _ path: String, board: BoardDescription
  ) throws(Diagnostics) -> [Int32] {
    guard let bytes = FileStore.bytes(ofFile: path, limit: byteLimit) else {
      throw Diagnostics([Diagnostic(file: path, message: "the file cannot be read")])
    }
    return try read(bytes, file: path, board: board)
  }

  /// The taps that a text says; at most 200 mistakes are reported.
  public static func read(
    _ bytes: [UInt8], file: String, board: BoardDescription
  ) throws(Diagnostics) -> [Int32] {
    let log = DiagnosticLog()
    let elements = board.model.elements
    if bytes.count > byteLimit {
      log.add(
        Diagnostic(file: file, message: "the file is too long", allowed: "up to \(byteLimit) bytes")
      )
      throw log.sorted
    }
    var taps: [Int32] = []
    var line = 0
    var start = 0
    while start < bytes.count && log.list.count < DiagnosticLog.limit {
      var end = start
      while end < bytes.count && bytes[end] != 10 { end += 1 }
      line += 1
      let (text, column) = content(bytes[start..<end])
      start = end + 1
      if text.isEmpty { continue }
      let place = Place(file: file, line: line, column: column)
      guard taps.count < elements.count else {
        log.error(place, "more taps than elements", value: text, allowed: "\(elements.count) taps")
        break
      }
      let element = elements[taps.count]
      let range = element.minimumTap...element.maximumTap
      let tap = text.utf8.count <= 12 ? Int(text) : nil
      if let tap, range.contains(tap) {
        taps.append(Int32(tap))
      } else {
        log.error(
          place, "not a tap of element \(element.name)", value: text,
          allowed: "a whole number, \(range.lowerBound) to \(range.upperBound)")
        taps.append(Int32(element.startTap))
      }
    }
    if !log.hasErrors && taps.count < elements.count {
      log.error(
        Place(file: file, line: line), "fewer taps than elements", value: "\(taps.count)",
        allowed: "\(elements.count) taps; the next is that of \(elements[taps.count].name)")
    }
    if log.hasErrors { throw log.sorted }
    return taps
  }

  /// A line without blanks around it and without its comment, and the column where it begins.
  private static func content(_ line: ArraySlice<UInt8>) -> (String, Int) {
    let comment = line.firstIndex(of: UInt8(ascii: "#")) ?? line.endIndex
    func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }
    var part = line[..<comment]
    while let first = part.first, isBlank(first) { part.removeFirst() }
    while let last = part.last, isBlank(last) { part.removeLast() }
    let text = String(decoding: part.prefix(64), as: UTF8.self)
    return (text, part.startIndex - line.startIndex + 1)
  }
}
