import PartEmulators
import Parts
import Testing

@Suite struct MCP47xxEmulatorTests {
  private func one(_ code: UInt16 = 0x800) -> (ConverterBench, MCP4725Emulator) {
    let bench = ConverterBench()
    let part = bench.join {
      MCP4725Emulator(name: "U6", part: 0, analog: $0, address: 0x62, eepromCode: code)
    }
    return (bench, part)
  }

  private func four(
    loadPinIsLow: Bool = false, options: UInt32 = 0
  ) -> (ConverterBench, MCP4728Emulator) {
    let bench = ConverterBench(PartPlace(device: 1, options: options))
    let part = bench.join {
      MCP4728Emulator(
        name: "U7", part: 0, analog: $0, address: 0x65,
        eeprom: [0x8123, 0x9456, 0x6789, 0x0ABC], loadPinIsLow: loadPinIsLow)
    }
    return (bench, part)
  }

  @Test func everyCodeOfTheOne() throws {
    let (bench, part) = one()
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
      let (bench, part) = four(loadPinIsLow: loadPinIsLow, options: 3)
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
    let (bench, part) = one(0x321)
    part.powerOn(atMicroseconds: 0)
    #expect(bench.levels.outputs == [0: 0x321])
    #expect(try bench.setUp(MCP4725.self))
    #expect(bench.levels.outputs == [:])
    let (other, quad) = four()
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
    let (bench, part) = four()
    #expect(try bench.setUp(MCP4728.self))
    try bench.write(MCP4728.self, [1, 2, 3, 4])
    part.powerOn(atMicroseconds: 0)
    #expect(try bench.readBack(MCP4728.self, outputs: 4) == [nil, nil, nil, 0xABC])
  }

  @Test func optionsSetReferenceAndGain() throws {
    for (options, isInternal, gain) in [(UInt32(0), false, 1), (1, true, 1), (3, true, 2)] {
      let (bench, part) = four(options: options)
      #expect(try bench.setUp(MCP4728.self))
      try bench.write(MCP4728.self, [9, 9, 9, 9])
      for channel in 0..<4 { #expect(part.reference(channel) == (isInternal, gain)) }
    }
  }

  /// What is read back is the input register: it looks right although the output has not moved.
  @Test func readBackDoesNotShowTheOutput() throws {
    let (bench, part) = four()
    try bench.send([0x41, 0x07, 0x77])
    #expect(try bench.ask([], reading: 3) == [0xC5, 0x07, 0x77])
    #expect(part.code(0) == 0x123)
    try bench.send([0x40, 0x07, 0x77])
    #expect(part.code(0) == 0x777)
  }

  /// DS22187E, figures 5-7, 5-12, 5-13, 5-14.
  @Test func otherCommands() throws {
    let (bench, part) = four(loadPinIsLow: true)
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

  @Test func anEEPROMWriteInALoopIsAViolation() throws {
    let (bench, part) = one()
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
    let (bench, part) = four()
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
    let (bench, part) = one()
    try bench.send([0x60, 0x12, 0x30])
    #expect(try bench.setUp(MCP4725.self))
    #expect(part.violations.isEmpty)
    let (other, quad) = four()
    try other.send([0x58, 0x00, 0x01])
    #expect(try other.setUp(MCP4728.self))
    #expect(quad.violations.isEmpty)
  }

  @Test func reservedAndBrokenCommands() throws {
    let (bench, part) = one()
    for (bytes, what) in [
      ([UInt8(0x80), 0, 0], "reserved"), ([0xE0], "reserved"), ([0x00], "command's middle"),
      ([0x40, 0], "command's middle"),
    ] {
      part.violations = []
      try bench.send(bytes)
      #expect(part.violations.first?.what.contains(what) == true, "\(bytes)")
    }
    let (other, quad) = four()
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
