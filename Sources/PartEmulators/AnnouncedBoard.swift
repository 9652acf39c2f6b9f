public import BoardInterface

/// A board of emulated chips that is told what comes next, which no chip can be: the simulation
/// behind them draws its noise and its faults from it.
public struct AnnouncedBoard<B: Board & ~Copyable>: Board, ~Copyable {
  private var board: B
  private let bench: EmulatedBench
  private let meter: TrialMeter?

  public init(_ board: consuming B, bench: EmulatedBench, meter: TrialMeter? = nil) {
    self.board = board
    self.bench = bench
    self.meter = meter
  }

  public mutating func begin(_ moment: Moment) throws(BoardFault) {
    bench.begin(moment)
    meter?.begin(moment)
    try board.begin(moment)
  }

  public mutating func drive(_ levels: Span<Sample>) throws(BoardFault) { try board.drive(levels) }
  public mutating func clamp(_ levels: Span<Sample>) throws(BoardFault) { try board.clamp(levels) }
  public mutating func release() throws(BoardFault) { try board.release() }
  public mutating func settle(microseconds: UInt32) throws(BoardFault) {
    meter?.settle(microseconds: microseconds)
    try board.settle(microseconds: microseconds)
  }
  public mutating func sample(into samples: inout MutableSpan<Sample>) throws(BoardFault) {
    try board.sample(into: &samples)
  }
  public mutating func turn(_ taps: Span<Int32>) throws(BoardFault) { try board.turn(taps) }
  public mutating func makeSafe() {
    meter?.close()
    board.makeSafe()
  }
  public mutating func nextNotice() -> BoardFault? { board.nextNotice() ?? bench.nextNotice() }
  public mutating func nowMicroseconds() -> UInt64 { board.nowMicroseconds() }
}
