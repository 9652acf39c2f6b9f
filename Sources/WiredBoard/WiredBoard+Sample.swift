import BoardInterface
import BusInterface
import FixedPoint
import Parts
import Plan
import Wiring

extension WiredBoard where B: ~Copyable {
  /// One scan of every node. An answer that cannot be a conversion is asked for once more, and so
  /// is a driven node that is not where its source was asked to bring it.
  mutating func readNodes(into samples: inout MutableSpan<Sample>) throws(BoardFault) {
    try runScan()
    if let silent = decode(into: &samples) {
      try runScan()
      if decode(into: &samples) != nil {
        let channel = wiring.probe(silent)
        throw BoardFault(
          .chipSilent, channel: UInt32(channel.chip), detail: Int32(channel.channel) + 1)
      }
    }
    guard wiring.header.watchTolerance > 0, straySource(samples) != nil else { return }
    try writeOutputs(connecting: clampsConnected)
    bus.pause(microseconds: settleAgain)
    try runScan()
    _ = decode(into: &samples)
    guard let index = straySource(samples) else { return }
    let node = Int(plan.source(index).node)
    let deviation = samples[node].raw &- (unsafe memory.sourceLevels[index])
    throw BoardFault(.sourceOff, channel: UInt32(index), detail: deviation)
  }

  /// A source whose node is not where it was asked to be.
  private func straySource(_ samples: borrowing MutableSpan<Sample>) -> Int? {
    let tolerance = Int32(truncatingIfNeeded: wiring.header.watchTolerance)
    for index in 0..<wiring.sourceCount {
      let asked = unsafe memory.sourceLevels[index]
      let difference = samples[Int(plan.source(index).node)].raw &- asked
      if difference > tolerance || difference < 0 &- tolerance { return index }
    }
    return nil
  }
}
