import Foundation
import SimulatedBoard

/// A random network of tools/references/networks.py, and where scipy brings it.
struct Reference: Decodable {
  var kind: String
  var time: Double
  var start: [Double]
  var end: [Double]
  var pairs: [[Int]]?
  var triples: [[Int]]?
  var parameters: [Double]
  var frequencies: [Double]?
  var immigration: Double?
  var decay: Double?

  static let all: [Reference] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "references.json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([Reference].self, from: data)) ?? []
  }()

  private var couplings: [Coupling] {
    (pairs ?? []).map { Coupling(to: $0[0], from: $0[1]) }
  }

  var network: any NetworkDynamics {
    switch kind {
    case "oscillators":
      LinearOscillators(nodeCount: start.count, couplings: couplings, weights: parameters)
    case "kuramoto":
      Kuramoto(
        frequencies: frequencies ?? [], couplings: couplings, strengths: parameters)
    case "fire":
      LeakyIntegrateAndFire(
        synapses: couplings, weights: Array(parameters.prefix(couplings.count)),
        biases: Array(parameters[couplings.count...].prefix(start.count)),
        leaks: Array(parameters.suffix(start.count)))
    case "ecology":
      LotkaVolterra(
        nodeCount: start.count, interactions: couplings, strengths: parameters,
        immigration: immigration ?? 0)
    default:
      MichaelisMenten(
        nodeCount: start.count,
        channels: (triples ?? []).map {
          MichaelisMenten.Channel(from: $0[0], to: $0[1], inhibitor: $0[2])
        }, parameters: parameters, decay: decay ?? 0)
    }
  }
}

/// The largest difference of two states.
func distance(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).map { abs($0 - $1) }.max() ?? .infinity
}

/// Where a network is after `steps` steps.
func run<Dynamics: NetworkDynamics>(
  _ dynamics: Dynamics, from start: [Double], time: Double, steps: Int
) -> [Double] {
  var integrator = Integrator(dynamics, step: time / Double(steps))
  let push = Array(repeating: 0.0, count: start.count)
  var x = start
  for _ in 0..<steps { integrator.advance(&x, push: push) }
  return x
}
