internal import FixedPoint
internal import Foundation
internal import SimulatedBoard

/// An error that appears in a pulse `e`: what a nudge that follows it makes elements see, against the
/// descending gradient, which looks back from it.
struct ShortTimeCase {
  let dynamics: any NetworkDynamics
  /// The state when the error appears.
  let state: [Double]
  /// The error's direction, of length 1.
  let error: [Double]
  /// Equation (43), where the network is linear.
  var linearWeights: [[Double]]?

  private static func normals(_ count: Int, _ generator: inout RandomGenerator) -> [Double] {
    (0..<count).map { _ in generator.nextGaussian() }
  }

  private static func unit(_ v: [Double]) -> [Double] {
    let length = v.map { $0 * $0 }.reduce(0, +).squareRoot()
    return v.map { $0 / length }
  }

  /// Ten leaky neurons, all parameters normally distributed.
  static func neurons(_ seed: UInt64) -> ShortTimeCase {
    var generator = RandomGenerator(seed: seed, stream: 0x5348_4F52)
    let couplings = (0..<10).flatMap { to in
      (0..<10).compactMap { $0 == to ? nil : Coupling(to: to, from: $0) }
    }
    let network = LeakyIntegrateAndFire(
      synapses: couplings, weights: normals(90, &generator), biases: normals(10, &generator),
      leaks: normals(10, &generator))
    return ShortTimeCase(
      dynamics: network, state: normals(10, &generator), error: unit(normals(10, &generator)))
  }

  /// Ten linear nodes; every weight of the matrix learns, its diagonal too.
  static func linear(_ seed: UInt64) -> ShortTimeCase {
    var generator = RandomGenerator(seed: seed, stream: 0x4C49_4E45)
    let couplings = (0..<10).flatMap { to in (0..<10).map { Coupling(to: to, from: $0) } }
    let weights = normals(100, &generator)
    let network = LinearOscillators(nodeCount: 10, couplings: couplings, weights: weights)
    var one = ShortTimeCase(
      dynamics: network, state: unit(normals(10, &generator)), error: unit(normals(10, &generator)))
    // The network's own decay belongs to W.
    var rows = (0..<10).map { (to: Int) -> [Double] in Array(weights[to * 10..<to * 10 + 10]) }
    for node in 0..<10 { rows[node][node] -= 1 }
    one.linearWeights = rows
    return one
  }

  /// 1 - cos. The gradient of an error that appears `before` after the start, and a nudge that is
  /// watched for `after`.
  func exact(before: Double, after: Double) -> Double {
    let forward = integral(over: after, isForward: true)
    let backward = integral(over: before, isForward: false)
    let dot = Self.dot(forward, backward)
    let both = Self.dot(forward, forward) * Self.dot(backward, backward)
    return 1 - dot / both.squareRoot()
  }

  /// The same by the expansion: (43) where the network is linear, else (42).
  func expanded(before: Double, after: Double) -> Double {
    if let weights = linearWeights { return linearExpansion(weights, before, after) }
    let rates = rates(state)
    let a = see(state, error)
    let h = 1e-4
    let slope = zip(
      see(zip(state, rates).map { $0 + h * $1 }, error),
      see(zip(state, rates).map { $0 - h * $1 }, error)
    ).map { ($0 - $1) / (2 * h) }
    let b = zip(slope, see(state, push(error, at: state))).map { $0 + $1 }
    let c = zip(slope, see(state, pull(error, at: state))).map { $1 - $0 }
    let u = zip(b, c).map { after * $0 - before * $1 }
    let aa = Self.dot(a, a)
    let au = Self.dot(a, u)
    return (Self.dot(u, u) * aa - au * au) / (8 * aa * aa)
  }

