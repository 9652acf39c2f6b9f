internal import FixedPoint
public import SimulatedBoard
internal import Foundation

extension NetworkDescription {
  /// The model of a specimen: what is drawn, is drawn from the seed.
  public func model(seed: UInt64) -> NetworkModel {
    let draws = NetworkDraws(self, seed: seed)
    var model = NetworkModel(
      name: name, dynamics: dynamics(draws), ranges: draws.ranges, fullScale: fullScale,
      start: start, sources: sources, clamps: clamps, longestStep: step)
    model.wraps = kind == .kuramoto
    model.converterBits = converterBits
    model.noise = noise
    model.timeUnitMicroseconds = timeUnitMicroseconds
    model.nodeNames = nodeNames
    model.twin = twin
    model.seed = seed
    return model
  }

  private func dynamics(_ draws: NetworkDraws) -> any NetworkDynamics {
    switch kind {
    case .oscillators:
      LinearOscillators(
        nodeCount: nodeCount, couplings: couplings, weights: draws.starts("couplings"))
    case .kuramoto:
      Kuramoto(
        frequencies: draws.values(frequencies, nodeCount, stream: 1), couplings: couplings,
        strengths: draws.starts("couplings"))
    case .neurons:
      LeakyIntegrateAndFire(
        synapses: couplings, weights: draws.starts("couplings"), biases: draws.starts("biases"),
        leaks: draws.starts("leaks"))
    case .ecology:
      LotkaVolterra(
        nodeCount: nodeCount, interactions: couplings, strengths: draws.starts("couplings"),
        immigration: immigration)
    case .chemistry:
      MichaelisMenten(
        nodeCount: nodeCount, channels: NetworkDraws.channels(nodeCount),
        parameters: draws.channelStarts, decay: decay)
    }
  }
}

/// What a specimen's elements are at the start.
struct NetworkDraws {
  let network: NetworkDescription
  let seed: UInt64

  init(_ network: NetworkDescription, seed: UInt64) {
    self.network = network
    self.seed = seed
  }

  /// As many as there are elements of a kind.
  private func count(_ key: String) -> Int {
    switch key {
    case "couplings": network.couplings.count
    case "biases", "leaks": network.nodeCount
    default: Self.channels(network.nodeCount).count
    }
  }

  func starts(_ key: String) -> [Double] {
    guard let tuning = network.tunings[key] else { return Array(repeating: 0, count: count(key)) }
    let order = network.kind.elements.firstIndex(of: key) ?? 0
    return values(tuning.start, count(key), stream: 16 + UInt64(order)).map {
      min(max($0, tuning.range.low), tuning.range.high)
    }
  }

  /// In the order of the dynamics' parameters.
  var ranges: [ParameterRange] {
    if network.kind == .chemistry { return channelRanges }
    return network.kind.elements.flatMap { key in
      Array(
        repeating: network.tunings[key]?.range ?? ParameterRange(low: 0, high: 1, taps: 2),
        count: count(key))
    }
  }

  /// V, K and I of each channel.
  var channelStarts: [Double] {
    let all = network.kind.elements.map { starts($0) }
    return (all.first ?? []).indices.flatMap { index in all.map { $0[index] } }
  }

  private var channelRanges: [ParameterRange] {
    let three = network.kind.elements.map {
      network.tunings[$0]?.range ?? ParameterRange(low: 0, high: 1, taps: 2)
    }
    return (0..<count("speeds")).flatMap { _ in three }
  }

  /// Every species into every other, under each third.
  static func channels(_ nodes: Int) -> [MichaelisMenten.Channel] {
    (0..<nodes).flatMap { from in
      (0..<nodes).flatMap { to in
        (0..<nodes).compactMap { inhibitor in
          from != to && from != inhibitor && to != inhibitor
            ? MichaelisMenten.Channel(from: from, to: to, inhibitor: inhibitor) : nil
        }
      }
    }
  }

  func values(_ spread: NetworkDescription.Spread, _ count: Int, stream: UInt64) -> [Double] {
    var generator = RandomGenerator(seed: seed, stream: 0x4E45_5400 + stream)
    return (0..<count).map { index in
      switch spread {
      case .constant(let value): return value
      case .list(let values): return values.isEmpty ? 0 : values[index % values.count]
      case .uniform(let range):
        return range.lowerBound + (range.upperBound - range.lowerBound) * generator.nextUniform()
      case .normal(let mean, let deviation):
        return mean + deviation * generator.nextGaussian()
      }
    }
  }
}
