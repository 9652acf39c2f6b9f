import BoardInterface
import BusInterface
import FixedPoint
import Parts
import Plan
import Wiring

extension WiredBoard where B: ~Copyable {
  mutating func setSource(_ index: Int, _ level: Int32) {
    let channel = wiring.source(index)
    unsafe memory.sourceLevels[index] = level
    setOutput(channel, level)
    unsafe memory.chips[Int(channel.chip)].connected |= 1 << UInt32(channel.channel)
  }

  mutating func setClamp(_ index: Int, _ level: Int32) {
    let channel = wiring.clamp(index)
    setOutput(channel, level)
    connect(channel, true)
  }

  /// A clamp lets go: by its switch, or by its output where there is none.
  mutating func letGo(_ index: Int) { connect(wiring.clamp(index), false) }

  private mutating func connect(_ channel: WiringChannel, _ isConnected: Bool) {
    let output: UInt32 = 1 << UInt32(channel.channel)
    let chip = Int(channel.chip)
    if channel.switchChip == WiringHeader.none {
      if isConnected {
        unsafe memory.chips[chip].connected |= output
      } else {
        unsafe memory.chips[chip].connected &= ~output
      }
      return
    }
    // Behind a switch the output itself may drive all the time.
    unsafe memory.chips[chip].connected |= output
    let toggle: UInt32 = 1 << UInt32(channel.switchChannel)
    if isConnected {
      unsafe memory.chips[Int(channel.switchChip)].closed |= toggle
    } else {
      unsafe memory.chips[Int(channel.switchChip)].closed &= ~toggle
    }
  }

  private mutating func setOutput(_ channel: WiringChannel, _ level: Int32) {
    unsafe memory.chips[Int(channel.chip)].codes[Int(channel.channel)] = UInt16(
      truncatingIfNeeded: channel.code(level))
  }

  mutating func setSafeLevels() {
    for index in 0..<wiring.sourceCount { setSource(index, plan.source(index).safeLevel) }
    for index in 0..<wiring.clampCount { letGo(index) }
    clampsConnected = false
  }

  /// Writes all outputs and switches: levels before switches where clamps connect, else after them.
  mutating func writeOutputs(connecting: Bool) throws(BoardFault) {
    work.removeAll()
    if connecting {
      writeLevels()
      writeSwitches()
    } else {
      writeSwitches()
      writeLevels()
    }
    try runWork()
  }

  mutating func writeLevels() {
    for chip in 0..<wiring.chipCount where isRole(chip, .output) { writeLevels(of: chip) }
  }

  mutating func writeLevels(of chip: Int) {
    let part = wiring.part(chip)
    let state = unsafe memory.chips + chip
    unsafe withUnsafeBytes(of: &state.pointee.codes) { bytes in
      guard let base = bytes.baseAddress else { return }
      let codes = unsafe Span(
        _unsafeStart: base.assumingMemoryBound(to: UInt16.self), count: part.channelCount)
      PartDriver.write(
        part, place(chip), codes: codes, connected: unsafe state.pointee.connected, &work)
    }
  }

  mutating func writeSwitches() {
    for chip in 0..<wiring.chipCount where isRole(chip, .toggle) {
      PartDriver.write(
        wiring.part(chip), place(chip), closed: unsafe memory.chips[chip].closed, &work)
    }
  }
}
