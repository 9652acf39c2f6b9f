import BusInterface
import PartEmulators
import Parts
import Testing

@Suite struct ADS1115EmulatorTests {
  private func make(rateError: Double = -0.1) -> (ConverterBench, ADS1115Emulator) {
    let bench = ConverterBench()
    let part = bench.join {
      ADS1115Emulator(name: "U4", part: 0, analog: $0, address: 0x4A, rateError: rateError)
    }
    return (bench, part)
  }

  @Test func everyCode() throws {
    let (bench, part) = make()
    #expect(try bench.setUp(ADS1115.self))
    for code in stride(from: Int32(0), to: 32_768, by: 4) {
      for channel in 0..<4 { bench.levels.codes[channel] = code + Int32(channel) }
      #expect(try bench.scan(ADS1115.self, [0, 1, 2, 3]) == [code, code + 1, code + 2, code + 3])
    }
    for channel in 0..<4 { bench.levels.codes[channel] = [-1, -32_768, 40_000, -40_000][channel] }
    #expect(try bench.scan(ADS1115.self, [0, 1, 2, 3]) == [0, 0, 32_767, 0])
    #expect(part.violations.isEmpty)
  }

  @Test func everyRateIsAwaited() throws {
    for rate in UInt32(0)..<8 {
      for error in [-0.1, 0, 0.1] {
        let (bench, part) = make(rateError: error)
        bench.place.options = rate << 4
        #expect(try bench.setUp(ADS1115.self))
        bench.levels.codes[0] = 11
        bench.levels.codes[3] = 33
        #expect(try bench.scan(ADS1115.self, [3, 0, 3]) == [33, 11, 33])
        #expect(part.violations.isEmpty)
      }
    }
  }

  /// The register map's power-up values (SBAS444, table 8-3), and a conversion of 0.
  @Test func powerUpState() throws {
    let (bench, _) = make()
    #expect(try bench.ask([1], reading: 2) == [0x85, 0x83])
    #expect(try bench.ask([2], reading: 2) == [0x80, 0x00])
    #expect(try bench.ask([3], reading: 2) == [0x7F, 0xFF])
    #expect(try bench.ask([0], reading: 2) == [0, 0])
  }

  /// The trap: in continuous mode a value soon after a change of input is the old input's.
  @Test func continuousModeGivesTheOldInputsValue() throws {
    let (bench, part) = make()
    bench.levels.codes[0] = 1000
    bench.levels.codes[1] = 2000
    // Input 0, continuous, 860 a second; two conversions later it is there.
    try bench.send([1, 0xC2, 0xE3])
    bench.bus.pause(microseconds: 3_000)
    #expect(try bench.ask([0], reading: 2) == [0x03, 0xE8])
    #expect(part.violations.isEmpty)
    // Input 1, and the wait of one conversion that looks sufficient: the old value, and a violation.
    try bench.send([1, 0xD2, 0xE3])
    bench.bus.pause(microseconds: 1_100)
    #expect(try bench.ask([0], reading: 2) == [0x03, 0xE8])
    #expect(part.violations.count == 1)
    // The driver in the same situation.
    part.violations = []
    #expect(try bench.setUp(ADS1115.self))
    #expect(try bench.scan(ADS1115.self, [0, 1, 0]) == [1000, 2000, 1000])
    #expect(part.violations.isEmpty)
  }

  @Test func setUpFromEveryState() throws {
    // Reset, continuous at 8 a second, a single conversion at 8 a second, alert on, pointer astray.
    for dirt: [UInt8] in [[1], [1, 0x42, 0x03], [1, 0xC3, 0x00], [1, 0x85, 0x80], [3]] {
      let (bench, part) = make()
      try bench.send(dirt)
      #expect(try bench.setUp(ADS1115.self))
      bench.levels.codes[2] = 22
      #expect(try bench.scan(ADS1115.self, [2]) == [22])
      #expect(part.violations.isEmpty, "\(part.violations)")
    }
  }

  /// A conversion that somebody else began is not taken for ours.
  @Test func aRunningConversionIsNotTrusted() throws {
    let (bench, _) = make()
    #expect(try bench.setUp(ADS1115.self))
    bench.levels.codes[0] = 1000
    bench.levels.codes[1] = 2000
    try bench.send([1, 0xC3, 0xE3])
    #expect(try bench.scan(ADS1115.self, [1]) == [nil])
    #expect(try bench.scan(ADS1115.self, [1]) == [2000])
  }

  /// A request that happened, was reported as failed and is made again gives nothing wrong.
  @Test func repeatedRequestsGiveRightAnswersOrNone() throws {
    for request in 0..<4 {
      let (bench, _) = make()
      for channel in 0..<4 { bench.levels.codes[channel] = Int32(1000 * (channel + 1)) }
      _ = try bench.setUp(ADS1115.self)
      bench.bus.failingRequest = bench.bus.requestCount + request
      let codes = try bench.scan(ADS1115.self, [0, 1, 2])
      for (code, right) in zip(codes, [Int32(1000), 2000, 3000]) {
        #expect(code == nil || code == right)
      }
      #expect(try bench.scan(ADS1115.self, [0, 1, 2]) == [1000, 2000, 3000])
    }
  }

  /// A part that has lost its supply meanwhile.
  @Test func aResetIsNoticed() throws {
    let (bench, part) = make()
    _ = try bench.setUp(ADS1115.self)
    try bench.send([1, 0xC3, 0xE3])
    part.powerOn(atMicroseconds: bench.bus.now)
    let config = try bench.ask([1], reading: 2)
    #expect(config == [0x85, 0x83])
  }

  /// 25 us and one period of a clock that is 10 % slow (SBAS444, 8.4.2.1), to a microsecond.
  @Test func aConversionTakesItsTime() {
    for (rate, bits) in [(8.0, UInt8(0x03)), (128, 0x83), (860, 0xE3)] {
      let (_, part) = make()
      func config(at time: Double) -> UInt8 {
        _ = part.start(isRead: true, atMicroseconds: time)
        let high = part.read(atMicroseconds: time)
        _ = part.read(atMicroseconds: time)
        part.stop(atMicroseconds: time)
        return high
      }
      _ = part.start(isRead: false, atMicroseconds: 0)
      for byte in [1, 0xC3, bits] { _ = part.write(byte, atMicroseconds: 0) }
      part.stop(atMicroseconds: 0)
      #expect(config(at: 25 + 1e6 / (0.9 * rate) - 1) & 0x80 == 0)
      #expect(config(at: 25 + 1e6 / (0.9 * rate) + 1) & 0x80 != 0)
    }
  }

  @Test func misuse() throws {
    let (bench, part) = make()
    // Read too early.
    try bench.send([1, 0xC3, 0xE3])
    _ = try bench.ask([0], reading: 2)
    #expect(part.violations.last?.what.contains("before the conversion is ready") == true)
    // Started while it runs.
    try bench.send([1, 0xC3, 0xE3])
    #expect(part.violations.last?.what.contains("while a conversion runs") == true)
    bench.bus.pause(microseconds: 1_400)
    let count = part.violations.count
    _ = try bench.ask([0], reading: 2)
    #expect(part.violations.count == count)
    // A reserved register, half a register, one byte too many, a read-only register.
    for (bytes, words) in [
      ([UInt8(7)], "reserved"), ([1, 0x85], "one byte"), ([1, 0x85, 0x83, 0], "more than two"),
      ([0, 1, 2], "read only"),
    ] {
      try bench.send(bytes)
      #expect(part.violations.last?.what.contains(words) == true, "\(bytes)")
    }
  }
}
