import BoardInterface
import FixedPoint

/// The measurements that converters and resistances are computed from: many settings of the taps,
/// under each of them all drivers at one level, and then a few drives under which current flows.
struct PatternMeasurement {
  private let circuit: Circuit
  private let settings: CalibrationSettings

  init(_ circuit: Circuit, _ settings: CalibrationSettings) {
    self.circuit = circuit
    self.settings = settings
  }

  /// Without current: they tell the converters apart.
  private(set) var common: [Observation] = []
  /// With current: they tell the resistances.
  private(set) var driven: [Observation] = []

  mutating func run<B: Board & ~Copyable>(
    _ board: inout B, _ bench: inout Bench, _ progress: (_ fraction: Double, _ trials: Int) -> Void
  ) throws(BoardFault) {
    var generator = RandomGenerator(seed: settings.seed, stream: 0x4341_4C49)
    for pattern in 0..<settings.patterns {
      let taps = circuit.laws.map { law in
        Int32(law.tap(at: Self.place(&generator)))
      }
      for clamped in circuit.clampCount > 0 ? [false, true] : [false] {
        // Five levels, each time others, so that the converters' steps and bows average out.
        for part in 0..<5 {
          let place = (Double(part) + generator.nextPlace()) / 5
          common.append(
            try bench.observe(
              &board, taps: taps, asked: bench.common(place, clamped: clamped), clamped: clamped,
              readings: settings.readings))
        }
        for places in drives(circuit.driverCount(clamped: clamped), &generator) {
          driven.append(
            try bench.observe(
              &board, taps: taps, asked: bench.asked(places), clamped: clamped,
              readings: settings.readings))
        }
      }
      progress(Double(pattern + 1) / Double(settings.patterns), bench.trials)
    }
  }

  /// Extremes are more telling than the middle.
  private static func place(_ generator: inout RandomGenerator) -> Double {
    switch generator.next(below: 4) {
    case 0: 0
    case 1: 1
    default: generator.nextPlace()
    }
  }

  /// One driver high and the others low, or the other way round; of many drivers a random half.
  private func drives(_ count: Int, _ generator: inout RandomGenerator) -> [[Double]] {
    // With a single driver there is no current but to ground.
    if count == 1 { return circuit.leaksToGround ? [[1]] : [] }
    if count <= 5 {
      return (0..<count).map { one in
        let (high, low) = generator.next(below: 2) == 0 ? (1.0, 0.0) : (0.0, 1.0)
        return (0..<count).map { $0 == one ? high : low }
      }
    }
    return (0..<5).map { _ in
      var places = (0..<count).map { _ in Double(generator.next(below: 2)) }
      places[Int(generator.next(below: UInt32(count)))] = places.allSatisfy { $0 == 1 } ? 0 : 1
      return places
    }
  }
}

extension RandomGenerator {
  /// Uniform in `0 ..< 1`.
  fileprivate mutating func nextPlace() -> Double { Double(next() >> 11) * 0x1p-53 }
}
