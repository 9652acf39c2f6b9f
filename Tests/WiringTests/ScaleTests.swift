import Testing
import Wiring

@Suite struct ScaleTests {
  /// Against Double's own rounding to nearest even, over every level of a DAC's full scale.
  @Test(arguments: [(12, 3.3, 3.3), (16, 3.3, 2.5), (12, 3.3, 5.0), (10, 5.0, 3.3)])
  func levelsBecomeTheNearestCode(bits: Int, fullScale: Double, reference: Double) {
    let step = reference / Double(1 << bits)
    let channel = WiringChannel(
      chip: 0, channel: 0, mantissa: Int64((fullScale / step * 0x1p12).rounded()), offset: 0,
      largestCode: UInt32(1 << bits - 1))
    var wrong = 0
    for level in Int32(0)...(1 << 20) {
      let exact = (Double(level) * Double(channel.mantissa) * 0x1p-32).rounded(.toNearestOrEven)
      let wanted = min(max(exact, 0), Double(1 << bits - 1))
      if Double(channel.code(level)) != wanted { wrong += 1 }
    }
    #expect(wrong == 0)
    #expect(channel.code(-5) == 0)
    #expect(channel.code(1 << 21) == Int32(1 << bits - 1))
  }

  @Test func codesBecomeSamplesAndBack() {
    // A 12-bit code is 2^8 of a sample's 2^20 steps, exactly.
    let channel = WiringChannel(
      chip: 0, channel: 0, mantissa: 1 << 40, offset: 0, largestCode: 4_095)
    for code in Int32(0)..<4_096 { #expect(channel.sample(code) == code << 8) }
    #expect(channel.sample(1 << 20) == 1 << 20)
    #expect(channel.sample(-(1 << 20)) == -(1 << 20))
  }

  @Test func halvesGoToTheEvenCode() {
    let channel = WiringChannel(
      chip: 0, channel: 0, mantissa: 1 << 31, offset: 0, largestCode: 100)
    #expect((0...7).map { channel.code($0) } == [0, 0, 1, 2, 2, 2, 3, 4])
  }

  @Test func correctionsRoundToTheNearestStep() {
    #expect(WiringCorrection().corrected(123_456) == 123_456)
    let correction = WiringCorrection(gain: (1 << 40) + (1 << 30), offset: -(3 << 40))
    // x (1 + 2^-10) - 3
    #expect(correction.corrected(1 << 20) == (1 << 20) + (1 << 10) - 3)
    #expect(correction.corrected(0) == -3)
    #expect(correction.corrected(-1 << 20) == -(1 << 20) - (1 << 10) - 3)
  }
}
