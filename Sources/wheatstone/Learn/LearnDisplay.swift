import Curves
import Foundation

/// What is shown while a run goes on.
protocol LearnDisplay {
  /// Whether nobody can see it any more.
  var hasFailed: Bool { get }
  func begin(_ progress: LearnProgress)
  func update(_ progress: LearnProgress)
  func end(_ progress: LearnProgress)
  /// A line that stays.
  func keep(_ line: String)
}

/// For --json.
struct SilentDisplay: LearnDisplay {
  var hasFailed: Bool { false }
  func begin(_ progress: LearnProgress) {}
  func update(_ progress: LearnProgress) {}
  func end(_ progress: LearnProgress) {}
  func keep(_ line: String) {}
}

/// On a terminal one line that is drawn anew; elsewhere a plain line for every tenth of the run.
final class TextDisplay: LearnDisplay {
  private(set) var hasFailed = false
  private let terminal: Terminal
  private let title: String
  private var lastDrawn = Duration.zero
  private var nextTenth = 1
  /// Lines that stay say enough where nothing can be drawn anew.
  private var keepsLines = false

  init(terminal: Terminal, title: String) {
    self.terminal = terminal
    self.title = title
  }

  func begin(_ progress: LearnProgress) {
    write("learning \(terminal.styled(title, .bold))\n")
    nextTenth = Int(progress.fraction * 10) + 1
    if progress.first > 0 { write("going on from trial \(progress.first)\n") }
  }

  func update(_ progress: LearnProgress) {
    if terminal.isInteractive {
      guard progress.elapsed - lastDrawn > .milliseconds(80) else { return }
      lastDrawn = progress.elapsed
      draw(progress)
    } else if !keepsLines, progress.fraction * 10 >= Double(nextTenth) {
      nextTenth = Int(progress.fraction * 10) + 1
      write(figures(progress) + "\n")
    }
  }

  func end(_ progress: LearnProgress) {
    if terminal.isInteractive {
      draw(progress)
      write("\n")
    }
  }

  func keep(_ line: String) {
    keepsLines = true
    write(terminal.isInteractive ? "\r\u{1B}[K\(line)\n" : line + "\n")
  }

  private func draw(_ progress: LearnProgress) {
    let text = figures(progress)
    let room = max(0, min(30, terminal.columns - text.count - 2))
    let full = Int((progress.fraction * Double(room)).rounded(.down))
    let bar =
      terminal.styled(String(repeating: "█", count: full), .green)
      + terminal.styled(String(repeating: "░", count: room - full), .dim)
    // On a narrow terminal the figures, as many as fit: a line that wraps cannot be drawn over.
    let shown = text.prefix(max(0, terminal.columns - 1))
    write("\r\u{1B}[K" + (room >= 5 ? "\(bar) \(text)" : String(shown)))
  }

  private func figures(_ progress: LearnProgress) -> String {
    var parts = ["\(progress.trial) of \(progress.total) trials"]
    if let error = progress.errorText { parts.append("error \(error)") }
    if let accuracy = progress.accuracy { parts.append("right \(percent(accuracy))") }
    parts.append("\(Readable.rate(progress.trialsPerSecond)) trials/s")
    return parts.joined(separator: "  ")
  }

  private func write(_ text: String) {
    guard !hasFailed else { return }
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      hasFailed = true
    }
  }
}

/// Numbers as people read them.
enum Readable {
  static func rate(_ perSecond: Double) -> String {
    if perSecond >= 1e6 { return decimal(perSecond / 1e6, 2) + " M" }
    if perSecond >= 1e4 { return decimal(perSecond / 1e3, 0) + " k" }
    return decimal(perSecond, 0)
  }

  static func decimal(_ value: Double, _ digits: Int) -> String {
    value.formatted(
      .number.precision(.fractionLength(digits)).grouping(.never)
        .locale(Locale(identifier: "en_US_POSIX")))
  }
}
