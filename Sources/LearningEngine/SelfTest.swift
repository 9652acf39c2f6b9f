import BoardInterface
import FixedPoint
import Plan

/// The self-test: with every source at one level and every clamp released no current flows, so that
/// every node must stand at that level, whatever the taps.
///
/// It is done at two levels. A node that stands elsewhere at either is diagnosed; see
/// ``diagnose(_:_:_:on:)``.
///
/// Limits: a fixed resistor to ground carries current at any level, so that boards with one cannot
/// be tested, nor a twin board. Where a clamp's node hangs on nothing but another clamp's, either may be named.
extension Engine {
  /// Throws the fault that it finds, if any. The clamps must be released, and are so afterwards.
  public mutating func selfTest<B: Board & ~Copyable>(on board: inout B) throws(BoardFault) {
    if B.mayBeTwin && plan.isTwin || B.isLayered { return }
    let (low, high) = testLevels
    unsafe try measureAtOneLevel(low, on: &board, into: memory.free, step: 0)
    unsafe try measureAtOneLevel(high, on: &board, into: memory.clamped, step: 1)
    var worst = deviation(of: 0, low, high)
    for node in 1..<plan.nodeCount {
      worst = farther(worst, deviation(of: node, low, high))
    }
    guard worst.magnitude > Int64(plan.header.selfTestTolerance) else { return }
    throw try diagnose(worst, low, high, on: &board)
  }

  /// A quarter and three quarters of the range that the examples use, zero included: sources can
  /// reach it, and a range of no width would hide what does not follow.
  static func testLevels(of plan: Plan) -> (low: Int32, high: Int32) {
    if plan.isLayered { return (0, 0) }
    var lowest: Int32 = 0
    var highest: Int32 = 0
    let count = plan.trainCount * plan.samplesPerTrial * plan.sourceCount
    let inputs = unsafe plan.inputs(.train, 0, at: 0)
    for index in 0..<count {
      unsafe lowest = min(lowest, inputs[index])
      unsafe highest = max(highest, inputs[index])
    }
    let span = highest &- lowest
    return (lowest &+ span / 4, highest &- span / 4)
  }

  /// Leaves the clamps released.
  mutating func measureAtOneLevel<B: Board & ~Copyable>(
    _ level: Int32, on board: inout B, into samples: UnsafeMutablePointer<Sample>, step: UInt32,
    clamping: Bool = false
  ) throws(BoardFault) {
    for index in 0..<plan.sourceCount { unsafe memory.levels[index] = Sample(raw: level) }
    try board.begin(Moment(trial: trial, example: step, phase: .selfTest))
    try board.drive(unsafe Span(_unsafeStart: memory.levels, count: plan.sourceCount))
    if clamping {
      for index in 0..<plan.clampCount { unsafe memory.clampLevels[index] = Sample(raw: level) }
      try board.clamp(unsafe Span(_unsafeStart: memory.clampLevels, count: plan.clampCount))
    }
    // Learning may go faster than the network settles; this comparison may not.
    let (settle, overflow) = self.step.settleMicroseconds.multipliedReportingOverflow(by: 20)
    try board.settle(microseconds: overflow ? UInt32.max : settle)
    unsafe try sample(&board, into: samples)
    if clamping { try board.release() }
  }
}
