import PartEmulators
import Testing

@Suite("Switch emulators") struct SwitchEmulatorTests {
  let positions = Positions()

  @Test("ADG714: the last eight bits, when SYNC rises; DOUT eight clocks later")
  func adg714() {
    let part = ADG714Emulator(name: "U1", part: 0, analog: positions)
    part.powerOn(atMicroseconds: 0)
    part.select(mode: 1, clockHertz: 30_000_000, atMicroseconds: 0)
    #expect(part.exchange(0b1000_0001, atMicroseconds: 0) == 0)
    #expect(positions.closed == [])
    part.deselect(atMicroseconds: 1)
    #expect(positions.closed == [0, 7])
    #expect(part.send([0b0000_0010], mode: 1) == [0b1000_0001])
    #expect(positions.closed == [1])
    #expect(part.violations == [])
  }

  @Test("ADG714: mode, clock, frame length")
  func adg714Misuse() {
    let part = ADG714Emulator(name: "U1", part: 0, analog: positions)
    part.send([0xFF], mode: 0)
    #expect(part.violated("SPI mode 0"))
    #expect(positions.closed == [])
    part.send([0x01], mode: 1, clockHertz: 30_000_001)
    #expect(part.violated("clock"))
    part.send([0xFF, 0x02], mode: 1)
    #expect(part.violated("16 bits"))
    #expect(positions.closed == [1])
    part.send([], mode: 1)
    #expect(part.violated("0 bits"))
  }

  @Test("ADG715: every byte sets the switches; reads give it back")
  func adg715() {
    let part = ADG715Emulator(name: "U1", part: 0, analog: positions)
    #expect(part.address == 0x48)
    #expect(part.start(isRead: false, atMicroseconds: 0))
    #expect(part.write(0x0F, atMicroseconds: 1))
    #expect(positions.closed == [0, 1, 2, 3])
    #expect(part.write(0x80, atMicroseconds: 2))
    #expect(positions.closed == [7])
    #expect(part.start(isRead: true, atMicroseconds: 3))
    #expect(part.read(atMicroseconds: 4) == 0x80)
    part.stop(atMicroseconds: 5)
    #expect(part.violations == [])
    part.powerOn(atMicroseconds: 6)
    #expect(positions.closed == [])
  }

  @Test("ADG715: bytes without an address, and an address without a byte")
  func adg715Misuse() {
    let part = ADG715Emulator(name: "U1", part: 0, analog: positions)
    #expect(!part.write(1, atMicroseconds: 0))
    #expect(part.violated("without being addressed"))
    #expect(part.read(atMicroseconds: 0) == 0xFF)
    #expect(part.violated("without being addressed"))
    _ = part.start(isRead: true, atMicroseconds: 0)
    #expect(!part.write(1, atMicroseconds: 0))
    #expect(part.violated("without being addressed"))
    part.stop(atMicroseconds: 0)
    _ = part.start(isRead: false, atMicroseconds: 0)
    part.stop(atMicroseconds: 0)
    #expect(part.violated("without a byte"))
    #expect(positions.closed == [])
  }

  @Test("GPIO switches: closed by their level, whatever way round")
  func gpio() {
    let high = GPIOSwitchEmulator(name: "S1", part: 0, analog: positions, switchCount: 2)
    high.line(0, isHigh: false, atMicroseconds: 0)
    high.line(1, isHigh: true, atMicroseconds: 0)
    #expect(positions.closed == [1])
    high.line(2, isHigh: true, atMicroseconds: 0)
    #expect(high.violated("no line 2"))
    high.line(1, isHigh: false, atMicroseconds: 0)
    let low = GPIOSwitchEmulator(name: "S2", part: 1, analog: positions, closesWhenLow: true)
    low.line(0, isHigh: true, atMicroseconds: 0)
    #expect(positions.closed == [])
    low.line(0, isHigh: false, atMicroseconds: 0)
    #expect(positions.closed == [0])
    #expect(low.violations == [])
  }

  @Test("A stuck switch stays, and shows where it can be read")
  func stuck() {
    let part = ADG715Emulator(name: "U1", part: 0, analog: positions)
    part.stuckSwitches = 0b10
    _ = part.start(isRead: false, atMicroseconds: 0)
    _ = part.write(0xFF, atMicroseconds: 0)
    #expect(positions.closed == [0, 2, 3, 4, 5, 6, 7])
    _ = part.start(isRead: true, atMicroseconds: 0)
    #expect(part.read(atMicroseconds: 0) == 0b1111_1101)
  }
}
