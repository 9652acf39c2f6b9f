import Curves
import Testing

/// Closed forms: one unit is 2^-40 of full scale squared, so the root of 2^40 units is full scale.
@Suite struct ErrorScaleTests {
  @Test func fullScaleIsTheRootOfTwoToTheForty() {
    let scale = ErrorScale(fullScaleMicrovolts: 5_000_000)
    #expect(scale.rmsVolts(1 << 40) == 5)
    #expect(scale.meanSquare(1 << 40) == 1)
    #expect(scale.unit == "V")
  }

  @Test(arguments: 0...20)
  func aQuarterOfTheSquareIsHalfOfTheRoot(_ power: Int) {
    let scale = ErrorScale(fullScaleMicrovolts: 2_000_000)
    // Powers of two are exact: 2 V x 2^-power.
    var volts = 2.0
    for _ in 0..<power { volts /= 2 }
    #expect(scale.rmsVolts(1 << (40 - 2 * UInt64(power))) == volts)
  }

  @Test func withoutVoltsTheRootIsAShareOfFullScale() {
    let scale = ErrorScale(fullScaleMicrovolts: 0)
    #expect(scale.rmsVolts(1 << 40) == nil)
    #expect(scale.rms(1 << 38) == 0.5)
    #expect(scale.unit == "FS")
  }

  @Test func zeroAndTheLargestErrorAreNumbers() {
    let scale = ErrorScale(fullScaleMicrovolts: .max)
    #expect(scale.rms(0) == 0)
    #expect(scale.rms(.max).isFinite)
  }
}
