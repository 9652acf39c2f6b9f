import PartEmulators
import Testing

@Suite("AD5206 and AD5144 emulators") struct AD52xxEmulatorTests {
  let positions = Positions()

  private func ad5206(_ wipers: Int = 6) -> AD5206Emulator {
    AD5206Emulator(name: "U1", part: 0, analog: positions, wiperCount: wipers)
  }

  private func ad5144(_ wipers: Int = 4) -> AD5144Emulator {
    AD5144Emulator(name: "U2", part: 0, analog: positions, wiperCount: wipers)
  }

  @Test("AD5206: the last eleven bits count when the select rises")
  func lastBits() {
    let part = ad5206()
    part.select(mode: 0, clockHertz: 1_000_000, atMicroseconds: 0)
    for byte: UInt8 in [0x05, 0x12, 0xFA, 0x34] { _ = part.exchange(byte, atMicroseconds: 0) }
    #expect(part.codes == Array(repeating: 0x80, count: 6))
    part.deselect(atMicroseconds: 1)
    #expect(part.codes == [0x80, 0x80, 0x34, 0x80, 0x80, 0x80])
    #expect(positions.wipers == [2: 0x34])
    #expect(part.violations == [])
  }

  @Test("AD5206: addresses without a wiper, short frames, mode and clock")
  func ad5206Misuse() {
    let part = ad5206()
    part.send([0x06, 0x01], mode: 0)
    #expect(part.violated("address 6"))
    part.send([0x01], mode: 0)
    #expect(part.violated("8 clocks"))
    part.send([0x00, 0x01], mode: 1)
    #expect(part.violated("SPI mode 1"))
    #expect(part.codes[0] == 0x80)
    part.send([0x00, 0x01], mode: 0, clockHertz: 25_000_001)
    #expect(part.violated("clock"))
    part.send([0x05, 0x01], mode: 3, clockHertz: 25_000_000)
    #expect(part.violations == [])
    let small = ad5206(4)
    small.send([0x03, 0x01], mode: 0)
    #expect(small.violations == [])
    small.send([0x04, 0x01], mode: 0)
    #expect(small.violated("address 4"))
  }

  @Test("AD5144: the commands of table 20 that are emulated")
  func commands() {
    let part = ad5144()
    part.send([0x10, 0x21], mode: 1)
    #expect(part.codes == [0x21, 0x80, 0x80, 0x80])
    // A wiper that is written takes its input register along (page 27).
    #expect(part.inputs == [0x21, 0x80, 0x80, 0x80])
    part.send([0x23, 0x07], mode: 1)
    #expect(part.codes[3] == 0x80)
    part.send([0x63, 0x00], mode: 1)
    #expect(part.codes == [0x21, 0x80, 0x80, 7])
    part.send([0x41, 0x01], mode: 1)
    part.send([0x42, 0x00], mode: 1)
    #expect(part.codes == [0x21, 0x81, 0x7F, 7])
    part.send([0x18, 0xFF], mode: 1)
    #expect(part.codes == [0xFF, 0xFF, 0xFF, 0xFF])
    part.send([0x48, 0x01], mode: 1)
    #expect(part.codes == [0xFF, 0xFF, 0xFF, 0xFF])
    part.send([0x70, 0x00], mode: 1)
    #expect(part.codes == [0x80, 0xFF, 0xFF, 0xFF])
    part.send([0xB0, 0x00], mode: 1)
    #expect(part.codes == [0x80, 0x80, 0x80, 0x80])
    #expect(part.violations == [])
  }

  @Test("AD5144: an answer comes with the next frame, what was sent 16 clocks later")
  func readBack() {
    let part = ad5144()
    part.send([0x12, 0x99], mode: 1)
    part.send([0x22, 0x11], mode: 1)
    for (which, value): (UInt8, UInt8) in [(0, 0x11), (1, 0x80), (2, 0x03), (3, 0x99)] {
      part.send([0x32, which], mode: 1)
      #expect(part.send([0x00, 0x00], mode: 1)[1] == value)
    }
    #expect(part.send([0x0A, 0x5A, 0x00, 0x01], mode: 1).suffix(2) == [0x0A, 0x5A])
    #expect(part.violations == [])
  }

  @Test(
    "AD5144: every EEPROM write is misuse and counted",
    arguments: [
      [UInt8(0x70), 0x01], [0x80, 0x55],
    ])
  func eeprom(frame: [UInt8]) {
    let part = ad5144()
    part.send(frame, mode: 1)
    #expect(part.violated("EEPROM"))
    #expect(part.eepromWriteCount == 1)
  }

  @Test("AD5144: addresses, short frames, modes, clocks, shutdown, linear gain, reserved commands")
  func ad5144Misuse() {
    let part = ad5144()
    part.send([0x14, 0x01], mode: 1)
    #expect(part.violated("address 4"))
    part.send([0x34, 0x03], mode: 1)
    #expect(part.violated("read-back of address 4"))
    part.send([0x10], mode: 1)
    #expect(part.violated("8 clocks"))
    part.send([0x10, 0x01], mode: 0)
    #expect(part.violated("SPI mode 0"))
    part.send([0x10, 0x01], mode: 1, clockHertz: 50_000_001)
    #expect(part.violated("clock"))
    part.send([0x30, 0x03], mode: 1, clockHertz: 10_000_001)
    #expect(part.violated("read-back at"))
    part.send([0xC1, 0x01], mode: 1)
    #expect(part.violated("shutdown of wiper 1"))
    part.send([0xD0, 0x05], mode: 1)
    #expect(part.violated("linear gain"))
    for command: UInt8 in [0xA0, 0xE0, 0xF0] {
      part.send([command, 0], mode: 1)
      #expect(part.violated("reserved"))
    }
    part.send([0x30, 0x03], mode: 1, clockHertz: 10_000_000)
    part.send([0x10, 0x01], mode: 1, clockHertz: 50_000_000)
    part.send([0xC8, 0x00], mode: 1)
    #expect(part.violations == [])
    let small = ad5144(2)
    small.send([0x12, 0x01], mode: 1)
    #expect(small.violated("address 2"))
  }

  @Test("AD5144: D0 of the control register freezes the wipers")
  func writeProtection() {
    let part = ad5144()
    part.send([0xD0, 0x00], mode: 1)
    part.send([0x10, 0x01], mode: 1)
    #expect(part.codes[0] == 0x80)
    part.send([0xD0, 0x01], mode: 1)
    part.send([0x10, 0x01], mode: 1)
    #expect(part.codes[0] == 1)
  }
}
