import FixedPoint
import Testing

@Suite struct RoundingTests {
  @Test func nearestEvenOfEvery16BitOperandAtEveryShift() {
    var wrong = 0
    for value in Int16.min...Int16.max {
      for shift in 0...16
      where Int(roundedToEven(Int64(value), shift: shift))
        != Reference.roundedToEven(Int(value), over: 1 << shift)
      {
        wrong += 1
      }
    }
    #expect(wrong == 0)
  }

  @Test func nearestEvenAtTheEndsOf64Bits() {
    #expect(roundedToEven(Int64.max, shift: 62) == 2)
    #expect(roundedToEven(Int64.min, shift: 62) == -2)
    #expect(roundedToEven(Int64.max, shift: 1) == 1 << 62)
    #expect(roundedToEven(Int64.max, shift: 0) == Int64.max)
  }

  /// Counts, over every value of the bits that decide, how often an 8-bit operand is rounded up:
  /// that must be exactly its remainder.
  @Test func stochasticRoundingIsExactInTheMean() {
    for shift in 1...8 {
      for value in Int16(-300)...300 {
        let floor = Int64(value) >> Int64(shift)
        var ups = 0
        for draw in 0..<(UInt64(1) << UInt64(shift)) {
          let rounded = roundedStochastically(
            Int64(value), shift: shift, random: draw << UInt64(64 - shift))
          #expect(rounded == floor || rounded == floor + 1)
          if rounded == floor + 1 { ups += 1 }
        }
        #expect(ups == Int(value) - Int(floor) << shift)
      }
    }
  }

  @Test func stochasticProductStaysBesideTheExactOne() {
    var random = RandomGenerator(seed: 3)
    var sum = 0.0
    for _ in 0..<100_000 {
      let product = Fixed<Int16, 8>(raw: 77).multiplied(
        by: Fixed<Int16, 8>(raw: 5), random: random.next())
      #expect(product.raw == 1 || product.raw == 2)
      sum += Double(product.raw)
    }
    // 77 * 5 / 256 = 1.504; standard error of the mean 0.0016.
    #expect(abs(sum / 100_000 - 385.0 / 256) < 0.008)
  }
}
