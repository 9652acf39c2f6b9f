import Foundation
import SimulatedBoard
import Testing

/// What the networks compute four at a time, against the C library.
@Suite struct VectorFunctionTests {
  /// Neurons without synapses send s(b).
  @Test func logisticFunction() {
    // An odd number, so that the last ones are not four.
    let arguments = (0..<40_003).map { (Double($0) - 20_001) * 0.002 } + [-800, 800, 0, -1e-300]
    let neurons = LeakyIntegrateAndFire(
      synapses: [], weights: [], biases: arguments, leaks: arguments.map { _ in 1 })
    var found = arguments.map { _ in 0.0 }
    unsafe neurons.activations(of: arguments.map { _ in 0.0 }, into: &found)
    var worst = 0.0
    for (argument, value) in zip(arguments, found) {
      let exact = 1 / (1 + exp(-min(max(argument, -700), 700)))
      worst = max(worst, abs(value - exact) / exact)
    }
    #expect(worst < 0x1p-50, "\(worst)")
  }

  /// Pairs of phases, the first pulled by the second: sin(phi_2 - phi_1).
  @Test func sineAndCosine() {
    let count = 50_001
    let couplings = (0..<count).map { Coupling(to: 2 * $0, from: 2 * $0 + 1) }
    let network = Kuramoto(
      frequencies: Array(repeating: 0, count: 2 * count), couplings: couplings,
      strengths: Array(repeating: 1, count: count))
    let phases = (0..<2 * count).map { (index: Int) -> Double in
      if index % 2 == 0 { return 0.37 * Double(index % 11) }
      let place = 3e-3 * (Double(index) - 5e4)
      return place * Double(index % 7)
    }
    var rates = phases
    unsafe network.rates(of: phases, into: &rates)
    var worst = 0.0
    for pair in 0..<count {
      let (a, b) = (phases[2 * pair], phases[2 * pair + 1])
      let exact = sin(b) * cos(a) - cos(b) * sin(a)
      worst = max(worst, abs(rates[2 * pair] - exact))
      #expect(rates[2 * pair + 1] == 0)
    }
    #expect(worst < 0x1p-50, "\(worst)")
  }
}
