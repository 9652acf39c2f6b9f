import Parts
import Testing

@Suite struct ADS124S08Tests {
  /// SBAS660C: WREG INPMUX, START, then RREG INPMUX and RDATA with five bytes.
  @Test func anInputTakesTwoTransfers() {
    let bench = ConverterScript()
    _ = bench.scan(ADS124S08.self, PartPlace(device: 5), [0, 11])
    typealias S = ConverterScript
    let read = S.spi([0x22, 0, 0, 0x12, 0, 0, 0, 0, 0])
    // 104 + 14 periods of 3.90625 us are 461 us.
    #expect(
      bench.sent == [
        S.spi([0x42, 0, 0x0C, 0x08], wait: 480), read,
        S.spi([0x42, 0, 0xBC, 0x08], wait: 480), read,
      ])
    #expect(bench.script.requestCount == 1)
    #expect(!bench.holdsSelect)
  }

  /// SBAS660C, times of the low-latency filter, and the delay of the PGA register.
  @Test func waitsForTheSlowestClock() {
    let milliseconds: [UInt32: Double] = [
      0: 0.406, 14: 0.406, 13: 0.656, 12: 1.156, 11: 1.406, 10: 2.656, 9: 5.156, 8: 10.156,
      7: 16.910, 6: 20.156, 5: 56.504, 1: 56.504,
    ]
    let delays = [14.0, 25, 64, 256, 1024, 2048, 4096, 1]
    for (rate, time) in milliseconds {
      for (delay, periods) in delays.enumerated() {
        let least = (time * 1_000 + periods * 3.90625) * 1.0152
        let wait = Double(
          ADS124S08.conversionMicroseconds(options: rate | UInt32(delay) << 4))
        #expect(wait >= least && wait < least * 1.006 + 16, "rate \(rate) delay \(delay)")
      }
    }
  }

  /// By hand: 0x01 << 8 divided by 0x107 leaves 0x07; the checksum of a checksummed word is 0.
  @Test func checksumIsTheRemainder() {
    #expect(ADS124S08.checksum(0) == 0)
    #expect(ADS124S08.checksum(1) == 0x07)
    #expect(ADS124S08.checksum(2) == 0x0E)
    #expect(ADS124S08.checksum(0x80) == 0x89)
    // CRC-8 of the bytes 31 32 33 34 ("1234"), from 0.
    #expect(ADS124S08.checksum(0x3132_3334) == 0xC2)
  }

  private func code(_ received: [UInt8], channel: UInt8 = 3) -> Int32? {
    let bench = ConverterScript()
    let answer = bench.scan(ADS124S08.self, PartPlace(), [channel])[0]
    bench.receive(received, at: answer)
    return bench.code(ADS124S08.self, PartPlace(), channel, at: answer)
  }

  private func answer(
    multiplexer: UInt8 = 0x3C, status: UInt8 = 0, _ data: UInt32, flip: UInt8 = 0
  ) -> [UInt8] {
    let check = UInt8(ADS124S08.checksum(UInt64(status) << 24 | UInt64(data))) ^ flip
    let bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: data >> UInt32($0)) }
    return [0xFF, 0xFF, multiplexer, 0xFF, status] + bytes + [check]
  }

  @Test func answersAreCheckedInFourWays() {
    #expect(code(answer(0x123456)) == 0x123456)
    #expect(code(answer(0x7F_FFFF)) == 8_388_607)
    #expect(code(answer(0x80_0000)) == 0)
    #expect(code(answer(0xFF_FFFF)) == 0)
    // Another input, reset meanwhile, not ready, a bit fell over.
    #expect(code(answer(multiplexer: 0x2C, 5)) == nil)
    #expect(code(answer(status: 0x80, 5)) == nil)
    #expect(code(answer(status: 0x40, 5)) == nil)
    for bit in UInt8(0)..<8 { #expect(code(answer(5, flip: 1 << bit)) == nil) }
    // A flag of the reference monitor alone does not matter.
    #expect(code(answer(status: 0x01, 5)) == 5)
    // Nobody drives the line.
    #expect(code([UInt8](repeating: 0xFF, count: 9)) == nil)
    #expect(code([UInt8](repeating: 0, count: 9)) == nil)
  }

  @Test func setUpResetsWritesAndReadsBack() {
    let bench = ConverterScript()
    typealias S = ConverterScript
    // 2,000 a second, 25 periods of delay, internal reference.
    let place = PartPlace(options: 0x21D)
    ADS124S08.setUp(place, &bench.script)
    #expect(
      bench.sent == [
        S.spi([0x02]), S.spi([0x06], wait: 1_100), S.spi([0x41, 1, 0, 0x0C]),
        S.spi([0x43, 5, 0x20, 0x3C, 0x1A, 0, 0xFF, 0]), S.spi([0x49, 0, 0x13], wait: 20_000),
        S.spi([0x20, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ])
    #expect(bench.script.requestCount == 1)
    let good: [UInt8] = [0xFF, 0xFF, 0, 0, 0x0C, 0x20, 0x3C, 0x1A, 0, 0xFF, 0, 0x13]
    bench.receive(good, step: 5)
    #expect(bench.isSetUp(ADS124S08.self, place))
    for index in 2..<12 {
      var bad = good
      bad[index] ^= 1
      bench.receive(bad, step: 5)
      #expect(!bench.isSetUp(ADS124S08.self, place), "register \(index - 2)")
    }
    for level: UInt8 in [0, 0xFF] {
      bench.receive([UInt8](repeating: level, count: 12), step: 5)
      #expect(!bench.isSetUp(ADS124S08.self, place))
    }
  }
}
