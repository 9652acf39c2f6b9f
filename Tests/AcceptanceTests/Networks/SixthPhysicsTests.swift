import BoardFile
import Foundation
import Plan
import SimulatedBoard
import Testing

// The network that docs/dynamical-networks.md adds, word for word as the page has it.

// begin page
/// Nodes whose friction grows with their state: dx_i/dt = -x_i - x_i^3 + sum_j w_ij x_j.
struct CubicFriction: NetworkDynamics {
  let nodeCount: Int
  let couplings: [Coupling]
  var parameters: [Double]

  /// What every parameter sees: a weight w_ij sees d_i x_j, as in linear oscillators.
  var elements: [NetworkElement] {
    couplings.map { NetworkElement(.linear, to: $0.to, from: $0.from) }
  }

  var floor: Double? { nil }

  func rates(of x: UnsafePointer<Double>, into rates: UnsafeMutablePointer<Double>) {
    for node in 0..<nodeCount { unsafe rates[node] = -x[node] * (1 + x[node] * x[node]) }
    for (index, coupling) in couplings.enumerated() {
      unsafe rates[coupling.to] += parameters[index] * x[coupling.from]
    }
  }

  func pullBack(
    _ adjoint: UnsafePointer<Double>, at x: UnsafePointer<Double>,
    states: UnsafeMutablePointer<Double>, parameters gradient: UnsafeMutablePointer<Double>
  ) {
    for node in 0..<nodeCount {
      unsafe states[node] -= (1 + 3 * x[node] * x[node]) * adjoint[node]
    }
    for (index, coupling) in couplings.enumerated() {
      unsafe states[coupling.from] += parameters[index] * adjoint[coupling.to]
      unsafe gradient[index] += adjoint[coupling.to] * x[coupling.from]
    }
  }
}
// end page

/// A newcomer follows the page: the network it adds learns, and its gradient is right.
@Suite struct SixthPhysicsTests {
  private func network(_ seed: UInt64) -> CubicFriction {
    let couplings = (0..<6).flatMap { to in
      (0..<6).compactMap { $0 == to ? nil : Coupling(to: to, from: $0) }
    }
    return CubicFriction(
      nodeCount: 6, couplings: couplings,
      parameters: OscillatorTests.gaussians(30, deviation: 0.2, seed: seed))
  }

  @Test func gradientAgreesWithCentralDifferences() {
    let network = network(1)
    let experiment = Experiment(
      start: [0.2, -0.1, 0.3, 0.1, 0, 0.4], imposedNodes: [0],
      levels: (0..<20).map { [sin(0.3 * Double($0))] }, outputs: [5],
      targets: Array(repeating: [0.5], count: 20), weights: Array(repeating: [1], count: 20),
      stepsPerSample: 2)
    func found(_ network: CubicFriction) -> TrajectoryGradient {
      TrajectoryGradient(Integrator(network, step: 0.05, imposing: [0]), experiment)
    }
    let gradient = found(network).gradient
    #expect((gradient.map(abs).max() ?? 0) > 1e-4)
    for index in gradient.indices {
      var (up, down) = (network, network)
      up.parameters[index] += 1e-5
      down.parameters[index] -= 1e-5
      #expect(abs((found(up).cost - found(down).cost) / 2e-5 - gradient[index]) < 1e-6)
    }
  }

  @Test(arguments: UInt64(0)..<3) func learns(_ seed: UInt64) throws {
    let network = network(seed)
    let model = NetworkModel(
      name: "cubic6", dynamics: network,
      ranges: Array(
        repeating: ParameterRange(low: -2, high: 2, taps: 1 << 16), count: 30), fullScale: 4,
      start: .fixed(Array(repeating: 0, count: 6)), sources: [NetworkSource(node: 0, scale: 4)],
      clamps: [NetworkClamp(node: 5, scale: 4)], longestStep: 0.1)
    let times = (1...120).map { Double($0) * 0.2 }
    var task = NetworkTask(
      name: "follow",
      train: [
        NetworkTask.Example(
          inputs: times.map { [sin($0 / 4)] }, targets: times.map { [0.8 * sin($0 / 4 - 0.3)] })
      ], interval: 0.2, eta: 0.5, rates: [.linear: 0.1], trials: 2_000)
    task.seed = seed
    let run = try NetworkRun(model, task)
    #expect(run.fall >= 20, "\(run.fall)")
  }

  @Test func thePageHasThisCode() throws {
    let file = URL(fileURLWithPath: #filePath)
    let text = try String(contentsOf: file, encoding: .utf8)
    let code = try #require(
      text.components(separatedBy: "// begin page\n").dropFirst().first?
        .components(separatedBy: "// end page\n").first)
    let root = file.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("docs/dynamical-networks.md"), encoding: .utf8)
    #expect(page.contains("```swift\n" + code + "```"))
  }
}
