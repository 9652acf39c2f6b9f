import BoardInterface
import FixedPoint
import Wiring

/// Any board, with what calibration found of its sources, clamps and probes put right.
///
/// A level that is asked for becomes the level to ask the board for; a reading becomes what the node
/// has. Everything else is passed on as it is. Where a correction would leave the range that the
/// protocol `Board` or the wiring allows, the nearest end is taken.
@safe
public struct CalibratedBoard<Wrapped: Board & ~Copyable>: Board, ~Copyable {
  public static var mayBeTwin: Bool { Wrapped.mayBeTwin }

  var board: Wrapped
  private let wiring: Wiring
  /// Room for the levels of all sources or of all clamps.
  private let levels: UnsafeMutablePointer<Sample>
  private let levelCount: Int

  /// Levels lie within two full scales, as in a plan.
  private static var levelLimit: Int32 { 1 << 21 }
  private static var sampleLimit: Int32 { 1 << 20 }

  /// Bytes of the block that ``init(_:wiring:block:)`` needs.
  public static func byteCount(for wiring: Wiring) -> Int {
    count(for: wiring) * MemoryLayout<Sample>.stride
  }

  private static func count(for wiring: Wiring) -> Int {
    max(1, max(wiring.sourceCount, wiring.clampCount))
  }

  /// - Parameters:
  ///   - board: what is corrected.
  ///   - wiring: a wiring with corrections, of which the bytes stay readable; without any
  ///     corrections every call is passed on.
  ///   - block: `byteCount(for:)` bytes, aligned to 8, that nobody else uses.
  public init(_ board: consuming Wrapped, wiring: Wiring, block: UnsafeMutableRawPointer) {
    self.board = board
    self.wiring = wiring
    levelCount = Self.count(for: wiring)
    unsafe levels = block.bindMemory(to: Sample.self, capacity: levelCount)
    unsafe levels.initialize(repeating: .zero, count: levelCount)
  }

  /// Lends the board, for what only its owner knows how to ask; nothing of it is corrected.
  public mutating func withBoard<Result>(_ body: (inout Wrapped) -> Result) -> Result {
    body(&board)
  }

  public mutating func begin(_ moment: Moment) throws(BoardFault) { try board.begin(moment) }

  public mutating func drive(_ levels: Span<Sample>) throws(BoardFault) {
    guard wiring.isCorrected else { return try board.drive(levels) }
    let count = min(levels.count, wiring.sourceCount)
    for index in 0..<count {
      unsafe self.levels[index] = Self.level(levels[index], wiring.sourceCorrection(index))
    }
    try board.drive(unsafe Span(_unsafeStart: self.levels, count: count))
  }

  public mutating func clamp(_ levels: Span<Sample>) throws(BoardFault) {
    guard wiring.isCorrected else { return try board.clamp(levels) }
    let count = min(levels.count, wiring.clampCount)
    for index in 0..<count {
      unsafe self.levels[index] = Self.level(levels[index], wiring.clampCorrection(index))
    }
    try board.clamp(unsafe Span(_unsafeStart: self.levels, count: count))
  }

  public mutating func release() throws(BoardFault) { try board.release() }

  public mutating func settle(microseconds: UInt32) throws(BoardFault) {
    try board.settle(microseconds: microseconds)
  }

  public mutating func sample(into samples: inout MutableSpan<Sample>) throws(BoardFault) {
    try board.sample(into: &samples)
    guard wiring.isCorrected else { return }
    for node in 0..<min(samples.count, wiring.nodeCount) {
      let raw = wiring.probeCorrection(node).corrected(samples[node].raw)
      samples[node] = Sample(raw: Self.bounded(raw, Self.sampleLimit))
    }
  }

  public mutating func turn(_ taps: Span<Int32>) throws(BoardFault) { try board.turn(taps) }

  public mutating func makeSafe() { board.makeSafe() }

  public mutating func nextNotice() -> BoardFault? { board.nextNotice() }

  public mutating func nowMicroseconds() -> UInt64 { board.nowMicroseconds() }

  @inline(__always)
  private static func level(_ level: Sample, _ correction: WiringCorrection) -> Sample {
    let asked = bounded(level.raw, levelLimit)
    return Sample(raw: bounded(correction.corrected(asked), levelLimit))
  }

  @inline(__always)
  private static func bounded(_ raw: Int32, _ limit: Int32) -> Int32 {
    if raw < 0 &- limit { return 0 &- limit }
    return raw > limit ? limit : raw
  }
}
