internal import FixedPoint
internal import Foundation
internal import SimulatedBoard

/// Where a network's trajectories end, from many drawn starts.
struct Census {
  enum Kind: String { case fixed, periodic, quasiPeriodic }

  struct Attractor {
    var kind: Kind
    /// The state, or its mean over time.
    var mean: [Double]
    var count: Int
    /// One trajectory's end: the total over time.
    var total: [Double]
  }

  private(set) var attractors: [Attractor] = []
  let starts: Int

  /// Starts are uniform within 0 and 1; 500 units of time, and 500 more where the end is no fixed
  /// point (no state moves faster than 1e-7).
  init(
    _ dynamics: any NetworkDynamics, starts: Int, seed: UInt64,
    tick: (Double) throws -> Void = { _ in }
  ) throws {
    self.starts = starts
    var walk = CensusWalk(dynamics)
    for start in 0..<starts {
      var generator = RandomGenerator(seed: seed, stream: 0x4345_4E00 &+ UInt64(start))
      let state = (0..<dynamics.nodeCount).map { _ in generator.nextUniform() }
      add(walk.end(of: state))
      if start % 50 == 0 { try tick(Double(start) / Double(starts)) }
    }
    attractors.sort { $0.count > $1.count }
  }

  private mutating func add(_ end: CensusWalk.End) {
    // Fixed points are states; cycles are told apart by their means, known less exactly.
    let tolerance = end.kind == .fixed ? 1e-3 : 5e-2
    if let known = attractors.firstIndex(where: { attractor in
      (attractor.kind == .fixed) == (end.kind == .fixed)
        && zip(attractor.mean, end.mean).allSatisfy { abs($0 - $1) < tolerance }
    }) {
      attractors[known].count += 1
    } else {
      attractors.append(Attractor(kind: end.kind, mean: end.mean, count: 1, total: end.total))
    }
  }

  /// The share of starts after which a species is where it is asked to be.
  func share(where isThere: (_ mean: [Double]) -> Bool) -> Double {
    Double(attractors.filter { isThere($0.mean) }.map(\.count).reduce(0, +)) / Double(starts)
  }

  func count(_ kind: Kind) -> Int { attractors.count { $0.kind == kind } }
}

/// One trajectory after another.
struct CensusWalk {
  struct End {
    var kind: Census.Kind
    var mean: [Double]
    var total: [Double]
  }

  private static let step = 0.1
  private static let stillness = 1e-7
  private let dynamics: any NetworkDynamics
  private let push: [Double]
  private let moves: [Double]
  private var room: [Double]
  private var rates: [Double]

  init(_ dynamics: any NetworkDynamics) {
    self.dynamics = dynamics
    push = Array(repeating: 0, count: dynamics.nodeCount)
    moves = Array(repeating: 1, count: dynamics.nodeCount)
    room = Array(repeating: 0, count: 5 * dynamics.nodeCount)
    rates = push
  }

  mutating func end(of start: [Double]) -> End {
    var x = start
    for _ in 0..<50 {
      advance(&x, steps: 100)
      if isStill(x) { return End(kind: .fixed, mean: x, total: []) }
    }
    return follow(&x)
  }

  private mutating func advance(_ x: inout [Double], steps: Int) {
    unsafe dynamics.advance(
      &x, push: push, moves: moves, room: &room, step: Self.step, count: steps)
  }

  private mutating func isStill(_ x: [Double]) -> Bool {
    unsafe dynamics.rates(of: x, into: &rates)
    return rates.allSatisfy { abs($0) < Self.stillness }
  }

  /// 500 units of time more: a late fixed point, or the cycle's mean and the maxima of the total.
  private mutating func follow(_ x: inout [Double]) -> End {
    var sum = push
    var totals: [Double] = []
    for step in 0..<5_000 {
      advance(&x, steps: 1)
      for node in x.indices { sum[node] += x[node] }
      totals.append(x.reduce(0, +))
      if step % 100 == 99, isStill(x) { return End(kind: .fixed, mean: x, total: []) }
    }
    let distinct = Self.distinctMaxima(totals)
    return End(
      kind: distinct <= 12 ? .periodic : .quasiPeriodic, mean: sum.map { $0 / 5_000 },
      total: Array(totals.suffix(2_000)))
  }

  /// Maxima, by a parabola through three points, that differ by more than 1e-4.
  private static func distinctMaxima(_ values: [Double]) -> Int {
    var found: [Double] = []
    for index in 1..<max(values.count - 1, 1) {
      let (a, b, c) = (values[index - 1], values[index], values[index + 1])
      guard b > a, b >= c else { continue }
      let bend = a - 2 * b + c
      let top = bend < 0 ? b - (a - c) * (a - c) / (8 * bend) : b
      if !found.contains(where: { abs($0 - top) < 1e-4 }) { found.append(top) }
    }
    return found.count
  }
}
