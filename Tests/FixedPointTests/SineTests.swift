import FixedPoint
import Foundation
import Testing

@Suite struct SineTests {
  /// Every argument there is: within 0.51 steps of the true value, and odd bit for bit.
  @Test func everyArgument() {
    var worst = 0.0
    for x in Int32(0)...(1 << 20) {
      let sine = sineOfHalfTurns(x)
      worst = max(worst, abs(Double(sine) - sin(Double(x) * Double.pi * 0x1p-20) * 0x1p20))
      if sineOfHalfTurns(-x) != -sine { Issue.record("not odd at \(x)") }
    }
    #expect(worst <= 0.51, "\(worst)")
  }

  @Test func knownValues() {
    #expect(sineOfHalfTurns(0) == 0 && sineOfHalfTurns(1 << 20) == 0)
    #expect(sineOfHalfTurns(1 << 19) == 1 << 20 && sineOfHalfTurns(-1 << 19) == -1 << 20)
    // A sixth of a turn: half the root of three.
    #expect(abs(Double(sineOfHalfTurns((1 << 20) / 3)) - 908_093.5) < 2)
  }

  @Test func differencesGoTheShortWayAround() {
    #expect(wrappedHalfTurns(5) == 5 && wrappedHalfTurns(-5) == -5)
    #expect(wrappedHalfTurns((1 << 20) + 3) == 3 - (1 << 20))
    #expect(wrappedHalfTurns(-(1 << 20) - 3) == (1 << 20) - 3)
    #expect(wrappedHalfTurns(1 << 20) == -(1 << 20))
  }
}
