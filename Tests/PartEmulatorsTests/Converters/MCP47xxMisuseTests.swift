import PartEmulators
import Parts
import Testing

@Suite struct MCP47xxMisuseTests {
  @Test func anEEPROMWriteInALoopIsAViolation() throws {
    let (bench, part) = MCP47xx.one()
    try bench.send([0x60, 0x12, 0x30])
    #expect(part.eepromWriteCount == 1)
    #expect(part.violations.isEmpty)
    // Busy: nothing is heard, and it says so.
    #expect(try bench.ask([], reading: 1)[0] & 0x80 == 0)
    try bench.send([0x01, 0x11])
    #expect(part.code == 0x123)
    #expect(part.violations.last?.what.contains("during an EEPROM write") == true)
    bench.bus.pause(microseconds: 60_000)
    #expect(try bench.ask([], reading: 5) == [0xC0, 0x12, 0x30, 0x01, 0x23])
    try bench.send([0x60, 0x45, 0x60])
    #expect(part.eepromWriteCount == 2)
    #expect(part.violations.last?.what.contains("in a loop") == true)
    let count = part.violations.count
    bench.bus.pause(microseconds: 1_100_000)
    try bench.send([0x60, 0x45, 0x60])
    #expect(part.eepromWriteCount == 3)
    #expect(part.violations.count == count)
  }

  @Test func everyEEPROMWriteOfTheFourIsCounted() throws {
    let (bench, part) = MCP47xx.four()
    for (bytes, count) in [
      ([UInt8(0x58), 0x00, 0x01], 1),
      ([0x50, 0, 1, 0, 2, 0, 3, 0, 4], 2), ([0x65, 0x66, 0x67], 3),
    ] {
      try bench.send(bytes)
      #expect(part.eepromWriteCount == count)
      bench.bus.pause(microseconds: 1_100_000)
    }
    #expect(!part.violations.contains { $0.what.contains("loop") })
    try bench.send([0x58, 0x00, 0x01])
    bench.bus.pause(microseconds: 60_000)
    try bench.send([0x58, 0x00, 0x01])
    #expect(part.violations.last?.what.contains("loop") == true)
    part.powerOn(atMicroseconds: 0)
    #expect((0..<4).map(part.code) == [1, 2, 3, 4])
  }

  @Test func setUpDuringAnEEPROMWrite() throws {
    let (bench, part) = MCP47xx.one()
    try bench.send([0x60, 0x12, 0x30])
    #expect(try bench.setUp(MCP4725.self))
    #expect(part.violations.isEmpty)
    let (other, quad) = MCP47xx.four()
    try other.send([0x58, 0x00, 0x01])
    #expect(try other.setUp(MCP4728.self))
    #expect(quad.violations.isEmpty)
  }

  @Test func reservedAndBrokenCommands() throws {
    let (bench, part) = MCP47xx.one()
    for (bytes, what) in [
      ([UInt8(0x80), 0, 0], "reserved"), ([0xE0], "reserved"), ([0x00], "command's middle"),
      ([0x40, 0], "command's middle"),
    ] {
      part.violations = []
      try bench.send(bytes)
      #expect(part.violations.first?.what.contains(what) == true, "\(bytes)")
    }
    let (other, quad) = MCP47xx.four()
    for (bytes, what) in [
      ([UInt8(0xE0)], "reserved"), ([0x48, 0, 0], "reserved"), ([0x00, 1, 2], "command's middle"),
      ([0x40, 1], "command's middle"), ([0x60, 0, 0], "address in the EEPROM"),
    ] {
      quad.violations = []
      try other.send(bytes)
      #expect(quad.violations.first?.what.contains(what) == true, "\(bytes)")
    }
  }
}
