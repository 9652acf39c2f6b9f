/// A picture in greys: 0 is black, 255 white.
public struct GreyImage: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Row by row; as many as rows x columns.
  public private(set) var pixels: [UInt8]

  /// Nil where there are not as many pixels as rows x columns, or none.
  public init?(rows: Int, columns: Int, pixels: [UInt8]) {
    guard rows > 0, columns > 0,
      rows.multipliedReportingOverflow(by: columns) == (pixels.count, false)
    else { return nil }
    self.rows = rows
    self.columns = columns
    self.pixels = pixels
  }

  private init(unchecked pixels: [UInt8], rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    self.pixels = pixels
  }

  /// Each pixel's grey by `grey(row, column)`; sizes of 0 and below are taken for 1.
  public init(rows: Int, columns: Int, grey: (_ row: Int, _ column: Int) -> UInt8) {
    let (rows, columns) = (max(rows, 1), max(columns, 1))
    let pixels = (0..<rows * columns).map { grey($0 / columns, $0 % columns) }
    self.init(unchecked: pixels, rows: rows, columns: columns)
  }

  public subscript(row: Int, column: Int) -> UInt8 { pixels[row * columns + column] }

  /// White for black.
  public var inverted: GreyImage {
    GreyImage(unchecked: pixels.map { 255 - $0 }, rows: rows, columns: columns)
  }

  /// What a digital network takes: 256ths of 1, as states of 2^-15.
  public var levels: [Int16] { pixels.map { Int16($0) << 7 } }

  /// `28 x 28`, rows first.
  public var sizeText: String { "\(rows) x \(columns)" }
}
