import Foundation
import Reproduction
import Synchronization

/// A bar with the time left on a terminal; elsewhere a line for every twentieth.
final class ReproduceDisplay: Sendable {
  private let terminal: Terminal
  private let isSilent: Bool
  private let last = Mutex((time: ContinuousClock.Instant?.none, twentieth: 0))

  init(terminal: Terminal, isSilent: Bool) {
    self.terminal = terminal
    self.isSilent = isSilent
  }

  func show(_ state: ReproductionProgress.State) {
    guard !isSilent else { return }
    let isDue = last.withLock { last in
      if terminal.isInteractive {
        if let time = last.time, ContinuousClock.now - time < .milliseconds(100) { return false }
        last.time = .now
        return true
      }
      let twentieth = Int(state.share * 20)
      guard twentieth > last.twentieth else { return false }
      last.twentieth = twentieth
      return true
    }
    if isDue { write(text(state), share: state.share) }
  }

  func end() {
    if terminal.isInteractive, !isSilent { Failure.reportRaw("\r\u{1B}[K") }
  }

  private func text(_ state: ReproductionProgress.State) -> String {
    let percent = "\(Int(state.share * 100)) %"
    let left = state.secondsLeft.map { ", \(Self.time($0)) left" } ?? ""
    let names = state.running.prefix(3).joined(separator: " ")
    return "\(percent)  \(state.done) of \(state.total) runs\(left)  \(names)"
  }

  private static func time(_ seconds: Double) -> String {
    let all = Int(min(seconds, 1e6).rounded(.up))
    return all < 90 ? "\(all) s" : "\((all + 59) / 60) min"
  }

  /// On a terminal behind a bar.
  private func write(_ text: String, share: Double) {
    guard terminal.isInteractive else { return Failure.report(text) }
    let room = max(0, min(24, terminal.columns - text.count - 2))
    let full = Int((min(share, 1) * Double(room)).rounded(.down))
    let bar =
      room < 6
      ? ""
      : terminal.styled(String(repeating: "█", count: full), .green)
        + terminal.styled(String(repeating: "░", count: room - full), .dim) + " "
    Failure.reportRaw("\r\u{1B}[K" + bar + text.prefix(max(terminal.columns - 1, 0)))
  }
}
