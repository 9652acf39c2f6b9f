import Plan

/// When something other than a trial is due; one comparison per trial tells that nothing is.
struct Agenda: BitwiseCopyable, Sendable {
  private let header: PlanHeader
  /// The next trial count at which anything is due.
  private(set) var next: UInt64 = 0

  init(_ header: PlanHeader, after trial: UInt64) {
    self.header = header
    advance(past: trial)
  }

  mutating func advance(past trial: UInt64) {
    next = UInt64.max
    schedule(header.recordEvery, past: trial)
    schedule(header.evaluateEvery, past: trial)
    schedule(header.checkpointEvery, past: trial)
    schedule(header.selfTestEvery, past: trial)
  }

  private mutating func schedule(_ interval: UInt32, past trial: UInt64) {
    guard interval > 0 else { return }
    next = min(next, (trial / UInt64(interval) + 1) * UInt64(interval))
  }

  func isRecordDue(_ trial: UInt64) -> Bool { isDue(header.recordEvery, trial) }
  func isEvaluationDue(_ trial: UInt64) -> Bool { isDue(header.evaluateEvery, trial) }
  func isCheckpointDue(_ trial: UInt64) -> Bool { isDue(header.checkpointEvery, trial) }
  func isSelfTestDue(_ trial: UInt64) -> Bool { isDue(header.selfTestEvery, trial) }

  private func isDue(_ interval: UInt32, _ trial: UInt64) -> Bool {
    interval > 0 && trial % UInt64(interval) == 0
  }
}
