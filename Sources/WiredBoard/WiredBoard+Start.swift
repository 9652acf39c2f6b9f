import BoardInterface
import BusInterface
import Parts
import Wiring

extension WiredBoard where B: ~Copyable {
  /// Brings every chip from whatever state it is in to readiness: sources at their safe levels,
  /// clamps off, wipers homed where their position cannot be read. The first turn arms the network.
  public mutating func start() throws(BoardFault) {
    for chip in 0..<wiring.chipCount {
      let place = place(chip)
      let part = wiring.part(chip)
      work.removeAll()
      PartDriver.setUp(part, place, &work)
      try runWorkKeeping()
      guard PartDriver.isSetUp(part, place, work, from: 0) else {
        throw BoardFault(.chipSilent, channel: UInt32(chip))
      }
    }
    work.removeAll()
    setSafeLevels()
    try writeOutputs(connecting: false)
    try homeWipers()
    writeScan()
  }

  /// Parts without read-back are driven against a rail, so that where they stand is known.
  private mutating func homeWipers() throws(BoardFault) {
    for index in 0..<wiring.elementCount {
      let channel = wiring.element(index)
      let chip = Int(channel.chip)
      let part = wiring.part(chip)
      guard part.connection == .lines else { continue }
      PartDriver.home(part, place(chip), wiper: UInt8(channel.channel), &work)
      try runWork(retries: 0)
      memory.setWiper(index, 0)
    }
  }

  /// Writes the scan of all inputs, chip by chip.
  mutating func writeScan() {
    scan.removeAll()
    var first = 0
    while first < wiring.nodeCount {
      let chip = Int(wiring.probe(Int(unsafe memory.nodeOrder[first])).chip)
      var end = first + 1
      while end < wiring.nodeCount,
        Int(wiring.probe(Int(unsafe memory.nodeOrder[end])).chip) == chip
      {
        end += 1
      }
      let channels = unsafe Span(_unsafeStart: memory.inputs + first, count: end - first)
      var answers = unsafe MutableSpan(_unsafeStart: memory.answers + first, count: end - first)
      PartDriver.scan(
        wiring.part(chip), place(chip), channels: channels, &scan, answers: &answers)
      for index in first..<end {
        let node = unsafe memory.nodeOrder[index]
        unsafe (memory.readings + index).initialize(
          to: WiredMemory.Reading(
            scale: wiring.probe(Int(node)), node: node, answer: memory.answers[index],
            end: UInt32(end)))
      }
      first = end
    }
  }
}
