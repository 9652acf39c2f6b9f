import BoardInterface
import FixedPoint
import Plan

/// How far a node is out in the self-test, at the level where it is farther.
struct Deviation {
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

extension Engine {
  func farther(_ a: Deviation, _ b: Deviation) -> Deviation {
    b.magnitude > a.magnitude ? b : a
  }

  /// After the measurements at both levels: low in the free samples, high in the clamped.
  func deviation(of node: Int, _ low: Int32, _ high: Int32) -> Deviation {
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

  /// The fault behind a node that is out. With the clamps connected at the sources' level as well,
  /// a clamp that was holding its node holds it right, so that all is well. Else a source is off if
  /// the farthest reading follows the sources at a distance; and if it does not, its probe is
  /// broken. A probe that reads wrong by a constant is called stuck.
  mutating func diagnose<B: Board & ~Copyable>(
    _ worst: Deviation, _ low: Int32, _ high: Int32, on board: inout B
  ) throws(BoardFault) -> BoardFault {
    // Both before the third measurement takes the place of the first.
    let source = worstSource(low, high)
    let clamp = worstClamp(low, high)
    if let clamp {
      unsafe try measureAtOneLevel(
        worst.level, on: &board, into: memory.free, step: 2, clamping: true)
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
