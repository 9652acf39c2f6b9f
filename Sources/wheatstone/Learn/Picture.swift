import Curves

/// The picture of the curve, beside the journal.
struct Picture {
  /// Where it lies; nil where it could not be drawn.
  var path: String?
  /// Why not.
  var excuse: String?

  static func draw(journal: String) -> Picture {
    Picture()
  }
}
