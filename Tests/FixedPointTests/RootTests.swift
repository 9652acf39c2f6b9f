import FixedPoint
import Foundation
import Testing

@Suite struct RootTests {
  @Test func squareRootOfEvery16BitOperandAndOfSquares() {
    for value in UInt64(0)...65535 {
      let root = integerSquareRoot(value)
      #expect(root * root <= value && (root + 1) * (root + 1) > value)
    }
    let roots: [UInt64] = [1 << 31, (1 << 32) - 1, 3_037_000_499]
    for root in roots {
      #expect(integerSquareRoot(root * root) == root)
      #expect(integerSquareRoot(root * root - 1) == root - 1)
    }
    #expect(integerSquareRoot(UInt64.max) == (1 << 32) - 1)
  }

  /// Stated bound: below 2^-19, for every power and every 16th argument.
  @Test func quarterPowersAgainstFloatingPoint() {
    for quarters in UInt32(0)...8 {
      for x in stride(from: UInt32(1), through: 1 << 20, by: 15) {
        let exact = pow(Double(x) / 1_048_576, Double(quarters) / 4)
        let error = abs(Double(quarterPower(x, quarters: quarters)) / 1_048_576 - exact)
        #expect(error < 1.0 / 524_288)
      }
      #expect(quarterPower(1 << 20, quarters: quarters) == 1 << 20)
      #expect(quarterPower(0, quarters: quarters) == 0)
      #expect(quarterPower(UInt32.max, quarters: quarters) == 1 << 20)
    }
  }
}
