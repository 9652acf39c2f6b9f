import BoardFile
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
    // Another file of that name may be somebody's; one of a picture of ours is replaced.
    let taken = FileStore.bytes(ofFile: stem + ".svg", limit: 4_096).map { start in
      !String(decoding: start, as: UTF8.self).contains("<title>Gnuplot</title>")
    }
    let path = taken == true ? curve.file + ".svg" : stem + ".svg"
    do {
      try writePicture(of: [curve], as: .svg, to: path)
      return Picture(path: path)
    } catch {
      return Picture(excuse: error.description)
    }
  }

  /// Whether a file is a journal or a plan: both begin with the same five letters.
  static func isOurs(_ file: String) -> Bool {
    FileStore.bytes(ofFile: file, limit: 8)?.starts(with: Array("WHTST".utf8)) ?? false
  }
}
