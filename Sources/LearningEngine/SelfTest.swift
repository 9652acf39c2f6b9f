import BoardInterface
import FixedPoint
import Plan

/// The self-test: with every source at one level and every clamp released no current flows, so every
/// node must stand at that level, whatever the taps.
///
/// It is done at two levels. One wrong node, whose reading does not follow the sources, is a probe's
/// fault or that of a clamp which still holds: connecting the clamps elsewhere tells which. A reading
/// that follows the sources at a distance is a source's fault.
extension Engine {
  /// Throws the fault that it finds, if any.
  public mutating func selfTest<B: Board & ~Copyable>(on board: inout B) throws(BoardFault) {
    let (low, high) = testLevels()
    unsafe try measureAtOneLevel(low, on: &board, into: memory.free, step: 0)
    unsafe try measureAtOneLevel(high, on: &board, into: memory.clamped, step: 1)
    let worstLow = unsafe worstNode(memory.free, level: low)
    let worstHigh = unsafe worstNode(memory.clamped, level: high)
    let tolerance = Int64(plan.header.selfTestTolerance)
    guard worstLow.deviation > tolerance || worstHigh.deviation > tolerance else { return }
    let node = worstLow.deviation > worstHigh.deviation ? worstLow.node : worstHigh.node
    throw try diagnose(node: node, low: low, high: high, on: &board)
  }

  /// A quarter and three quarters of the range that the examples use.
  private func testLevels() -> (low: Int32, high: Int32) {
    var lowest = Int32.max
    var highest = Int32.min
    let count = plan.trainCount * plan.samplesPerTrial * plan.sourceCount
    let inputs = unsafe plan.inputs(.train, 0, at: 0)
    for index in 0..<count {
      unsafe lowest = min(lowest, inputs[index])
      unsafe highest = max(highest, inputs[index])
    }
    let span = highest &- lowest
    return (lowest &+ span / 4, highest &- span / 4)
  }

  private mutating func measureAtOneLevel<B: Board & ~Copyable>(
    _ level: Int32, on board: inout B, into samples: UnsafeMutablePointer<Sample>, step: UInt32
  ) throws(BoardFault) {
    for index in 0..<plan.sourceCount { unsafe memory.testLevels[index] = Sample(raw: level) }
    try board.begin(Moment(trial: trial, example: step, phase: .selfTest))
    try board.drive(unsafe Span(_unsafeStart: memory.testLevels, count: plan.sourceCount))
    try board.settle(microseconds: self.step.settleMicroseconds)
    unsafe try sample(&board, into: samples)
  }

  private func worstNode(
    _ samples: UnsafeMutablePointer<Sample>, level: Int32
  ) -> (node: Int, deviation: Int64) {
    var worst = (node: 0, deviation: Int64(0))
    for node in 0..<plan.nodeCount {
      let difference = unsafe Int64(samples[node].raw) &- Int64(level)
      let deviation = difference < 0 ? 0 &- difference : difference
      if deviation > worst.deviation { worst = (node, deviation) }
    }
    return worst
  }

  private mutating func diagnose<B: Board & ~Copyable>(
    node: Int, low: Int32, high: Int32, on board: inout B
  ) throws(BoardFault) -> BoardFault {
    let atLow = unsafe memory.free[node].raw
    let atHigh = unsafe memory.clamped[node].raw
    // Half of the way is more than noise and tolerances, and less than a source that is off but lives.
    let follows = Int64(atHigh) &- Int64(atLow) > (Int64(high) &- Int64(low)) / 2
    if follows, let source = source(on: node) {
      return BoardFault(.sourceOff, channel: UInt32(source), detail: atHigh &- high)
    }
    if let clamp = clamp(on: node), try followsClamp(node, at: low, on: &board) {
      return BoardFault(.clampStuck, channel: UInt32(clamp), detail: atHigh &- high)
    }
    let tolerance = Int32(truncatingIfNeeded: plan.header.selfTestTolerance)
    let kind: BoardFault.Kind =
      if atLow >= (1 << 20) &- tolerance || atLow <= -(1 << 20) &+ tolerance {
        .probeSaturated
      } else if atHigh <= tolerance, atHigh >= 0 &- tolerance {
        .probeDisconnected
      } else {
        .probeStuck
      }
    return BoardFault(kind, channel: UInt32(node), detail: atHigh)
  }

  /// Whether the node's probe sees its clamp, with the sources still at the high level.
  private mutating func followsClamp<B: Board & ~Copyable>(
    _ node: Int, at level: Int32, on board: inout B
  ) throws(BoardFault) -> Bool {
    let before = unsafe memory.clamped[node].raw
    // Clamp to whichever test level lies farther from what the probe says.
    let target = before > level ? 0 : level
    for index in 0..<plan.clampCount {
      unsafe memory.clampLevels[index] = Sample(raw: target)
    }
    try board.clamp(unsafe Span(_unsafeStart: memory.clampLevels, count: plan.clampCount))
    try board.settle(microseconds: step.settleMicroseconds)
    unsafe try sample(&board, into: memory.clamped)
    try board.release()
    let after = unsafe memory.clamped[node].raw
    let moved = Int64(after) &- Int64(before)
    let asked = Int64(target) &- Int64(before)
    return asked < 0 ? moved < asked / 2 : moved > asked / 2
  }

  private func source(on node: Int) -> Int? {
    for index in 0..<plan.sourceCount where Int(plan.source(index).node) == node { return index }
    return nil
  }

  private func clamp(on node: Int) -> Int? {
    for index in 0..<plan.clampCount where Int(plan.clampNode(index)) == node { return index }
    return nil
  }
}
