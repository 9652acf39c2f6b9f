import BoardInterface
import FixedPoint

/// What an engine asked of a board.
enum Call: Equatable {
  case begin(Moment)
  case drive([Int32])
  case clamp([Int32])
  case release
  case settle(UInt32)
  case sample
  case turn([Int32])
  case safe
}

/// A board whose nodes say what the test wants, and that remembers what it was asked.
final class ScriptedBoard: Board {
  var calls: [Call] = []
  /// Off in long runs.
  var records = true
  var moment = Moment(trial: 0, example: 0, phase: .free)
  /// Samples taken since the moment began.
  var samplesTaken = 0
  var levels: [Int32] = []
  var clampLevels: [Int32]?
  var taps: [Int32] = []
  /// Thrown at the call of this number, counted from 0.
  var failing: (call: Int, fault: BoardFault)?
  private var callCount = 0
  /// The raw samples of all nodes, as of now.
  private let answer: (ScriptedBoard) -> [Int32]

  init(_ answer: @escaping (ScriptedBoard) -> [Int32]) {
    self.answer = answer
  }

  /// Every reading the same.
  convenience init(constant samples: [Int32]) {
    self.init { _ in samples }
  }

  private func note(_ call: Call) throws(BoardFault) {
    if records { calls.append(call) }
    let number = callCount
    callCount += 1
    if let failing, failing.call == number { throw failing.fault }
  }

  func begin(_ moment: Moment) throws(BoardFault) {
    self.moment = moment
    samplesTaken = 0
    try note(.begin(moment))
  }

  func drive(_ levels: Span<Sample>) throws(BoardFault) {
    self.levels = levels.indices.map { levels[$0].raw }
    try note(.drive(self.levels))
  }

  func clamp(_ levels: Span<Sample>) throws(BoardFault) {
    let raw = levels.indices.map { levels[$0].raw }
    clampLevels = raw
    try note(.clamp(raw))
  }

  func release() throws(BoardFault) {
    clampLevels = nil
    try note(.release)
  }

  func settle(microseconds: UInt32) throws(BoardFault) { try note(.settle(microseconds)) }

  func sample(into samples: inout MutableSpan<Sample>) throws(BoardFault) {
    try note(.sample)
    let values = answer(self)
    samplesTaken += 1
    for index in samples.indices { samples[index] = Sample(raw: values[index]) }
  }

  func turn(_ taps: Span<Int32>) throws(BoardFault) {
    self.taps = taps.indices.map { taps[$0] }
    try note(.turn(self.taps))
  }

  func makeSafe() { if records { calls.append(.safe) } }
  func nextNotice() -> BoardFault? { nil }
  func nowMicroseconds() -> UInt64 { 0 }

  var clampCalls: [[Int32]] {
    calls.compactMap { if case .clamp(let levels) = $0 { levels } else { nil } }
  }
}
