import LinuxBoard
import Testing

@Suite struct StepHistogramTests {
  /// The upper end of the part that a value falls into: a longer step keeps the longest away.
  private func upperEnd(_ value: UInt64) -> UInt64 {
    var histogram = StepHistogram()
    histogram.record(microseconds: value)
    histogram.record(microseconds: .max)
    return histogram.percentile(perMille: 500)
  }

  @Test("every value to 20,000 us, and those around each power of two, within a 32nd")
  func bound() {
    var values = Array(UInt64(0)...20_000)
    for exponent in 15..<29 {
      let power: UInt64 = 1 << UInt64(exponent)
      values += [power - 1, power, power + 1, power + power / 32 - 1, power + power / 32]
    }
    var wrong: [UInt64] = []
    for value in values {
      let end = upperEnd(value)
      let isRight =
        value < 64 ? end == value : end >= value && end - value <= (value - 1) / 32
      if !isRight { wrong.append(value) }
    }
    #expect(wrong == [])
    // 64 and 65 are the first two that share a part; 2^14 begins one of 512.
    #expect(upperEnd(64) == 65)
    #expect(upperEnd(1 << 14) == (1 << 14) + 511)
  }

  @Test("percentiles against a sorted array", arguments: [1, 2, 7, 999, 1_000, 1_001, 20_000])
  func percentiles(count: Int) {
    var state: UInt64 = 42
    var values: [UInt64] = []
    var histogram = StepHistogram()
    for _ in 0..<count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // Spread over all octaves up to 2^29.
      let value = (state >> 35) >> (state & 0xFF % 29)
      values.append(value)
      histogram.record(microseconds: value)
    }
    values.sort()
    var wrong: [Int] = []
    for perMille in 0...1_000 {
      let rank = max(1, (count * perMille + 999) / 1_000)
      let exact = values[rank - 1]
      let found = histogram.percentile(perMille: UInt64(perMille))
      if found < exact || found - exact > exact / 32 { wrong.append(perMille) }
    }
    #expect(wrong == [])
    #expect(histogram.count == UInt64(count))
    #expect(histogram.longest == values[count - 1])
    #expect(histogram.percentile(perMille: 1_000) == values[count - 1])
  }

  @Test("no steps, and steps of any length")
  func ends() {
    var histogram = StepHistogram()
    #expect(histogram.percentile(perMille: 500) == 0 && histogram.count == 0)
    histogram.record(microseconds: .max)
    #expect(histogram.percentile(perMille: 1) == .max && histogram.longest == .max)
    histogram.record(microseconds: 0)
    #expect(histogram.percentile(perMille: 500) == 0)
  }
}
