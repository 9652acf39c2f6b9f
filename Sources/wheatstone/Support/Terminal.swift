import Foundation

/// What the standard output is, and how wide.
struct Terminal {
  let isInteractive: Bool
  let usesColor: Bool
  let columns: Int

  /// Colours need a terminal and no NO_COLOR (https://no-color.org).
  static let standardOutput = Terminal(descriptor: STDOUT_FILENO)

  static let standardError = Terminal(descriptor: STDERR_FILENO)

  init(descriptor: Int32) {
    let environment = ProcessInfo.processInfo.environment
    isInteractive = isatty(descriptor) == 1 && environment["TERM"] != "dumb"
    let refused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    usesColor = isInteractive && !refused
    var size = winsize()
    let known = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    columns = known ? Int(size.ws_col) : 80
  }

  func styled(_ text: String, _ style: Style) -> String {
    usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  enum Style: Int {
    case bold = 1
    case dim = 2
    case red = 31
    case green = 32
  }
}
