import PartEmulators
import Testing

@Suite("MCP4x51 emulator") struct MCP4x51EmulatorTests {
  let positions = Positions()

  private func part(_ fullScale: UInt16 = 0x100, wipers: Int = 2) -> MCP4x51Emulator {
    let part = MCP4x51Emulator(
      name: "U1", part: 0, analog: positions, fullScale: fullScale, wiperCount: wipers)
    part.powerOn(atMicroseconds: 0)
    return part
  }

  @Test("Every frame of table 7-2, with its answer")
  func frames() {
    let part = part()
    #expect(part.send([0x00, 0x55], mode: 0) == [0xFF, 0xFF])
    #expect(part.send([0x0F, 0xFF], mode: 0) == [0xFE, 0x55])
    #expect(part.send([0x11, 0x00], mode: 3) == [0xFF, 0xFF])
    #expect(part.send([0x1F, 0xFF], mode: 3) == [0xFF, 0x00])
    #expect(part.send([0x14], mode: 0) == [0xFF])
    #expect(part.send([0x04], mode: 0) == [0xFF])
    #expect(part.send([0x18], mode: 0) == [0xFF])
    #expect(part.codes == [0x56, 0xFF])
    #expect(part.send([0x4F, 0xFF], mode: 0) == [0xFF, 0xFF])
    #expect(part.send([0x5F, 0xFF], mode: 0) == [0xFF, 0xE0])
    #expect(positions.wipers == [0: 0x56, 1: 0xFF])
    #expect(part.violations == [])
  }

  @Test("Several commands in one select; steps stop at both ends")
  func continuous() {
    let part = part(0x80)
    part.send([0x00, 0x7F, 0x04, 0x04, 0x10, 0x01, 0x18, 0x18], mode: 0)
    #expect(part.codes == [0x80, 0])
    #expect(part.violations == [])
  }

  @Test(
    "An error answers low and silences the part until the select rises (7.3)",
    arguments: [
      [UInt8(0x20), 0x01], [0x30, 0x01], [0x44, 0xFF], [0x50, 0x01], [0x60, 0x01], [0xF0, 0x00],
    ])
  func reserved(frame: [UInt8]) {
    let part = part()
    #expect(part.send(frame + [0x00, 0x01], mode: 0) == [0xFC, 0, 0, 0])
    #expect(part.violated("reserved"))
    #expect(part.codes == [0x80, 0x80])
    #expect(part.send([0x00, 0x01], mode: 0) == [0xFF, 0xFF])
    #expect(part.codes == [0x01, 0x80])
    #expect(part.violations == [])
  }

  @Test("Wiper 1 of a part with one wiper is reserved")
  func singleWiper() {
    let part = part(wipers: 1)
    part.send([0x10, 0x01], mode: 0)
    #expect(part.violated("reserved"))
    #expect(part.codes == [0x80])
  }

  @Test("SPI modes 0 and 3 only", arguments: [(UInt8(0), true), (1, false), (2, false), (3, true)])
  func modes(mode: UInt8, isRight: Bool) {
    let part = part()
    part.send([0x00, 0x01], mode: mode)
    #expect(part.violations.isEmpty == isRight)
    #expect(isRight || part.violated("SPI mode \(mode)"))
    #expect(part.codes[0] == (isRight ? 1 : 0x80))
  }

  @Test("10 MHz, and 250 kHz for reads where one pin serves both directions")
  func clocks() {
    let dual = part()
    dual.send([0x0F, 0xFF], mode: 0, clockHertz: 10_000_000)
    #expect(dual.violations == [])
    dual.send([0x00, 0x01], mode: 0, clockHertz: 10_000_001)
    #expect(dual.violated("clock"))
    let single = part(wipers: 1)
    single.send([0x00, 0x01], mode: 0, clockHertz: 10_000_000)
    single.send([0x0F, 0xFF], mode: 0, clockHertz: 250_000)
    #expect(single.violations == [])
    single.send([0x0F, 0xFF], mode: 0, clockHertz: 250_001)
    #expect(single.violated("one pin"))
  }

  @Test("A read on one pin gives only the bits that the host does not pull low")
  func sharedPin() {
    let part = part(wipers: 1)
    part.send([0x00, 0xFF], mode: 0)
    #expect(part.send([0x0F, 0xFF], mode: 0) == [0x0E, 0xFF])
    #expect(part.send([0x0F, 0x0F], mode: 0) == [0x0E, 0x0F])
  }

  @Test("A select that rises inside a command carries nothing out")
  func shortFrame() {
    let part = part()
    part.send([0x00], mode: 0)
    #expect(part.violated("inside"))
    part.send([0x00, 0x07, 0x00], mode: 0)
    #expect(part.violated("inside"))
    #expect(part.codes[0] == 7)
  }

  @Test("A wiper above full scale is misuse, and stands at full scale (table 5-1)")
  func aboveFullScale() {
    let part = part(0x80)
    part.send([0x00, 0x80], mode: 0)
    #expect(part.violations == [])
    part.send([0x00, 0x81], mode: 0)
    #expect(part.violated("full scale"))
    #expect(positions.wipers[0] == 0x80)
  }

  @Test("TCON opens terminals; shutting down joins W and B and is misuse here")
  func terminalControl() {
    let part = part()
    part.send([0x41, 0x8F], mode: 0)
    #expect(positions.wipers == [0: 0x80])
    // A alone: W and B still make an edge.
    part.send([0x41, 0xBF], mode: 0)
    #expect(positions.wipers == [0: 0x80, 1: 0x80])
    part.send([0x41, 0xDF], mode: 0)
    #expect(positions.wipers == [0: 0x80])
    #expect(part.violations == [])
    part.send([0x41, 0xF7], mode: 0)
    #expect(part.violated("shuts wiper 0 down"))
    part.send([0x40, 0xFF], mode: 0)
    #expect(part.violated("bit 8"))
  }

  @Test("Power-up forgets everything")
  func powerOn() {
    let part = part(0x80)
    part.send([0x40 | 1, 0x88], mode: 0)
    part.send([0x00, 0x05], mode: 0)
    part.powerOn(atMicroseconds: 1)
    #expect(part.codes == [0x40, 0x40])
    #expect(part.terminalControl == 0x1FF)
    #expect(positions.wipers == [0: 0x40, 1: 0x40])
  }
}
