import PartEmulators
import Parts
import Testing

@Suite struct ADS7953EmulatorTests {
  private func make(
    mode: UInt8 = 0, clockHertz: UInt32 = 20_000_000
  ) -> (ConverterBench, ADS7953Emulator) {
    let bench = ConverterBench()
    let part = bench.join(
      { ADS7953Emulator(name: "U3", part: 0, analog: $0) }, mode: mode, clockHertz: clockHertz)
    return (bench, part)
  }

  @Test func everyCodeOfEveryInput() throws {
    let (bench, part) = make()
    #expect(try bench.setUp(ADS7953.self))
    let channels = (UInt8(0)..<16).map { $0 }
    for code in Int32(0)..<4096 {
      for channel in 0..<16 { bench.levels.codes[channel] = code ^ Int32(channel * 0x111) }
      let expected = (0..<16).map { Optional(code ^ Int32($0 * 0x111)) }
      #expect(try bench.scan(ADS7953.self, channels) == expected)
    }
    #expect(part.violations.isEmpty)
  }

  /// The answer to a frame is in the frame after the next: 1, 2, 3 asked, 0 before them.
  @Test func answersArePipelined() throws {
    let (bench, _) = make()
    for channel in 0..<16 { bench.levels.codes[channel] = Int32(0x100 + channel) }
    try bench.transfer([0x18, 0], [0x18, 0])
    let answers = try bench.transfer([0x18, 0x80], [0x19, 0], [0x19, 0x80], [0, 0], [0, 0])
    #expect(answers == [[0x01, 0], [0x01, 0], [0x11, 1], [0x21, 2], [0x31, 3]])
  }

  /// The value is that of the time of its own frame, not of the one that asked.
  @Test func samplesWhenTheSelectFalls() throws {
    let (bench, _) = make()
    try bench.transfer([0x1A, 0], [0x1A, 0])
    bench.levels.codes[4] = 77
    #expect(try bench.transfer([0, 0]) == [[0x40, 77]])
  }

  @Test func setUpFromEveryState() throws {
    // Automatic mode, pins in the answer, powered down, a sequence half programmed.
    for dirt: [[UInt8]] in [
      [], [[0x80, 0], [0xFF, 0x0F], [0x2C, 0x00], [0, 0]], [[0x18, 0x10]], [[0x18, 0x20]],
      [[0x80, 0x00]],
    ] {
      let (bench, part) = make()
      for bytes in dirt { try bench.transfer(bytes) }
      #expect(try bench.setUp(ADS7953.self), "\(dirt)")
      bench.levels.codes[3] = 300
      bench.levels.codes[12] = 1200
      #expect(try bench.scan(ADS7953.self, [12, 3]) == [1200, 300])
      #expect(part.violations.isEmpty)
    }
  }

  @Test func automaticModeIsNotTakenForManual() throws {
    let (bench, _) = make()
    try bench.transfer([0x18, 0], [0x2C, 0x00], [0, 0], [0, 0])
    let answers = try bench.transfer([0, 0], [0, 0], [0, 0])
    #expect(answers.map { $0[0] >> 4 } == [1, 2, 3])
  }

  @Test func pinsInTheAnswerAreRefused() throws {
    let (bench, _) = make()
    try bench.transfer([0x18, 0x90], [0x18, 0x90], [0x18, 0x90])
    #expect(try bench.transfer([0, 0])[0][0] >> 4 == 0)
    #expect(try bench.scan(ADS7953.self, [1]) == [0])
  }

  @Test func misuse() throws {
    for mode in UInt8(0)..<4 {
      let (bench, part) = make(mode: mode)
      try bench.transfer([0x18, 0])
      #expect(part.violations.isEmpty == (mode == 0))
    }
    let (fast, quick) = make(clockHertz: 20_000_001)
    try fast.transfer([0x18, 0])
    #expect(quick.violations.count == 1)
    let (bench, part) = make()
    try bench.transfer([0x18])
    #expect(part.violations.count == 1)
    try bench.transfer([0x18, 0, 0x18, 0])
    #expect(part.violations.count == 2)
    try bench.transfer([0x50, 0])
    #expect(part.violations.count == 3)
    try bench.transfer([0x18, 0])
    #expect(part.violations.count == 3)
  }
}
