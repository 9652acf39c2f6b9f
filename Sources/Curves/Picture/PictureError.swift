/// Why a picture could not be made, in one sentence.
public enum PictureError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no curve with a point in it.
  case nothingToDraw
  /// The plotting program is nowhere in PATH.
  case gnuplotMissing
  /// It did not end in time.
  case gnuplotTimedOut(seconds: Double)
  /// It ended with an error; what it said last.
  case gnuplotFailed(status: Int32, message: String)
  /// The file cannot be written: its path, and why.
  case fileNotWritten(file: String, reason: String)

  public var description: String {
    switch self {
    case .nothingToDraw:
      "there is nothing to draw: no journal has a record of learning or an evaluation yet; let the "
        + "run go on for a while"
    case .gnuplotMissing:
      "pictures are drawn by gnuplot, which is not in PATH; install it (Debian and Ubuntu: "
        + "apt-get install -y --no-install-recommends gnuplot-nox; Fedora: dnf install gnuplot; "
        + "macOS: brew install gnuplot)"
    case .gnuplotTimedOut(let seconds):
      "gnuplot did not end within \(seconds) s and was stopped; try again when the machine is less "
        + "busy"
    case .gnuplotFailed(let status, let message):
      "gnuplot ended with status \(status)\(message.isEmpty ? "" : ": " + message); check that "
        + "this gnuplot has the terminals svg and pngcairo (gnuplot -e 'set terminal')"
    case .fileNotWritten(let file, let reason):
      "\(printable(file)): the picture cannot be written\(reason); name another file"
    }
  }
}
