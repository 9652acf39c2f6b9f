import BoardFile
import Foundation
import Reproduction
import SimulatedBoard
import Testing

/// The gradient supervisor (equation 14): a trajectory nudged by the adjoint teaches exactly
/// -grad C.
@Suite struct GradientTests {
  private static let networks: [any NetworkDynamics] = {
    let couplings = (0..<4).flatMap { to in
      (0..<4).compactMap { $0 == to ? nil : Coupling(to: to, from: $0) }
    }
    let weights = (0..<12).map { 0.8 * sin(1.7 * Double($0) + 0.3) }
    return [
      LinearOscillators(nodeCount: 4, couplings: couplings, weights: weights),
      Kuramoto(frequencies: [0.1, -0.2, 0.3, 0], couplings: couplings, strengths: weights),
      LeakyIntegrateAndFire(
        synapses: couplings, weights: weights.map { 3 * $0 }, biases: [0.1, -0.3, 0.2, 0],
        leaks: [1, 0.9, 1.1, 0.8]),
      LotkaVolterra(
        nodeCount: 4, interactions: couplings, strengths: weights.map { 1 + $0 }, immigration: 1e-3),
      MichaelisMenten(
        nodeCount: 4,
        channels: [
          .init(from: 0, to: 1, inhibitor: 2), .init(from: 1, to: 3, inhibitor: 0),
          .init(from: 3, to: 2, inhibitor: 1),
        ], parameters: [1.2, 0.4, 0.7, 0.8, 0.3, 1.5, 1, 0.5, 0.2], decay: 0.5),
    ]
  }()

  /// In floating point: the contrast's integral by the trapezoidal rule over steps of .0005, which
  /// leaves errors of the step's square.
  @Test(arguments: networks.indices) func equalsTheGradient(_ index: Int) {
    let network = Self.networks[index]
    let (step, count) = (0.0005, 2_000)
    let experiment = Experiment(
      start: [0.4, 0.2, 0.6, 0.3], imposedNodes: [0],
      levels: (0..<count).map { [0.4 + 0.2 * sin(Double($0) * 0.004)] }, outputs: [3],
      targets: Array(repeating: [0.9], count: count),
      weights: Array(repeating: [1], count: count))
    let found = TrajectoryGradient(
      Integrator(network, step: step, imposing: [0]), experiment)
    var taught = network.parameters.map { _ in 0.0 }
    for t in 0..<count {
      var state = found.samples[t]
      let before = t == 0 ? experiment.start : found.samples[t - 1]
      // The adjoint at the beginning of the step, without what the sample there adds.
      var early = t == 0 ? found.adjoints[0] : found.adjoints[t - 1]
      if t > 0 { early[3] -= (before[3] - 0.9) / Double(count) }
      var states = state.map { _ in 0.0 }
      for (x, adjoint) in [(before, early), (state, found.adjoints[t])] {
        state = x
        state[0] = experiment.levels[t][0]
        var lever = adjoint.map { $0 * step / 2 }
        lever[0] = 0
        unsafe network.pullBack(lever, at: state, states: &states, parameters: &taught)
      }
    }
    let size = found.gradient.map(abs).max() ?? 0
    #expect(size > 1e-3)
    for parameter in taught.indices {
      #expect(abs(taught[parameter] - found.gradient[parameter]) < 1e-6)
    }
  }

  /// Through the board: every node held where equation 14 wants it, the contrast taken by the engine
  /// from 16-bit samples, moves taps along -grad C.
  @Test(arguments: [("lag10", "lag"), ("target10", "four-values")])
  func throughTheBoard(_ board: String, _ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("boards")
    let location = BoardLocation(
      store: .folder(folder.appendingPathComponent(board).path), boardFile: "board.yaml")
    let project = try #require(try NetworkProject.load(from: location, task: name))
    let model = project.network.model(seed: 3)
    let supervised = GradientSupervisor(model, project.task)
    var training = try NetworkTraining(supervised.model, supervised.task)
    let before = training.fineParameters
    try training.run(1)
    let update = zip(training.fineParameters, before).map { $0 - $1 }
    let found = try #require(cosine(update, supervised.gradient.map { -$0 }))
    #expect(found > 0.999, "\(found)")
    // Rule (12) divides the rate by the samples; the gradient is summed over the interval. What is
    // left is the rectangle's error.
    let task = supervised.task
    let rate = try #require(task.rates.values.first)
    let scale = rate * supervised.reach / (Double(task.train[0].inputs.count) * task.interval)
    let size = update.map { $0 * $0 }.reduce(0, +).squareRoot()
    let wanted = scale * supervised.gradient.map { $0 * $0 }.reduce(0, +).squareRoot()
    #expect(abs(size / wanted - 1) < 0.05, "\(size / wanted)")
  }
}
