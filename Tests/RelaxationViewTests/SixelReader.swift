import Testing

/// Decodes sixels as a terminal would.
struct SixelReader {
  private(set) var rows = 0
  private(set) var columns = 0
  /// Red, green, blue.
  private(set) var colors: [UInt8] = []

  init(_ text: String) throws {
    let head = try #require(text.prefixMatch(of: /\u{1B}Pq"1;1;(\d+);(\d+)/))
    #expect(text.hasSuffix("\u{1B}\\"))
    columns = try #require(Int(head.1))
    rows = try #require(Int(head.2))
    colors = Array(repeating: 0, count: 3 * rows * columns)
    var (row, column, color) = (0, 0, 0)
    var palette: [Int: [UInt8]] = [:]
    let commands = /#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)([?-~])|([?-~])|([$-])/
    for match in text[head.range.upperBound...].dropLast(2).matches(of: commands) {
      let found = match.output
      if let index = found.1.flatMap({ Int($0) }) {
        palette[index] = [found.2, found.3, found.4].map { part in
          UInt8((Double(part ?? "") ?? 0) * 2.55 + 0.5)
        }
      } else if let index = found.5.flatMap({ Int($0) }) {
        color = index
      } else if let control = found.9 {
        column = 0
        if control == "-" { row += 6 }
      } else if let sixel = (found.7 ?? found.8)?.unicodeScalars.first {
        let count = found.6.flatMap { Int($0) } ?? 1
        for at in column..<column + count {
          for bit in 0..<6 where (sixel.value - 63) >> UInt32(bit) & 1 == 1 {
            let place = 3 * ((row + bit) * columns + at)
            colors.replaceSubrange(place..<place + 3, with: palette[color] ?? [0, 0, 0])
          }
        }
        column += count
      }
    }
  }
}
