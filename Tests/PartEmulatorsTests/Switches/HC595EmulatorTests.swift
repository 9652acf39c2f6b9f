import PartEmulators
import Testing

@Suite("74HC595 emulator") struct HC595EmulatorTests {
  let positions = Positions()

  private func register(closesWhenLow: Bool = false) -> HC595Emulator {
    let part = HC595Emulator(
      name: "U1", part: 0, analog: positions, closesWhenLow: closesWhenLow)
    part.powerOn(atMicroseconds: 0)
    return part
  }

  @Test("Enabled before the first latch its outputs are anything: all closed here")
  func enabledTooEarly() {
    let part = register()
    part.line(0, isHigh: false, atMicroseconds: 0)
    #expect(part.violated("first latch"))
    #expect(positions.closed == Set(0..<8))
    let late = register()
    late.line(0, isHigh: true, atMicroseconds: 0)
    late.line(0, isHigh: false, atMicroseconds: 1)
    #expect(late.violated("first latch"))
  }

  @Test("Latches when the select rises, shows it while OE is low")
  func latches() {
    let part = register()
    part.line(0, isHigh: true, atMicroseconds: 0)
    part.send([0b0000_0101], mode: 0)
    #expect(positions.closed == [])
    part.line(0, isHigh: false, atMicroseconds: 1)
    #expect(positions.closed == [0, 2])
    #expect(part.send([0b1000_0000], mode: 3) == [0b0000_0101])
    #expect(positions.closed == [7])
    part.line(0, isHigh: true, atMicroseconds: 2)
    #expect(positions.closed == [])
    part.line(0, isHigh: false, atMicroseconds: 3)
    #expect(positions.closed == [7])
    #expect(part.violations == [])
    let inverted = register(closesWhenLow: true)
    inverted.line(0, isHigh: true, atMicroseconds: 0)
    inverted.send([0b1111_1110], mode: 0)
    inverted.line(0, isHigh: false, atMicroseconds: 1)
    #expect(positions.closed == [0])
  }

  @Test("Mode, clock, frame length, a line that is not there")
  func registerMisuse() {
    let part = register()
    part.line(0, isHigh: true, atMicroseconds: 0)
    part.send([0x00], mode: 1)
    #expect(part.violated("SPI mode 1"))
    part.send([0x00], mode: 0, clockHertz: 25_000_001)
    #expect(part.violated("clock"))
    part.send([0x00, 0x01], mode: 0)
    #expect(part.violated("16 bits"))
    part.line(1, isHigh: true, atMicroseconds: 0)
    #expect(part.violated("no line 1"))
    part.send([0x00], mode: 0, clockHertz: 25_000_000)
    #expect(part.violations == [])
  }
}
