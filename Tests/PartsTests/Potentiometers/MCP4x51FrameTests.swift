import Parts
import Testing

/// Against table 7-2 of DS22060B (page 48).
@Suite("MCP4x51 frames") struct MCP4x51FrameTests {
  @Test(
    "Writes: address, command 00, nine bits",
    arguments: [
      (UInt8(0), UInt16(0x100), UInt64(0b0000_0001_0000_0000)),
      (0, 0x000, 0b0000_0000_0000_0000), (1, 0x080, 0b0001_0000_1000_0000),
      (1, 0x0FF, 0b0001_0000_1111_1111), (4, 0x1FF, 0b0100_0001_1111_1111),
    ])
  func writes(address: UInt8, data: UInt16, frame: UInt64) {
    #expect(MCP4x51Frame.write(address, data) == frame)
  }

  @Test(
    "Reads: address, command 11, and ones so that a shared pin can answer",
    arguments: [
      (UInt8(0), UInt64(0b0000_1111_1111_1111)), (1, 0b0001_1111_1111_1111),
      (4, 0b0100_1111_1111_1111), (5, 0b0101_1111_1111_1111),
    ])
  func reads(address: UInt8, frame: UInt64) { #expect(MCP4x51Frame.read(address) == frame) }

  @Test("An answer has bit 9 high; a part with an output of its own sends ones before it")
  func answers() {
    #expect(MCP4x51Frame.data(0xFE00, sharesPin: false) == 0)
    #expect(MCP4x51Frame.data(0xFF00, sharesPin: false) == 0x100)
    #expect(MCP4x51Frame.data(0xFE80, sharesPin: false) == 0x080)
    // Figure 7-4: a read of a reserved address.
    #expect(MCP4x51Frame.data(0xFC00, sharesPin: false) == nil)
    #expect(MCP4x51Frame.data(0x0000, sharesPin: false) == nil)
    // Address 1, read, as the host itself sends it on a shared pin.
    #expect(MCP4x51Frame.data(0x1E80, sharesPin: true) == 0x080)
    #expect(MCP4x51Frame.data(0x1E80, sharesPin: false) == nil)
    #expect(MCP4x51Frame.data(0x1C80, sharesPin: true) == nil)
  }

  @Test(
    "TCON: A, W and B of wiper 0 are bits 2:0, of wiper 1 bits 6:4; HW bits stay (register 4-2)")
  func terminals() {
    #expect(MCP4x51Frame.terminalControl(connecting: 0b11) == 0b1_1111_1111)
    #expect(MCP4x51Frame.terminalControl(connecting: 0b10) == 0b1_1111_1000)
    #expect(MCP4x51Frame.terminalControl(connecting: 0b01) == 0b1_1000_1111)
    #expect(MCP4x51Frame.terminalControl(connecting: 0b00) == 0b1_1000_1000)
  }
}
