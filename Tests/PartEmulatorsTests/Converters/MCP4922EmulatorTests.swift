import PartEmulators
import Parts
import Testing

@Suite struct MCP4922EmulatorTests {
  private func make(
    mode: UInt8 = 0, clockHertz: UInt32 = 20_000_000, options: UInt32 = 0
  ) -> (ConverterBench, MCP4922Emulator) {
    let bench = ConverterBench(PartPlace(device: 1, options: options))
    let part = bench.join(
      { MCP4922Emulator(name: "U8", part: 0, analog: $0) }, mode: mode, clockHertz: clockHertz)
    return (bench, part)
  }

  @Test func everyCode() throws {
    let (bench, part) = make()
    part.powerOn(atMicroseconds: 0)
    #expect(bench.levels.outputs == [:])
    #expect(try bench.setUp(MCP4922.self))
    #expect(bench.levels.outputs == [:])
    for code in UInt16(0)..<4096 {
      try bench.write(MCP4922.self, [code, 4095 - code])
      #expect(bench.levels.outputs == [0: code, 1: 4095 - code])
    }
    #expect(part.violations.isEmpty)
    #expect(try bench.setUp(MCP4922.self))
    #expect(bench.levels.outputs == [:])
  }

  @Test func options() throws {
    for (options, isBuffered, gain) in [(UInt32(0), false, 1), (1, true, 1), (2, false, 2)] {
      let (bench, part) = make(options: options)
      try bench.write(MCP4922.self, [1, 2])
      for output in 0..<2 { #expect(part.reference(output) == (isBuffered, gain)) }
    }
  }

  @Test func misuse() throws {
    for mode in UInt8(0)..<4 {
      let (bench, part) = make(mode: mode)
      try bench.write(MCP4922.self, [1, 2])
      #expect(part.violations.isEmpty == (mode == 0 || mode == 3))
    }
    let (fast, quick) = make(clockHertz: 20_000_001)
    try fast.write(MCP4922.self, [1])
    #expect(quick.violations.count == 1)
    let (bench, part) = make()
    try bench.transfer([0x3A])
    #expect(part.violations.count == 1)
    #expect(bench.levels.outputs == [:])
    // Both frames with the select held: the second is lost.
    try bench.transfer([0x31, 0x11, 0xB2, 0x22])
    #expect(part.violations.count == 2)
    #expect(bench.levels.outputs == [0: 0x111])
  }
}
