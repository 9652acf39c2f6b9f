import PartEmulators
import Parts
import Testing

@Suite struct ADS124S08EmulatorTests {
  private func make(
    mode: UInt8 = 1, clockHertz: UInt32 = 5_000_000, clockError: Double = -0.015
  ) -> (ConverterBench, ADS124S08Emulator) {
    let bench = ConverterBench()
    let part = bench.join(
      { ADS124S08Emulator(name: "U5", part: 0, analog: $0, clockError: clockError) }, mode: mode,
      clockHertz: clockHertz)
    return (bench, part)
  }

  /// Steps of 997 through 2^23 codes, another part of them on every input, and the ends.
  @Test func codesOfAllInputs() throws {
    let (bench, part) = make()
    #expect(try bench.setUp(ADS124S08.self))
    let channels = (UInt8(0)..<12).map { $0 }
    for code in stride(from: Int32(0), to: 0x80_0000, by: 12 * 997) {
      for channel in 0..<12 {
        bench.levels.codes[channel] = min(code + Int32(channel * 997), 0x7F_FFFF)
      }
      let expected = (0..<12).map { Optional(min(code + Int32($0 * 997), 0x7F_FFFF)) }
      #expect(try bench.scan(ADS124S08.self, channels) == expected)
    }
    for (channel, code) in [0x7F_FFFF, -1, -0x80_0000, 0x80_0000, 1].enumerated() {
      bench.levels.codes[channel] = Int32(code)
    }
    #expect(
      try bench.scan(ADS124S08.self, [0, 1, 2, 3, 4]) == [0x7F_FFFF, 0, 0, 0x7F_FFFF, 1])
    #expect(part.violations.isEmpty)
  }

  @Test func oneConversionAnInput() throws {
    let (bench, _) = make()
    _ = try bench.setUp(ADS124S08.self)
    let before = bench.levels.conversions
    _ = try bench.scan(ADS124S08.self, [4, 5, 6])
    #expect(bench.levels.conversions - before == 3)
  }

  @Test func everyRateAndDelayIsAwaited() throws {
    for rate in UInt32(0)..<15 {
      for delay in UInt32(0)..<8 {
        for error in [-0.015, 0.015] {
          let (bench, part) = make(clockError: error)
          bench.place.options = rate | delay << 4
          #expect(try bench.setUp(ADS124S08.self))
          bench.levels.codes[1] = 111
          bench.levels.codes[2] = 222
          #expect(try bench.scan(ADS124S08.self, [1, 2, 1]) == [111, 222, 111])
          #expect(part.violations.isEmpty, "rate \(rate), delay \(delay): \(part.violations)")
        }
      }
    }
  }

  /// 104 + 14 periods of 16 clocks at 4,000 a second, 296 + 4,096 at 1,000, clock 1.5 % slow.
  @Test func aConversionTakesItsTime() {
    for (settings, periods) in [([UInt8(0x00), 0x3D], 118.0), ([0xC0, 0x3B], 4_392)] {
      let time = periods * 16 / 4.096 / 0.985
      for (wait, isReady) in [(time - 1, false), (time + 1, true)] {
        let (_, part) = make()
        // A byte takes 1.6 us; START ends 1.6 us behind its beginning.
        func send(_ bytes: [UInt8], at start: Double) {
          part.select(mode: 1, clockHertz: 5_000_000, atMicroseconds: start)
          for byte in bytes { _ = part.exchange(byte, atMicroseconds: start) }
          part.deselect(atMicroseconds: start)
        }
        send([0x43, 1] + settings, at: 0)
        send([0x08], at: 0)
        send([0x12, 0, 0, 0], at: 1.6 + wait)
        #expect(part.violations.isEmpty == isReady, "\(settings)")
      }
    }
  }

  @Test func setUpFromEveryState() throws {
    // After reset, converting all the time, asleep, other settings, a calibration of its own.
    for dirt: [[UInt8]] in [
      [], [[0x08]], [[0x04]], [[0x42, 0x07, 0x35, 0x0F, 0x0D, 0x39, 0x07, 0x21, 0x7F, 0xF7]],
      [[0x44, 0, 0x2D], [0x08]],
    ] {
      let (bench, part) = make()
      for bytes in dirt { try bench.transfer(bytes) }
      #expect(try bench.setUp(ADS124S08.self), "\(dirt)")
      bench.levels.codes[7] = 70_000
      #expect(try bench.scan(ADS124S08.self, [7]) == [70_000])
      #expect(part.violations.isEmpty, "\(part.violations)")
    }
  }

  @Test func aResetBetweenScansIsNoticed() throws {
    let (bench, part) = make()
    _ = try bench.setUp(ADS124S08.self)
    part.powerOn(atMicroseconds: bench.bus.now - 3_000)
    #expect(try bench.scan(ADS124S08.self, [0, 5]) == [nil, nil])
  }

  /// Registers of SBAS660C, table 27, after reset.
  @Test func powerUpRegisters() throws {
    let (bench, part) = make()
    let answer = try bench.transfer([0x20, 17] + [UInt8](repeating: 0, count: 18))[0]
    #expect(
      answer.suffix(18) == [
        0, 0x80, 0x01, 0, 0x14, 0x10, 0, 0xFF, 0, 0x10, 0, 0, 0, 0, 0, 0x40, 0, 0,
      ])
    #expect(part.violations.isEmpty)
  }
}
