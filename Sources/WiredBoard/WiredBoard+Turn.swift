import BoardInterface
import BusInterface
import Parts
import Wiring

extension WiredBoard where B: ~Copyable {
  /// Writes the wipers that stand elsewhere; those of one chip in one request.
  mutating func turnWipers(_ taps: Span<Int32>) throws(BoardFault) {
    work.removeAll()
    var first = 0
    var chip = WiringHeader.none
    for place in 0..<wiring.elementCount {
      let index = Int(unsafe memory.elementOrder[place])
      if unsafe memory.standingTaps[index] == taps[index] { continue }
      let channel = wiring.element(index)
      if channel.chip != chip {
        try finishChip(first..<place, taps)
        first = place
        chip = channel.chip
      }
      let code = channel.code(taps[index])
      if unsafe memory.wipers[index] == code { continue }
      writeWiper(index, code)
    }
    try finishChip(first..<wiring.elementCount, taps)
    if wantsVerification {
      wantsVerification = false
      try verifyWipers()
      try arm()
    }
  }

  /// Writes the steps that bring a wiper to a code; one that is stepped by pulses, and stands nobody
  /// knows where, goes to its rail first.
  mutating func writeWiper(_ index: Int, _ code: Int32) {
    let channel = wiring.element(index)
    let chip = Int(channel.chip)
    let part = wiring.part(chip)
    let standing = unsafe memory.wipers[index]
    if standing < 0, part.connection == .lines {
      PartDriver.home(part, place(chip), wiper: UInt8(channel.channel), &work)
    }
    PartDriver.write(
      part, place(chip), wiper: UInt8(channel.channel), code: UInt16(truncatingIfNeeded: code),
      previous: UInt16(truncatingIfNeeded: standing < 0 ? 0 : standing), &work)
  }

  /// Sends what a chip's wipers are to do; they stand where they were sent if it was carried out.
  /// Between the first and the last place there may be elements of other chips, which do not move.
  private mutating func finishChip(
    _ places: Range<Int>, _ taps: Span<Int32>
  ) throws(BoardFault) {
    guard work.stepCount > 0, let first = places.first else { return }
    let chip = wiring.element(Int(unsafe memory.elementOrder[first])).chip
    PartDriver.apply(wiring.part(Int(chip)), place(Int(chip)), &work)
    let failure: BoardFault?
    do throws(BoardFault) {
      try runWork()
      failure = nil
    } catch { failure = error }
    for place in places {
      let index = Int(unsafe memory.elementOrder[place])
      let channel = wiring.element(index)
      if channel.chip != chip { break }
      memory.setWiper(index, failure == nil ? channel.code(taps[index]) : WiredMemory.unknown)
      if failure == nil { unsafe memory.standingTaps[index] = taps[index] }
    }
    if let failure { throw failure }
  }

  /// Reads every wiper that can be read. One that stands elsewhere is written and read again; if
  /// it does not follow then, it is reported as stuck and learning goes on around it.
  mutating func verifyWipers() throws(BoardFault) {
    for place in 0..<wiring.elementCount {
      let index = Int(unsafe memory.elementOrder[place])
      let wanted = unsafe memory.wipers[index]
      guard wanted >= 0, let standing = try readWiper(index), standing != wanted else { continue }
      let chip = Int(wiring.element(index).chip)
      writeWiper(index, wanted)
      PartDriver.apply(wiring.part(chip), self.place(chip), &work)
      try runWork()
      if try readWiper(index) != wanted, unsafe memory.elementFaults[index] == 0 {
        unsafe memory.elementFaults[index] = 1
        noticeCursor = 0
      }
    }
  }

  /// Where a wiper stands; -1 where the part reports an error, nil where it cannot be read.
  private mutating func readWiper(_ index: Int) throws(BoardFault) -> Int32? {
    let channel = wiring.element(index)
    let chip = Int(channel.chip)
    let part = wiring.part(chip)
    work.removeAll()
    guard
      let answer = PartDriver.readBack(
        part, place(chip), wiper: UInt8(channel.channel), &work)
    else {
      work.removeAll()
      return nil
    }
    try runWorkKeeping()
    let code = PartDriver.code(
      part, place(chip), wiper: UInt8(channel.channel), work, at: answer)
    work.removeAll()
    return code.map { Int32($0) } ?? -1
  }
}
