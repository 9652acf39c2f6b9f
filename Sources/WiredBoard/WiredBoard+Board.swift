import BoardInterface
import BusInterface
import FixedPoint
import Wiring

extension WiredBoard: Board where B: ~Copyable {
  public static var mayBeTwin: Bool { false }

  public mutating func begin(_ moment: Moment) throws(BoardFault) {
    guard moment.phase == .free else { return }
    let header = wiring.header
    if header.heartbeatLine != WiringHeader.none {
      heartbeat.toggle()
      work.removeAll()
      work.lines(mask: 1 << UInt64(header.heartbeatLine), values: heartbeat ? .max : 0)
      try runWork()
    }
    if header.verifyEvery > 0, moment.trial > 0, moment.trial % UInt64(header.verifyEvery) == 0 {
      try verifyWipers()
    }
  }

  public mutating func drive(_ levels: Span<Sample>) {
    for index in 0..<min(levels.count, wiring.sourceCount) { setSource(index, levels[index].raw) }
    isPending = true
  }

  public mutating func clamp(_ levels: Span<Sample>) {
    for index in 0..<min(levels.count, wiring.clampCount) { setClamp(index, levels[index].raw) }
    clampsConnected = true
    isPending = true
  }

  public mutating func release() {
    for index in 0..<wiring.clampCount { letGo(index) }
    clampsConnected = false
    isPending = true
  }

  public mutating func settle(microseconds: UInt32) throws(BoardFault) {
    try sendPending()
    settleAgain = microseconds
    bus.pause(microseconds: microseconds)
  }

  public mutating func sample(into samples: inout MutableSpan<Sample>) throws(BoardFault) {
    try sendPending()
    try readNodes(into: &samples)
  }

  public mutating func turn(_ taps: Span<Int32>) throws(BoardFault) { try turnWipers(taps) }

  public mutating func makeSafe() { bringToSafety() }

  public mutating func nextNotice() -> BoardFault? {
    while noticeCursor < wiring.elementCount {
      let index = noticeCursor
      noticeCursor += 1
      if unsafe memory.elementFaults[index] == 1 {
        unsafe memory.elementFaults[index] = 2
        return BoardFault(
          .elementStuck, channel: UInt32(index), detail: unsafe memory.wipers[index])
      }
    }
    return nil
  }

  public mutating func nowMicroseconds() -> UInt64 { bus.nowMicroseconds() }

  private mutating func sendPending() throws(BoardFault) {
    guard isPending else { return }
    try writeOutputs(connecting: clampsConnected)
    isPending = false
  }
}
