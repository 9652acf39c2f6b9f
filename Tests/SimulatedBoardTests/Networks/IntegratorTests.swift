import SimulatedBoard
import Testing

@Suite struct IntegratorTests {
  @Test func everyKindHasReferences() {
    #expect(Reference.all.count == 15 && Set(Reference.all.map(\.kind)).count == 5)
  }

  @Test(arguments: Reference.all.indices) func agreesWithScipy(_ index: Int) {
    let reference = Reference.all[index]
    let end = run(reference.network, from: reference.start, time: reference.time, steps: 2_000)
    #expect(distance(end, reference.end) < 1e-8, "\(reference.kind)")
  }

  /// Half the step, a sixteenth of the error: fourth order.
  @Test(arguments: Reference.all.indices) func halfTheStepIsASixteenthOfTheError(_ index: Int) {
    let reference = Reference.all[index]
    let coarse = run(reference.network, from: reference.start, time: reference.time, steps: 160)
    let fine = run(reference.network, from: reference.start, time: reference.time, steps: 320)
    let ratio = distance(coarse, reference.end) / distance(fine, reference.end)
    #expect(ratio > 13 && ratio < 19, "\(reference.kind): \(ratio)")
  }

  /// x' = -x + p has the solution p + (x0 - p) exp(-t).
  @Test func pushesAreAddedAndImposedNodesStand() {
    let network = LinearOscillators(
      nodeCount: 3, couplings: [Coupling(to: 1, from: 0)], weights: [2])
    var integrator = Integrator(network, step: 0.01, imposing: [0])
    var x = [0.5, 0, 1]
    for _ in 0..<100 { integrator.advance(&x, push: [9, 0, 0.25]) }
    let decayed = 0.367879441171442
    #expect(x[0] == 0.5)
    #expect(abs(x[1] - (1 - decayed)) < 1e-9)
    #expect(abs(x[2] - (0.25 + 0.75 * decayed)) < 1e-9)
  }

  /// The floor of concentrations.
  @Test func whatWouldFallBelowTheFloorStandsOnIt() {
    let ecology = LotkaVolterra(
      nodeCount: 2, interactions: [Coupling(to: 0, from: 1)], strengths: [2], immigration: 0)
    var integrator = Integrator(ecology, step: 0.1)
    var x = [0.1, 1]
    for _ in 0..<50 { integrator.advance(&x, push: [-1, 0]) }
    #expect(x[0] == 0)
  }

  /// Reciprocal couplings conserve the mean frequency to rounding; others do not.
  @Test func reciprocalOscillatorsConserveTheirMeanFrequency() {
    let frequencies = [0.7, -0.2, 1.1, 0.4]
    let pairs = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2)]
    for isReciprocal in [true, false] {
      let network = Kuramoto(
        frequencies: frequencies,
        couplings: pairs.map {
          Coupling(to: $0.0, from: $0.1, isReciprocal: isReciprocal)
        }, strengths: [1.3, 0.7, 2.1, 0.4, 0.9])
      let start = [0.3, 2.0, -1.1, 0.5]
      let end = run(network, from: start, time: 10, steps: 1_000)
      let drift = (end.reduce(0, +) - start.reduce(0, +)) / 40
      if isReciprocal {
        #expect(abs(drift - 0.5) < 1e-13)
      } else {
        #expect(abs(drift - 0.5) > 1e-3)
      }
    }
  }
}
