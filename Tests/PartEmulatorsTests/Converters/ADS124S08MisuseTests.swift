import PartEmulators
import Parts
import Testing

@Suite struct ADS124S08MisuseTests {
  private func make(
    mode: UInt8 = 1, clockHertz: UInt32 = 5_000_000, clockError: Double = -0.015
  ) -> (ConverterBench, ADS124S08Emulator) {
    let bench = ConverterBench()
    let part = bench.join(
      { ADS124S08Emulator(name: "U5", part: 0, analog: $0, clockError: clockError) }, mode: mode,
      clockHertz: clockHertz)
    return (bench, part)
  }

  @Test func modesAndClocks() throws {
    for mode in UInt8(0)..<4 {
      let (bench, part) = make(mode: mode)
      try bench.transfer([0])
      #expect(part.violations.isEmpty == (mode == 1))
    }
    for (clock, isAllowed) in [(UInt32(10_000_000), true), (10_000_001, false)] {
      let (bench, part) = make(clockHertz: clock)
      try bench.transfer([0])
      #expect(part.violations.isEmpty == isAllowed)
    }
  }

  /// Each in a part that is ready, and what the violation says.
  @Test(arguments: [
    (
      [[UInt8]]([[0x42, 0, 0x1C, 0x08], [0x12, 0, 0, 0, 0, 0]]), "before the conversion is ready"
    ),
    ([[0x42, 0, 0x1C, 0x08], [0x42, 0, 0x2C]], "written while a conversion runs"),
    ([[0x42, 0, 0x1C, 0x08], [0x08]], "START while a conversion runs"),
    ([[0x12, 0, 0, 0, 0, 0]], "before any conversion"),
    ([[0x04], [0x08]], "powered down"), ([[0x06], [0x00]], "within 4,096 clocks"),
    ([[0x60]], "is none"), ([[0x22]], "in a command's middle"),
    ([[0x42, 0]], "in a command's middle"), ([[0x22, 0]], "in a command's middle"),
    ([[0x22, 0, 1]], "DIN not low"), ([[0x40, 0, 1]], "cannot be written"),
    ([[0x46, 0, 0x30]], "reserved bits"),
  ])
  func misuse(_ transfers: [[UInt8]], _ what: String) throws {
    let (bench, part) = make()
    #expect(try bench.setUp(ADS124S08.self))
    #expect(part.violations.isEmpty)
    for bytes in transfers { try bench.transfer(bytes) }
    #expect(part.violations.first?.what.contains(what) == true, "\(part.violations)")
  }

  @Test func dataOfTheInputBefore() throws {
    let (bench, part) = make()
    _ = try bench.setUp(ADS124S08.self)
    bench.levels.codes[1] = 5
    try bench.transfer([0x42, 0, 0x1C, 0x08], wait: 500)
    try bench.transfer([0x12, 0, 0, 0, 0, 0])
    #expect(part.violations.isEmpty)
    try bench.transfer([0x42, 0, 0x2C])
    try bench.transfer([0x12, 0, 0, 0, 0, 0])
    #expect(part.violations.first?.what.contains("before the multiplexer's change") == true)
  }

  @Test func powerUpTakesTime() throws {
    let (bench, part) = make()
    part.powerOn(atMicroseconds: bench.bus.now)
    try bench.transfer([0])
    #expect(part.violations.count == 1)
    bench.bus.pause(microseconds: 2_190)
    try bench.transfer([0])
    #expect(part.violations.count == 2)
    bench.bus.pause(microseconds: 10)
    try bench.transfer([0])
    #expect(part.violations.count == 2)
  }
}
