/// Colours that stay apart for the colour-blind (Okabe and Ito, "Color Universal Design", 2008),
/// and the strokes made of them.
enum PictureStyle {
  static let error = "#0072B2"
  static let errorLight = "#8CC4E6"
  static let accuracy = "#D55E00"
  static let grey = "#666666"
  static let mark = "#444444"
  static let lightGrey = "#DDDDDD"

  /// One for each journal of an overlay, again and again.
  static let journals = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000",
  ]

  static func running(_ color: String) -> String { "with lines lc rgb '\(color)' lw 1" }

  /// What is known is dashed with open points, what is unseen solid with filled ones.
  /// `shape`: of the points, for journals beyond the number of colours.
  static func train(_ color: String, points: Int, shape: Int = 0) -> String {
    "with linespoints lc rgb '\(color)' lw 1.4 dt (14,7) pt \(shapes[shape % shapes.count] - 1)"
      + " ps 0.55 pi \(interval(points))"
  }

  static func test(_ color: String, points: Int, shape: Int = 0) -> String {
    "with linespoints lc rgb '\(color)' lw 2.2 pt \(shapes[shape % shapes.count])"
      + " ps 0.6 pi \(interval(points))"
  }

  /// Filled circle, triangle, diamond and square; the open ones come one before each.
  private static let shapes = [7, 9, 13, 5]

  /// Marks on at most some forty points.
  private static func interval(_ points: Int) -> Int { max(1, points / 40) }
}
