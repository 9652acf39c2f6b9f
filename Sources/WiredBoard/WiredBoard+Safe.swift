import BoardInterface
import BusInterface
import Parts
import Wiring

extension WiredBoard where B: ~Copyable {
  /// The safe state, chip by chip: what one chip does not take must not keep the others from it.
  /// Disarms first: then the network is without supply whatever follows.
  mutating func bringToSafety() {
    unsafeChips = 0
    work.removeAll()
    if wiring.header.armLine != WiringHeader.none {
      work.lines(mask: 1 << UInt64(wiring.header.armLine), values: 0)
      if !runSafely() { unsafeChips += 1 }
    }
    setSafeLevels()
    isPending = false
    for chip in 0..<wiring.chipCount where isRole(chip, .toggle) {
      PartDriver.write(
        wiring.part(chip), place(chip), closed: unsafe memory.chips[chip].closed, &work)
      if !runSafely() { unsafeChips += 1 }
    }
    for chip in 0..<wiring.chipCount where isRole(chip, .output) {
      writeLevels(of: chip)
      if !runSafely() { unsafeChips += 1 }
    }
    for place in 0..<wiring.elementCount {
      let index = Int(unsafe memory.elementOrder[place])
      let channel = wiring.element(index)
      let standing = unsafe memory.wipers[index]
      guard channel.safeCode > 0, Int32(channel.safeCode) - 1 != standing else { continue }
      let chip = Int(channel.chip)
      writeWiper(index, Int32(channel.safeCode) - 1)
      PartDriver.apply(wiring.part(chip), self.place(chip), &work)
      if runSafely() {
        memory.setWiper(index, Int32(channel.safeCode) - 1)
      } else {
        memory.setWiper(index, WiredMemory.unknown)
        unsafeChips += 1
      }
    }
  }

  private mutating func runSafely() -> Bool {
    do throws(BoardFault) {
      try runWork()
      return true
    } catch { return false }
  }

  /// Lets the network have its supply, once everything stands where it should.
  mutating func arm() throws(BoardFault) {
    guard wiring.header.armLine != WiringHeader.none else { return }
    work.removeAll()
    work.lines(mask: 1 << UInt64(wiring.header.armLine), values: .max)
    try runWork()
  }
}
