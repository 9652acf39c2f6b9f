import Curves

/// The picture of the curve, beside the journal.
struct Picture {
  /// Where it lies; nil where it could not be drawn.
  var path: String?
  /// Why not.
  var excuse: String?

  /// Draws `FILE.svg` for the journal `FILE.journal`. A run without a picture is still a run.
  static func draw(_ curve: LearningCurve) -> Picture {
    let suffix = ".journal"
    let stem =
      curve.file.hasSuffix(suffix) ? String(curve.file.dropLast(suffix.count)) : curve.file
    do {
      try writePicture(of: [curve], as: .svg, to: stem + ".svg")
      return Picture(path: stem + ".svg")
    } catch {
      return Picture(excuse: error.description)
    }
  }
}
