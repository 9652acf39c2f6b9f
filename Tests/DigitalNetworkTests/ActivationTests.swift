import DigitalNetwork
import Foundation
import Testing

/// Activations against the mathematical library, over every value of a state's upper 16 bits, and
/// densely where they bend.
@Suite struct ActivationTests {
  private static let smooth = [DigitalActivation.tanh, .sigmoid]

  /// -8 to 8 in steps of 2^-12; the last is as far as a state goes.
  private static let everywhere = (Int32(Int16.min)...Int32(Int16.max)).map { $0 << 16 }
  /// -2^-10 to 2^-10 and 1 to 1 + 2^-10, every one of a state's 32 bits.
  private static let closely = Array(Int32(-1 << 18)...1 << 18) + Array(1 << 28...1 << 28 + 1 << 18)

  private func exact(_ activation: DigitalActivation, _ state: Int32) -> Double {
    let s = Double(state) * 0x1p-28
    return activation == .tanh ? tanh(s) : 1 / (1 + exp(-s))
  }

  @Test(arguments: smooth) func levelsAreExact(_ activation: DigitalActivation) {
    for states in [Self.everywhere, Self.closely] {
      let worst = states.map {
        abs(Double(activation.level(of: $0)) - exact(activation, $0) * 0x1p30)
      }.max()
      #expect(worst ?? .infinity <= 3, "\(activation): \(worst ?? .nan) of 2^-30")
    }
  }

  /// Of the slopes a fourth, one from each level's error: 2 rho and 1 - 2 rho times 3 steps, and one.
  @Test(arguments: smooth) func slopesAreExact(_ activation: DigitalActivation) {
    let worst = Self.everywhere.map { state in
      let rho = exact(activation, state)
      let wanted = activation == .tanh ? 1 - rho * rho : rho * (1 - rho)
      return abs(Double(activation.slope(at: activation.level(of: state))) - wanted * 0x1p30)
    }.max()
    #expect(worst ?? .infinity <= 7, "\(activation): \(worst ?? .nan) of 2^-30")
  }

  /// What nodes hear: half a step of 2^-15, and where 1 itself does not fit, a whole one.
  @Test(arguments: smooth) func messagesAreTheNearest(_ activation: DigitalActivation) {
    for state in Self.everywhere {
      let message = DigitalActivation.message(activation.level(of: state))
      let wanted = exact(activation, state) * 0x1p15
      let bound = abs(wanted) > 32_767 ? 1 : 0.501
      #expect(abs(Double(message) - wanted) <= bound && message > Int16.min)
    }
  }

  @Test(arguments: smooth) func neverFallsAndIsOdd(_ activation: DigitalActivation) {
    let middle = activation == .tanh ? 0 : DigitalActivation.one / 2
    for states in [Self.everywhere, Self.closely] {
      let levels = states.map { activation.level(of: $0) }
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 <= $1 })
      for (state, level) in zip(states, levels) where state > 0 {
        #expect(activation.level(of: -state) - middle == middle - level)
      }
    }
    #expect(activation.level(of: 0) == middle)
  }

  @Test func hardSigmoid() {
    let levels = [-1 << 30, -1, 0, 1, 1 << 27, 1 << 28, 1 << 30].map {
      DigitalActivation.hardSigmoid.level(of: $0)
    }
    #expect(levels == [0, 0, 0, 4, 1 << 29, 1 << 30, 1 << 30])
  }
}
