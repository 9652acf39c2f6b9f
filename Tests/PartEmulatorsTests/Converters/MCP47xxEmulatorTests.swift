import PartEmulators
import Parts
import Testing

@Suite struct MCP47xxEmulatorTests {
  @Test func everyCodeOfTheOne() throws {
    let (bench, part) = MCP47xx.one()
    #expect(try bench.setUp(MCP4725.self))
    for code in UInt16(0)..<4096 {
      try bench.write(MCP4725.self, [code])
      #expect(bench.levels.outputs[0] == code)
      #expect(try bench.readBack(MCP4725.self, outputs: 1) == [code])
    }
    #expect(part.violations.isEmpty)
    #expect(part.eepromWriteCount == 0)
  }

  @Test func everyCodeOfTheFour() throws {
    for loadPinIsLow in [false, true] {
      let (bench, part) = MCP47xx.four(loadPinIsLow: loadPinIsLow, options: 3)
      #expect(try bench.setUp(MCP4728.self))
      for code in UInt16(0)..<4096 {
        let codes = (UInt16(0)..<4).map { code ^ $0 * 0x555 }
        try bench.write(MCP4728.self, codes)
        #expect((0..<4).map { bench.levels.outputs[$0] } == codes)
        #expect(try bench.readBack(MCP4728.self, outputs: 4) == codes)
      }
      #expect(part.violations.isEmpty)
      #expect(part.eepromWriteCount == 0)
    }
  }

  @Test func theyPowerUpFromTheirEEPROM() throws {
    let (bench, part) = MCP47xx.one(0x321)
    part.powerOn(atMicroseconds: 0)
    #expect(bench.levels.outputs == [0: 0x321])
    #expect(try bench.setUp(MCP4725.self))
    #expect(bench.levels.outputs == [:])
    let (other, quad) = MCP47xx.four()
    quad.powerOn(atMicroseconds: 0)
    #expect(other.levels.outputs == [0: 0x123, 1: 0x456, 3: 0xABC])
    #expect(quad.reference(1) == (true, 2))
    #expect(try other.setUp(MCP4728.self))
    #expect(other.levels.outputs == [:])
    try other.write(MCP4728.self, [1, 2, 3, 4])
    #expect(other.levels.outputs == [0: 1, 1: 2, 2: 3, 3: 4])
    #expect(quad.reference(1) == (false, 1))
    // Again at the next power-up: nothing was kept.
    quad.powerOn(atMicroseconds: 0)
    #expect(other.levels.outputs == [0: 0x123, 1: 0x456, 3: 0xABC])
  }

  @Test func aPartThatLostItsSettingsIsNoticed() throws {
    let (bench, part) = MCP47xx.four()
    #expect(try bench.setUp(MCP4728.self))
    try bench.write(MCP4728.self, [1, 2, 3, 4])
    part.powerOn(atMicroseconds: 0)
    #expect(try bench.readBack(MCP4728.self, outputs: 4) == [nil, nil, nil, 0xABC])
  }

  @Test func optionsSetReferenceAndGain() throws {
    for (options, isInternal, gain) in [(UInt32(0), false, 1), (1, true, 1), (3, true, 2)] {
      let (bench, part) = MCP47xx.four(options: options)
      #expect(try bench.setUp(MCP4728.self))
      try bench.write(MCP4728.self, [9, 9, 9, 9])
      for channel in 0..<4 { #expect(part.reference(channel) == (isInternal, gain)) }
    }
  }

  /// What is read back is the input register: it looks right although the output has not moved.
  @Test func readBackDoesNotShowTheOutput() throws {
    let (bench, part) = MCP47xx.four()
    try bench.send([0x41, 0x07, 0x77])
    #expect(try bench.ask([], reading: 3) == [0xC5, 0x07, 0x77])
    #expect(part.code(0) == 0x123)
    try bench.send([0x40, 0x07, 0x77])
    #expect(part.code(0) == 0x777)
  }

  /// DS22187E, figures 5-7, 5-12, 5-13, 5-14.
  @Test func otherCommands() throws {
    let (bench, part) = MCP47xx.four(loadPinIsLow: true)
    try bench.send([0x00, 0x11, 0x00, 0x22, 0x30, 0x33, 0x00, 0x44])
    #expect((0..<4).map(part.code) == [0x11, 0x22, nil, 0x44])
    #expect(part.reference(0) == (true, 1))
    try bench.send([0x85])
    #expect((0..<4).map { part.reference($0).isInternal } == [false, true, false, true])
    try bench.send([0xC1])
    #expect((0..<4).map { part.reference($0).gain } == [1, 1, 1, 2])
    try bench.send([0xA3, 0x10])
    #expect((0..<4).map(part.code) == [0x11, nil, 0x33, nil])
    #expect(part.violations.isEmpty)
  }
}
