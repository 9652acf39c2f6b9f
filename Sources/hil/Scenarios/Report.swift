import Foundation

/// What was found, line by line; counts what failed.
final class Report {
  private(set) var passed = 0
  private(set) var failed = 0
  private let started = Date()

  func check(_ isTrue: Bool, _ what: String, _ detail: @autoclosure () -> String = "") {
    if isTrue { passed += 1 } else { failed += 1 }
    let detail = detail()
    say((isTrue ? "pass  " : "FAIL  ") + what + (detail.isEmpty ? "" : ": " + detail))
  }

  func say(_ text: String) {
    let seconds = String(format: "%6.1f s  ", Date().timeIntervalSince(started))
    FileHandle.standardOutput.write(Data((seconds + text + "\n").utf8))
  }
}
