import BoardInterface
import FixedPoint

/// Writes down what it is asked, and gives the samples that it was told to.
struct RecordingBoard: Board, ~Copyable {
  var given: [Int32]
  var calls: [String] = []
  var levels: [Int32] = []

  init(giving given: [Int32]) { self.given = given }

  mutating func begin(_ moment: Moment) { calls.append("begin \(moment.trial)") }
  mutating func drive(_ levels: Span<Sample>) {
    calls.append("drive")
    self.levels = levels.indices.map { levels[$0].raw }
  }
  mutating func clamp(_ levels: Span<Sample>) {
    calls.append("clamp")
    self.levels = levels.indices.map { levels[$0].raw }
  }
  mutating func release() { calls.append("release") }
  mutating func settle(microseconds: UInt32) { calls.append("settle \(microseconds)") }
  mutating func sample(into samples: inout MutableSpan<Sample>) throws(BoardFault) {
    calls.append("sample")
    if given.isEmpty { throw BoardFault(.busFailed, channel: 3) }
    for index in 0..<samples.count { samples[index] = Sample(raw: given[index]) }
  }
  mutating func turn(_ taps: Span<Int32>) { calls.append("turn \(taps[0])") }
  mutating func makeSafe() { calls.append("makeSafe") }
  mutating func nextNotice() -> BoardFault? { BoardFault(.elementOpen, channel: 7) }
  mutating func nowMicroseconds() -> UInt64 { 42 }
}
