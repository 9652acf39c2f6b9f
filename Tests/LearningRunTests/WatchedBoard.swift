import BoardInterface
import FixedPoint
import SimulatedBoard

/// What a board was last asked.
enum Asked: Equatable {
  case begin(Moment), drive, clamp, release, settle, sample, turn, safe
}

/// What the test sees and does to a board while a run has it.
final class Watch {
  var calls: [Asked] = []
  /// Throws when it says so.
  var fault: (Asked, Moment) -> BoardFault? = { _, _ in nil }
  /// A notice after every trial.
  var notices: (Moment) -> BoardFault? = { _ in nil }
  /// Fills the calls only where it is wanted: long runs make many.
  var records = true
  var moment = Moment(trial: 0, example: 0, phase: .free)
  var hasNotified = false
}

/// A simulated board under watch.
struct WatchedBoard: Board, ~Copyable {
  var inner: SimulatedBoard
  let watch: Watch

  private func note(_ call: Asked) throws(BoardFault) {
    if watch.records { watch.calls.append(call) }
    if let fault = watch.fault(call, watch.moment) { throw fault }
  }

  mutating func begin(_ moment: Moment) throws(BoardFault) {
    watch.moment = moment
    watch.hasNotified = false
    try note(.begin(moment))
    inner.begin(moment)
  }

  mutating func drive(_ levels: Span<Sample>) throws(BoardFault) {
    try note(.drive)
    inner.drive(levels)
  }

  mutating func clamp(_ levels: Span<Sample>) throws(BoardFault) {
    try note(.clamp)
    inner.clamp(levels)
  }

  mutating func release() throws(BoardFault) {
    try note(.release)
    inner.release()
  }

  mutating func settle(microseconds: UInt32) throws(BoardFault) {
    try note(.settle)
    inner.settle(microseconds: microseconds)
  }

  mutating func sample(into samples: inout MutableSpan<Sample>) throws(BoardFault) {
    try note(.sample)
    inner.sample(into: &samples)
  }

  mutating func turn(_ taps: Span<Int32>) throws(BoardFault) {
    try note(.turn)
    inner.turn(taps)
  }

  mutating func makeSafe() {
    if watch.records { watch.calls.append(.safe) }
    inner.makeSafe()
  }

  mutating func nextNotice() -> BoardFault? {
    if !watch.hasNotified, let notice = watch.notices(watch.moment) {
      watch.hasNotified = true
      return notice
    }
    return inner.nextNotice()
  }

  mutating func nowMicroseconds() -> UInt64 { inner.nowMicroseconds() }
}
