public import ImageFile

/// A picture of pixels to draw on, white at first. What lies outside is not drawn.
public struct Canvas: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Red, green and blue of each pixel, row by row.
  public private(set) var colors: [UInt8]

  /// 0xRRGGBB.
  typealias Color = UInt32

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    colors = Array(repeating: 255, count: 3 * rows * columns)
  }

  mutating func fill(row: Int, column: Int, rows height: Int, columns width: Int, _ color: Color) {
    for row in max(row, 0)..<max(min(row + height, rows), max(row, 0)) {
      for column in max(column, 0)..<max(min(column + width, columns), max(column, 0)) {
        let at = 3 * (row * columns + column)
        colors[at] = UInt8(color >> 16 & 255)
        colors[at + 1] = UInt8(color >> 8 & 255)
        colors[at + 2] = UInt8(color & 255)
      }
    }
  }

  /// A layer, each node a square of `scale` pixels.
  mutating func draw(_ grid: LayerGrid, _ states: [Int16], row: Int, column: Int, scale: Int) {
    for y in 0..<grid.rows {
      for x in 0..<grid.columns {
        guard let grey = grid.grey(states, row: y, column: x) else { continue }
        fill(
          row: row + y * scale, column: column + x * scale, rows: scale, columns: scale,
          UInt32(grey) * 0x10101)
      }
    }
  }

  mutating func write(
    _ text: String, row: Int, column: Int, scale: Int = 2, _ color: Color = Palette.ink
  ) {
    for (index, letter) in text.enumerated() {
      let left = column + index * PixelFont.advance * scale
      for y in 0..<PixelFont.rows {
        for x in 0..<5 where PixelFont.isSet(letter, row: y, column: x) {
          fill(row: row + y * scale, column: left + x * scale, rows: scale, columns: scale, color)
        }
      }
    }
  }

  static func width(_ text: String, scale: Int = 2) -> Int {
    text.count * PixelFont.advance * scale
  }

  /// A line two pixels thick.
  mutating func line(from: (x: Double, y: Double), to: (x: Double, y: Double), _ color: Color) {
    let steps = max(Int(max(abs(to.x - from.x), abs(to.y - from.y)).rounded(.up)), 1)
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      let x = from.x + (to.x - from.x) * share
      let y = from.y + (to.y - from.y) * share
      fill(row: Int(y.rounded()) - 1, column: Int(x.rounded()) - 1, rows: 2, columns: 2, color)
    }
  }

  public func png() throws(PNGWriteError) -> [UInt8] {
    try pngBytes(rows: rows, columns: columns, colors: colors)
  }
}

/// The colours of all drawings; blue and orange stay apart for the colour-blind.
enum Palette {
  static let ink: UInt32 = 0x222222
  static let faint: UInt32 = 0xBBBBBB
  static let free: UInt32 = 0x0072B2
  static let nudged: UInt32 = 0xD55E00
  static let ground: UInt32 = 0xF3F3F3

  static func of(_ phase: RelaxationTrace.Phase) -> UInt32 { phase == .free ? free : nudged }
  static func css(_ color: UInt32) -> String {
    let digits = String(color, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
