import BoardInterface
import FixedPoint
import Plan

/// The self-test: with every source at one level and every clamp released no current flows, so every
/// node must stand at that level, whatever the taps.
///
/// It is done at two levels. Where a node stands elsewhere, the clamps are connected at the level as
/// well: if that puts everything right, a clamp was holding its node. Else a source is off if the
/// reading that is farthest out follows the sources at a distance; and if it does not, its probe is
/// broken.
///
/// Limits: a fixed resistor to ground carries current at any level, so that boards with one cannot be
/// tested. A clamp that hangs on another clamp's node alone reads as that one, and the first of the two
/// is named. A probe that reads wrong by a constant is called stuck.
extension Engine {
  /// Throws the fault that it finds, if any. The clamps must be released, and are so afterwards.
  public mutating func selfTest<B: Board & ~Copyable>(on board: inout B) throws(BoardFault) {
    let (low, high) = testLevels()
    unsafe try measureAtOneLevel(low, on: &board, into: memory.free, step: 0)
    unsafe try measureAtOneLevel(high, on: &board, into: memory.clamped, step: 1)
    var worst = deviation(of: 0, low, high)
    for node in 1..<plan.nodeCount {
      worst = farther(worst, deviation(of: node, low, high))
    }
    guard worst.magnitude > Int64(plan.header.selfTestTolerance) else { return }
    throw try diagnose(worst, low, high, on: &board)
  }

  /// How far a node is out, at the level where it is farther.
  private struct Deviation {
    var node: Int
    var level: Int32
    /// Signed; raw sample.
    var value: Int32
    var atLow: Int32
    var atHigh: Int32
    /// Whether it goes more than half of the way that the sources go: more than noise and
    /// tolerances, and less than a source that is off but lives.
    var follows: Bool
    var magnitude: Int64 { value < 0 ? 0 &- Int64(value) : Int64(value) }
  }

  private func farther(_ a: Deviation, _ b: Deviation) -> Deviation {
    b.magnitude > a.magnitude ? b : a
  }

  private func deviation(of node: Int, _ low: Int32, _ high: Int32) -> Deviation {
    let atLow = unsafe memory.free[node].raw
    let atHigh = unsafe memory.clamped[node].raw
    let follows = Int64(atHigh) &- Int64(atLow) > (Int64(high) &- Int64(low)) / 2
    return farther(
      Deviation(
        node: node, level: low, value: atLow &- low, atLow: atLow, atHigh: atHigh,
        follows: follows),
      Deviation(
        node: node, level: high, value: atHigh &- high, atLow: atLow, atHigh: atHigh,
        follows: follows))
  }

  /// A quarter and three quarters of the range that the examples use, zero included: sources can reach
  /// it, and a range of no width would hide what does not follow.
  private func testLevels() -> (low: Int32, high: Int32) {
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

  private mutating func measureAtOneLevel<B: Board & ~Copyable>(
    _ level: Int32, on board: inout B, into samples: UnsafeMutablePointer<Sample>, step: UInt32,
    clamping: Bool = false
  ) throws(BoardFault) {
    for index in 0..<plan.sourceCount { unsafe memory.testLevels[index] = Sample(raw: level) }
    try board.begin(Moment(trial: trial, example: step, phase: .selfTest))
    try board.drive(unsafe Span(_unsafeStart: memory.testLevels, count: plan.sourceCount))
    if clamping {
      for index in 0..<plan.clampCount { unsafe memory.clampLevels[index] = Sample(raw: level) }
      try board.clamp(unsafe Span(_unsafeStart: memory.clampLevels, count: plan.clampCount))
    }
    try board.settle(microseconds: self.step.settleMicroseconds)
    unsafe try sample(&board, into: samples)
    if clamping { try board.release() }
  }

  private mutating func diagnose<B: Board & ~Copyable>(
    _ worst: Deviation, _ low: Int32, _ high: Int32, on board: inout B
  ) throws(BoardFault) -> BoardFault {
    // Both before the third measurement takes the place of the first.
    let source = worstSource(low, high)
    let clamp = worstClamp(low, high)
    if let clamp {
      unsafe try measureAtOneLevel(worst.level, on: &board, into: memory.free, step: 2, clamping: true)
      if isEveryNode(at: worst.level) {
        return BoardFault(.clampStuck, channel: clamp.channel, detail: clamp.deviation.value)
      }
    }
    if worst.follows, let source {
      return BoardFault(.sourceOff, channel: source.channel, detail: source.deviation.value)
    }
    let tolerance = Int32(truncatingIfNeeded: plan.header.selfTestTolerance)
    let one: Int32 = 1 << 20
    let kind: BoardFault.Kind =
      if worst.atLow >= one &- tolerance || worst.atLow <= tolerance &- one {
        .probeSaturated
      } else if worst.atHigh <= tolerance, worst.atHigh >= 0 &- tolerance {
        .probeDisconnected
      } else {
        .probeStuck
      }
    return BoardFault(kind, channel: UInt32(worst.node), detail: worst.atHigh)
  }

  /// Whether every node stands at the level, after a measurement into the free samples.
  private func isEveryNode(at level: Int32) -> Bool {
    let tolerance = Int64(plan.header.selfTestTolerance)
    for node in 0..<plan.nodeCount {
      let difference = unsafe Int64(memory.free[node].raw) &- Int64(level)
      if difference > tolerance || difference < 0 &- tolerance { return false }
    }
    return true
  }

  private struct Channel {
    var channel: UInt32
    var deviation: Deviation
  }

  /// Of the sources whose nodes follow at a distance, the farthest; nil where all are right.
  private func worstSource(_ low: Int32, _ high: Int32) -> Channel? {
    var worst: Channel?
    for index in 0..<plan.sourceCount {
      let found = deviation(of: Int(plan.source(index).node), low, high)
      if found.follows { keepFarther(index, found, &worst) }
    }
    return worst
  }

  /// Of the clamps whose nodes are out, the farthest; nil where all are right.
  private func worstClamp(_ low: Int32, _ high: Int32) -> Channel? {
    var worst: Channel?
    for index in 0..<plan.clampCount {
      keepFarther(index, deviation(of: Int(plan.clampNode(index)), low, high), &worst)
    }
    return worst
  }

  private func keepFarther(_ index: Int, _ found: Deviation, _ worst: inout Channel?) {
    let least = worst?.deviation.magnitude ?? Int64(plan.header.selfTestTolerance)
    if found.magnitude > least {
      worst = Channel(channel: UInt32(truncatingIfNeeded: index), deviation: found)
    }
  }
}