  private func linearExpansion(_ w: [[Double]], _ before: Double, _ after: Double) -> Double {
    let n = w.count
    let symmetric = (0..<n).map { i in (0..<n).map { (w[i][$0] + w[$0][i]) / 2 } }
    let rest = (0..<n).map { i in (0..<n).map { (w[i][$0] - w[$0][i]) / 2 } }
    let se = symmetric.map { Self.dot($0, error) }
    let ae = rest.map { Self.dot($0, error) }
    let wx = w.map { Self.dot($0, state) }
    let ese = Self.dot(error, se)
    let xwx = Self.dot(state, wx)
    let (m, p) = (after - before, after + before)
    let bends = m * m * (Self.dot(se, se) - ese * ese) + p * p * Self.dot(ae, ae)
    return (bends + 2 * m * p * Self.dot(se, ae) + p * p * (Self.dot(wx, wx) - xwx * xwx)) / 8
  }

  /// The integral of what elements see, by Simpson's rule: forward under what the nudge has become,
  /// backward under the adjoint.
  private func integral(over span: Double, isForward: Bool) -> [Double] {
    let pieces = 32
    let step = (isForward ? 1 : -1) * span / Double(pieces)
    var (x, v) = (state, error)
    var sum = see(x, v)
    for piece in 1...pieces {
      (x, v) = advance(x, v, step, isForward: isForward)
      let weight = piece == pieces ? 1.0 : piece % 2 == 1 ? 4 : 2
      for (index, seen) in see(x, v).enumerated() { sum[index] += weight * seen }
    }
    return sum
  }

  /// One Runge-Kutta step of the state and what moves with it; backward in time v' = -J^T v.
  private func advance(
    _ x: [Double], _ v: [Double], _ step: Double, isForward: Bool
  ) -> (x: [Double], v: [Double]) {
    func slopes(_ x: [Double], _ v: [Double]) -> ([Double], [Double]) {
      (rates(x), isForward ? push(v, at: x) : pull(v, at: x).map { -$0 })
    }
    func moved(_ a: [Double], _ slope: [Double], _ step: Double) -> [Double] {
      zip(a, slope).map { $0 + step * $1 }
    }
    let k1 = slopes(x, v)
    let k2 = slopes(moved(x, k1.0, step / 2), moved(v, k1.1, step / 2))
    let k3 = slopes(moved(x, k2.0, step / 2), moved(v, k2.1, step / 2))
    let k4 = slopes(moved(x, k3.0, step), moved(v, k3.1, step))
    func whole(_ a: [Double], _ k: [[Double]]) -> [Double] {
      a.indices.map { a[$0] + step / 6 * (k[0][$0] + 2 * k[1][$0] + 2 * k[2][$0] + k[3][$0]) }
    }
    return (whole(x, [k1.0, k2.0, k3.0, k4.0]), whole(v, [k1.1, k2.1, k3.1, k4.1]))
  }

  private func rates(_ x: [Double]) -> [Double] {
    var rates = x
    unsafe dynamics.rates(of: x, into: &rates)
    return rates
  }

  /// J^T v.
  private func pull(_ v: [Double], at x: [Double]) -> [Double] {
    var states = x.map { _ in 0.0 }
    var unused = dynamics.parameters.map { _ in 0.0 }
    unsafe dynamics.pullBack(v, at: x, states: &states, parameters: &unused)
    return states
  }

  /// J v.
  private func push(_ v: [Double], at x: [Double]) -> [Double] {
    x.indices.map { node in
      var unit = x.map { _ in 0.0 }
      unit[node] = 1
      return Self.dot(pull(unit, at: x), v)
    }
  }

  /// What every element sees of a deviation: v . df/dtheta.
  private func see(_ x: [Double], _ v: [Double]) -> [Double] {
    var states = x.map { _ in 0.0 }
    var seen = dynamics.parameters.map { _ in 0.0 }
    unsafe dynamics.pullBack(v, at: x, states: &states, parameters: &seen)
    return seen
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).map { $0 * $1 }.reduce(0, +)
  }
}
