import Curves
import Foundation
import Plan

/// What a run came to; printed at its end.
struct LearnResult {
  var title: String
  var plan: Plan
  var journalPath: String
  var taps: [Int32]
  /// Of this session.
  var trialsNow: UInt64
  var learning: Duration
  var total: Duration
  var isInterrupted: Bool
  /// Since the very beginning.
  var trials: UInt64
}
