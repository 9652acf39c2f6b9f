import PartEmulators
import Parts
import Testing

@Suite struct MCP3x08EmulatorTests {
  private func bench3208(
    mode: UInt8 = 0, clockHertz: UInt32 = 1_000_000, supplyVolts: Double = 2.7
  ) -> (ConverterBench, MCP3208Emulator) {
    let bench = ConverterBench()
    let part = bench.join(
      { MCP3208Emulator(name: "U1", part: 0, analog: $0, supplyVolts: supplyVolts) }, mode: mode,
      clockHertz: clockHertz)
    return (bench, part)
  }

  private func bench3008(
    mode: UInt8 = 0, clockHertz: UInt32 = 1_350_000, supplyVolts: Double = 2.7
  ) -> (ConverterBench, MCP3008Emulator) {
    let bench = ConverterBench()
    let part = bench.join(
      { MCP3008Emulator(name: "U2", part: 0, analog: $0, supplyVolts: supplyVolts) }, mode: mode,
      clockHertz: clockHertz)
    return (bench, part)
  }

  @Test func everyCodeOfEveryInput12() throws {
    let (bench, part) = bench3208()
    let channels: [UInt8] = [0, 1, 2, 3, 4, 5, 6, 7]
    for code in Int32(0)..<4096 {
      for channel in 0..<8 { bench.levels.codes[channel] = code ^ Int32(channel * 0x249) }
      let expected = (0..<8).map { Optional(code ^ Int32($0 * 0x249)) }
      #expect(try bench.scan(MCP3208.self, channels) == expected)
    }
    #expect(part.violations.isEmpty)
    #expect(bench.levels.conversions == 8 * 4096)
  }

  @Test func everyCodeOfEveryInput10() throws {
    let (bench, part) = bench3008()
    for code in Int32(0)..<1024 {
      for channel in 0..<8 { bench.levels.codes[channel] = code ^ Int32(channel * 0x92) }
      let expected = (0..<8).map { Optional(code ^ Int32($0 * 0x92)) }
      #expect(try bench.scan(MCP3008.self, [0, 1, 2, 3, 4, 5, 6, 7]) == expected)
    }
    #expect(part.violations.isEmpty)
  }

  @Test func aPartIsFoundWhateverItMeasures() throws {
    let (bench, part) = bench3208()
    for code in Int32(0)..<4096 {
      bench.levels.codes[0] = code
      #expect(try bench.setUp(MCP3208.self))
    }
    let (other, ten) = bench3008()
    for code in Int32(0)..<1024 {
      other.levels.codes[0] = code
      #expect(try other.setUp(MCP3008.self))
    }
    #expect(part.violations.isEmpty && ten.violations.isEmpty)
  }

  /// A 10-bit part in the place of a 12-bit one answers, but not as it must.
  @Test func theOtherPartIsNotTakenForIt() throws {
    let (bench, _) = bench3008(clockHertz: 1_000_000)
    bench.levels.codes[0] = 0x2AB
    #expect(try !bench.setUp(MCP3208.self))
  }

  @Test func inputsBeyondTheRangeSaturate() throws {
    let (bench, _) = bench3208()
    bench.levels.codes[0] = -5
    bench.levels.codes[1] = 5000
    #expect(try bench.scan(MCP3208.self, [0, 1]) == [0, 4095])
  }

  /// Pseudo-differential pairs: IN+ is the named input, IN- its neighbour.
  @Test func pairsReadTheirDifference() throws {
    let (bench, _) = bench3208()
    bench.levels.codes = [100, 350] + [Int32](repeating: 0, count: 14)
    #expect(try bench.transfer([0x04, 0x00, 0])[0].suffix(2) == [0xE0, 0])
    #expect(try bench.transfer([0x04, 0x40, 0])[0].suffix(2) == [0xE0, 250])
  }

  @Test func modesAndClocks() throws {
    for mode in UInt8(0)..<4 {
      let (bench, part) = bench3208(mode: mode)
      _ = try bench.scan(MCP3208.self, [0])
      #expect(part.violations.isEmpty == (mode == 0 || mode == 3), "mode \(mode)")
    }
    let clocks: [(UInt32, Double, Bool)] = [
      (1_000_000, 2.7, true), (1_000_001, 3.3, false), (2_000_000, 5, true), (2_000_001, 5, false),
      (10_000, 5, true), (9_999, 5, false),
    ]
    for (clock, volts, isAllowed) in clocks {
      let (bench, part) = bench3208(clockHertz: clock, supplyVolts: volts)
      _ = try bench.scan(MCP3208.self, [0])
      #expect(part.violations.isEmpty == isAllowed, "\(clock) Hz at \(volts) V")
    }
    for (clock, volts, isAllowed) in [
      (UInt32(1_350_000), 3.3, true), (1_350_001, 3.3, false), (3_600_000, 5.0, true),
      (3_600_001, 5.0, false),
    ] {
      let (bench, part) = bench3008(clockHertz: clock, supplyVolts: volts)
      _ = try bench.scan(MCP3008.self, [0])
      #expect(part.violations.isEmpty == isAllowed, "\(clock) Hz at \(volts) V")
    }
  }

  @Test func aPauseWithinAConversionDroops() {
    let (bench, part) = bench3208()
    func convert(pause: Double) {
      part.select(mode: 0, clockHertz: 1_000_000, atMicroseconds: 0)
      _ = part.exchange(0x06, atMicroseconds: 0)
      _ = part.exchange(0x00, atMicroseconds: 8)
      _ = part.exchange(0x00, atMicroseconds: 16 + pause)
      part.deselect(atMicroseconds: 24 + pause)
    }
    convert(pause: 1_180)
    #expect(part.violations.isEmpty)
    convert(pause: 1_220)
    #expect(part.violations.count == 1)
    #expect(bench.levels.conversions == 2)
  }

  @Test func theSelectMustRiseBetweenConversions() throws {
    let (bench, part) = bench3208()
    try bench.transfer([0x06, 0, 0], [0x06, 0, 0])
    #expect(part.violations.isEmpty)
    try bench.transfer([0x06, 0, 0, 0x06, 0, 0])
    #expect(part.violations.count == 1)
    #expect(part.violations.first?.what.contains("select held") == true)
  }

  @Test func theSelectMustNotRiseWithinAConversion() throws {
    let (bench, part) = bench3208()
    try bench.transfer([0x00])
    #expect(part.violations.isEmpty)
    try bench.transfer([0x06, 0])
    #expect(part.violations.count == 1)
  }
}
