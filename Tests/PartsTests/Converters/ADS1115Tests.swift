import Parts
import Testing

@Suite struct ADS1115Tests {
  /// SBAS444, table 8-3: inputs 0 to 3 against ground are MUX 100 to 111; +-4.096 V is PGA 001; 860
  /// conversions a second are DR 111; single shot and no comparator 1 111 0 0 0 11.
  @Test func configIsTheDatasheets() {
    #expect(ADS1115.config(channel: 0, options: 0) == 0b0_100_001_1_111_0_0_0_11)
    #expect(ADS1115.config(channel: 3, options: 0) == 0b0_111_001_1_111_0_0_0_11)
    // +-6.144 V and 8 a second; +-0.256 V and 475 a second.
    #expect(ADS1115.config(channel: 1, options: 0x11) == 0b0_101_000_1_000_0_0_0_11)
    #expect(ADS1115.config(channel: 2, options: 0x76) == 0b0_110_101_1_110_0_0_0_11)
  }

  /// 1 / (0.9 DR) and 50 us.
  @Test func waitsForTheSlowestPart() {
    let rates: [UInt32: Double] = [
      0: 860, 0x10: 8, 0x20: 16, 0x30: 32, 0x40: 64, 0x50: 128, 0x60: 250, 0x70: 475,
    ]
    for (options, rate) in rates {
      let wait = Double(ADS1115.conversionMicroseconds(options: options))
      #expect(wait >= 1e6 / (0.9 * rate) + 50 && wait < 1e6 / (0.9 * rate) + 51)
    }
  }

  @Test func anInputIsStartedAwaitedCheckedAndRead() {
    let bench = ConverterScript()
    _ = bench.scan(ADS1115.self, PartPlace(device: 1, address: 0x49), [2, 0])
    typealias S = ConverterScript
    #expect(
      bench.sent == [
        S.write([1]), S.read(2), S.write([1]), S.read(2),
        S.write([1, 0xE3, 0xE3]), S.pause(1342), S.write([1]), S.read(2), S.write([0]), S.read(2),
        S.write([1, 0xC3, 0xE3]), S.pause(1342), S.write([1]), S.read(2), S.write([0]), S.read(2),
      ])
    #expect(bench.script.step(0)?.address == 0x49)
    #expect(bench.script.requestCount == 3)
  }

  @Test func onlyAnIdlePartWithTheAskedInputIsBelieved() {
    let place = PartPlace(device: 1, address: 0x49)
    let bench = ConverterScript()
    let answers = bench.scan(ADS1115.self, place, [2, 0])
    func codes() -> [Int32?] {
      [(UInt8(2), answers[0]), (0, answers[1])].map {
        bench.code(ADS1115.self, place, $0.0, at: $0.1)
      }
    }
    bench.receive([0xC3, 0xE3], step: 1)
    bench.receive([0xE3, 0xE3], step: 7)
    bench.receive([0x12, 0x34], step: 9)
    bench.receive([0xC3, 0xE3], step: 13)
    bench.receive([0x7F, 0xFF], step: 15)
    #expect(codes() == [0x1234, 32_767])
    // Below ground.
    bench.receive([0xFF, 0xFE], step: 15)
    #expect(codes() == [0x1234, 0])
    // Something was running when the first was started.
    bench.receive([0x43, 0xE3], step: 1)
    #expect(codes() == [nil, 0])
    bench.receive([0xC3, 0xE3], step: 1)
    // The first has not ended: neither it nor the second, started meanwhile, can be trusted.
    bench.receive([0x63, 0xE3], step: 7)
    #expect(codes() == [nil, nil])
    // Another input, another range, a reset part, a line that is high or low.
    for wrong: [UInt8] in [[0xF3, 0xE3], [0xE5, 0xE3], [0x85, 0x83], [0xFF, 0xFF], [0, 0]] {
      bench.receive(wrong, step: 7)
      #expect(codes()[0] == nil)
    }
  }

  @Test func setUpEndsContinuousModeAndReadsItBack() {
    let bench = ConverterScript()
    typealias S = ConverterScript
    ADS1115.setUp(PartPlace(), &bench.script)
    #expect(bench.sent == [S.write([1, 0x43, 0xE3]), S.pause(138_939), S.write([1]), S.read(2)])
    bench.receive([0xC3, 0xE3], step: 3)
    #expect(bench.isSetUp(ADS1115.self, PartPlace()))
    for wrong: [UInt8] in [[0x43, 0xE3], [0x85, 0x83], [0xFF, 0xFF], [0, 0]] {
      bench.receive(wrong, step: 3)
      #expect(!bench.isSetUp(ADS1115.self, PartPlace()))
    }
  }
}
