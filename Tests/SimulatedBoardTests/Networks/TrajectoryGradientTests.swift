import Foundation
import SimulatedBoard
import Testing

@Suite struct TrajectoryGradientTests {
  private func experiment(_ reference: Reference, cost: Experiment.Cost) -> Experiment {
    let count = 12
    return Experiment(
      start: reference.start, imposedNodes: [0],
      levels: (0..<count).map { [0.5 + 0.3 * sin(Double($0))] }, outputs: [1, 2],
      targets: (0..<count).map { [0.4 + 0.02 * Double($0), 0.8] },
      weights: (0..<count).map { [$0 % 3 == 2 ? 1 : 0, 0.5] }, cost: cost, stepsPerSample: 3)
  }

  private func value<Dynamics: NetworkDynamics>(
    _ network: Dynamics, _ experiment: Experiment
  ) -> TrajectoryGradient {
    TrajectoryGradient(
      Integrator(network, step: 0.05, imposing: experiment.imposedNodes), experiment)
  }

  /// Central differences of the whole trajectory's cost.
  @Test(arguments: Reference.all.indices, [Experiment.Cost.halfSquare, .phase])
  func agreesWithCentralDifferences(_ index: Int, _ cost: Experiment.Cost) {
    let reference = Reference.all[index]
    check(reference.network, experiment(reference, cost: cost), reference.kind)
  }

  private func check<Dynamics: NetworkDynamics>(
    _ network: Dynamics, _ experiment: Experiment, _ kind: String
  ) {
    let found = value(network, experiment)
    let size = found.gradient.map(abs).max() ?? 0
    #expect(size > 1e-4, "nothing to compare")
    for index in 0..<network.parameterCount {
      let h = 1e-5
      var (up, down) = (network, network)
      up.parameters[index] += h
      down.parameters[index] -= h
      let difference = (value(up, experiment).cost - value(down, experiment).cost) / (2 * h)
      #expect(
        abs(difference - found.gradient[index]) < 1e-6 * max(1, size), "\(kind) \(index)")
    }
  }

  /// The adjoint at the samples is the gradient with respect to the state there: equation 14's.
  @Test func adjointsAreTheGradientByTheState() {
    let reference = Reference.all[0]
    var experiment = experiment(reference, cost: .halfSquare)
    experiment.imposedNodes = []
    let found = check(start: experiment, reference.network)
    for node in reference.start.indices {
      #expect(abs(found.adjoint[node] - found.difference[node]) < 1e-8)
    }
  }

  private func check<Dynamics: NetworkDynamics>(
    start experiment: Experiment, _ network: Dynamics
  ) -> (adjoint: [Double], difference: [Double]) {
    // A first sample of no step: its state is the start.
    var shifted = experiment
    shifted.stepsPerSample = 1
    let whole = value(network, shifted)
    // The adjoint behind the first sample, against starting there.
    var rest = shifted
    rest.start = whole.samples[0]
    rest.targets.removeFirst()
    rest.weights.removeFirst()
    rest.levels.removeFirst()
    let count = Double(shifted.sampleCount)
    var differences: [Double] = []
    for node in experiment.start.indices {
      let h = 1e-5
      var (up, down) = (rest, rest)
      up.start[node] += h
      down.start[node] -= h
      let slope = (value(network, up).cost - value(network, down).cost) / (2 * h)
      differences.append(slope * (count - 1) / count)
    }
    var adjoint = whole.adjoints[0]
    for (output, node) in experiment.outputs.enumerated() {
      adjoint[node] -=
        experiment.weights[0][output] * (whole.samples[0][node] - experiment.targets[0][output])
        / count
    }
    return (adjoint, differences)
  }
}
