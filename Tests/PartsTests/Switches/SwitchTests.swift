import BusInterface
import PartEmulators
import Parts
import Testing

@Suite("Switches") struct SwitchTests {
  let log = WiperLog()

  @Test("ADG714: every pattern, one byte, S1 last")
  func adg714() throws {
    let emulator = ADG714Emulator(name: "switch", part: 0, analog: log)
    let rig = PartRig(PartBus(spi: emulator, mode: 1))
    emulator.powerOn(atMicroseconds: 0)
    #expect(log.closedBits == 0)
    #expect(rig.words { ADG714.write($0, closed: 1 << 7 | 1, &$1) } == [[0b1000_0001]])
    for closed in UInt32(0)...255 {
      try rig.perform { ADG714.write($0, closed: closed, &$1) }
      #expect(log.closedBits == closed)
    }
    try rig.perform { ADG714.setUp($0, &$1) }
    #expect(log.closedBits == 0)
    #expect(try rig.perform { ADG714.readBack($0, &$1) } == nil)
    #expect(emulator.violations == [])
  }

  @Test("ADG715: every pattern, read back")
  func adg715() throws {
    let emulator = ADG715Emulator(name: "switch", part: 0, analog: log, address: 0x4A)
    let rig = PartRig(PartBus(i2c: emulator), place: PartPlace(address: 0x4A))
    emulator.powerOn(atMicroseconds: 0)
    for closed in UInt32(0)...255 {
      let answer = try rig.perform { place, script in
        ADG715.write(place, closed: closed, &script)
        return ADG715.readBack(place, &script)
      }
      let at = try #require(answer)
      #expect(log.closedBits == closed)
      #expect(rig.read { ADG715.closed($0, $1, at: at) } == closed)
    }
    try rig.perform { ADG715.setUp($0, &$1) }
    #expect(log.closedBits == 0)
    #expect(rig.read { ADG715.isSetUp($0, $1, from: 0) })
    #expect(emulator.violations == [])
  }

  @Test("ADG715: set-up fails where a switch does not open, and where nobody acknowledges")
  func adg715Fails() throws {
    let emulator = ADG715Emulator(name: "switch", part: 0, analog: log)
    let rig = PartRig(PartBus(i2c: emulator), place: PartPlace(address: 0x48))
    try rig.perform { ADG715.write($0, closed: 4, &$1) }
    emulator.stuckSwitches = 4
    try rig.perform { ADG715.setUp($0, &$1) }
    #expect(rig.read { ADG715.isSetUp($0, $1, from: 0) } == false)
    let elsewhere = PartRig(PartBus(i2c: emulator), place: PartPlace(address: 0x49))
    #expect(throws: BusFault(.notAcknowledged, device: 0)) {
      try elsewhere.perform { ADG715.setUp($0, &$1) }
    }
  }

  private func register(options: UInt32) -> (PartRig, HC595Emulator) {
    let emulator = HC595Emulator(
      name: "register", part: 0, analog: log, closesWhenLow: options & 1 != 0)
    var bus = PartBus(spi: emulator, lines: emulator)
    bus.firstLine = 2
    bus.lineCount = 1
    emulator.powerOn(atMicroseconds: 0)
    emulator.line(0, isHigh: true, atMicroseconds: 0)
    return (PartRig(bus, place: PartPlace(firstLine: 2, options: options)), emulator)
  }

  @Test("74HC595: no switch closes before the first latch, then every pattern", arguments: [0, 1])
  func hc595(options: UInt32) throws {
    let (rig, emulator) = register(options: options)
    #expect(log.closedBits == 0)
    try rig.perform { HC595.setUp($0, &$1) }
    #expect(
      (0..<rig.stepCount).compactMap { rig.step($0) }.map(\.kind) == [.lines, .spi, .lines])
    #expect(log.closedBits == 0)
    for closed in UInt32(0)...255 {
      try rig.perform { HC595.write($0, closed: closed, &$1) }
      #expect(log.closedBits == closed)
      #expect(emulator.latch == UInt8(options == 0 ? closed : ~closed & 0xFF))
    }
    // Set up again, as by a program that was started anew: all open.
    try rig.perform { HC595.setUp($0, &$1) }
    #expect(log.closedBits == 0)
    #expect(emulator.violations == [])
  }

  @Test("GPIO switches: only their own lines, all in one request")
  func gpio() throws {
    let emulator = GPIOSwitchEmulator(name: "switches", part: 0, analog: log, switchCount: 5)
    var bus = PartBus(lines: emulator)
    bus.firstLine = 40
    bus.lineCount = 5
    let place = PartPlace(firstLine: 40, options: 4)
    let rig = PartRig(bus, place: place)
    emulator.powerOn(atMicroseconds: 0)
    #expect(GPIOSwitch.switchCount(place) == 5)
    for closed in UInt32(0)..<32 {
      try rig.perform { GPIOSwitch.write($0, closed: closed | 0xFF00, &$1) }
      #expect(rig.stepCount == 1)
      #expect(rig.step(0)?.lineMask == 0b11111 << 40)
      #expect(rig.step(0)?.lineValues == UInt64(closed) << 40)
      #expect(log.closedBits == closed)
    }
    try rig.perform { GPIOSwitch.setUp($0, &$1) }
    #expect(log.closedBits == 0)
    #expect(emulator.violations == [])
  }

  @Test("A GPIO switch is one line unless told otherwise; at most 32")
  func gpioCounts() {
    #expect(GPIOSwitch.switchCount(PartPlace()) == 1)
    #expect(GPIOSwitch.switchCount(PartPlace(options: 31)) == 32)
    let rig = PartRig(PartBus(), place: PartPlace(firstLine: 3, options: 31))
    _ = rig.words { GPIOSwitch.write($0, closed: .max, &$1) }
    #expect(rig.step(0)?.lineMask == 0xFFFF_FFFF << 3)
  }
}
