import Calibration
import Foundation

/// How far a calibration is: one line that is drawn anew, on a terminal only.
final class CalibrationDisplay {
  private let terminal: Terminal
  private let isSilent: Bool
  private var lastDrawn = ContinuousClock.now - .seconds(1)
  private var hasDrawn = false

  init(terminal: Terminal, isSilent: Bool) {
    self.terminal = terminal
    self.isSilent = isSilent
  }

  func begin(_ title: String) {
    if !isSilent { try? Output.line("calibrating \(terminal.styled(title, .bold))") }
  }

  func update(_ progress: CalibrationProgress) {
    guard !isSilent, terminal.isInteractive else { return }
    let now = ContinuousClock.now
    guard now - lastDrawn > .milliseconds(80) else { return }
    lastDrawn = now
    hasDrawn = true
    let percent = Int((progress.fraction * 100).rounded())
    let share = progress.fraction > 0 ? "  \(percent) %" : ""
    let text = "\(progress.stage.rawValue)\(share)  \(progress.trials) trials"
    try? Output.write("\r\u{1B}[K" + text.prefix(max(0, terminal.columns - 1)))
  }

  func end() {
    if hasDrawn { try? Output.write("\r\u{1B}[K") }
  }
}
