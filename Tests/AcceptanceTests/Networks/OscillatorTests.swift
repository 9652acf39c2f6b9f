import BoardFile
import FixedPoint
import Foundation
import Plan
import SimulatedBoard
import Testing

/// Linear oscillators through 16-bit converters and taps of 2^-16 of their range (equation 23,
/// figures 2 and 3).
@Suite struct OscillatorTests {
  static func gaussians(_ count: Int, deviation: Double, seed: UInt64) -> [Double] {
    var generator = RandomGenerator(seed: seed, stream: 77)
    return (0..<count).map { _ in
      let (a, b) = (generator.next(), generator.next())
      let u = Double(a >> 11) * 0x1p-53
      let v = Double(b >> 11) * 0x1p-53
      return deviation * (-2 * log(1 - u)).squareRoot() * cos(2 * Double.pi * v)
    }
  }

  static func model(
    _ name: String, isReciprocal: Bool, deviation: Double, seed: UInt64, sources: [NetworkSource],
    clamps: [NetworkClamp], step: Double
  ) -> NetworkModel {
    var couplings: [Coupling] = []
    for to in 0..<10 {
      for from in 0..<10 where isReciprocal ? from < to : from != to {
        couplings.append(Coupling(to: to, from: from, isReciprocal: isReciprocal))
      }
    }
    let range = ParameterRange(low: -2, high: 2, taps: 1 << 16)
    let weights = gaussians(couplings.count, deviation: deviation, seed: seed)
    var model = NetworkModel(
      name: name,
      dynamics: LinearOscillators(nodeCount: 10, couplings: couplings, weights: weights),
      ranges: Array(repeating: range, count: couplings.count), fullScale: 4,
      start: .fixed(Array(repeating: 0, count: 10)), sources: sources, clamps: clamps,
      longestStep: step)
    model.converterBits = 16
    model.seed = seed
    return model
  }

  @Test(arguments: UInt64(0)..<5) func amplitude(_ seed: UInt64) throws {
    let omega = 0.05
    let interval = 0.5
    let samples = Int(4 * Double.pi / omega / interval)
    let model = Self.model(
      "amplitude10", isReciprocal: true, deviation: 0.03, seed: seed,
      sources: [NetworkSource(node: 0, scale: 4)], clamps: [NetworkClamp(node: 9, scale: 4)],
      step: 0.1)
    let times = (1...samples).map { Double($0) * interval }
    let example = NetworkTask.Example(
      inputs: times.map { [sin(omega * $0)] }, targets: times.map { [2 * sin(omega * $0)] })
    var task = NetworkTask(
      name: "amplitude", train: [example], interval: interval, eta: 0.5, rates: [.linear: 0.1],
      trials: 2_000)
    task.seed = seed
    let run = try NetworkRun(model, task)
    #expect(run.fall >= 200, "\(run.fall)")
  }

  @Test(arguments: UInt64(0)..<5) func lag(_ seed: UInt64) throws {
    let interval = 0.02
    let samples = Int(4 * Double.pi / interval)
    let model = Self.model(
      "lag10", isReciprocal: false, deviation: 0.1, seed: seed,
      sources: [NetworkSource(node: 0, scale: 4)], clamps: [NetworkClamp(node: 9, scale: 4)],
      step: 0.02)
    let times = (1...samples).map { Double($0) * interval }
    let example = NetworkTask.Example(
      inputs: times.map { [sin($0)] }, targets: times.map { [$0 < 0.6 ? 0 : sin($0 - 0.6)] })
    var task = NetworkTask(
      name: "lag", train: [example], interval: interval, eta: 0.5, rates: [.linear: 0.1],
      trials: 3_000)
    task.seed = seed
    let run = try NetworkRun(model, task)
    #expect(run.fall >= 200, "\(run.fall)")
  }
}
