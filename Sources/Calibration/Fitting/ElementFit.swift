import Foundation

/// The resistances, from the observations with current: the network that predicts all readings best.
///
/// The change of a node m with the conductance of an element between a and b is
/// `-(Z_ma - Z_mb) (V_a - V_b)`, Z the network's impedances (adjoint network; Director, Rohrer,
/// IEEE Trans. Circuit Theory 16, 318, 1969). Every parameter has this form of a factor that
/// depends on the node and one that depends on the drive; the sum over nodes is therefore done once
/// for every setting of the taps.
///
/// The probes' offsets and gains are known from elsewhere, with errors: they are estimated along,
/// bound to what is known of them, and eliminated.
struct ElementFit {
  private let circuit: Circuit
  private let noise: ReadingNoise
  private let channels: ChannelFit
  private let groups: [[Observation]]
  private(set) var misfit = 1.0
  private(set) var chiSquare = Double.infinity
  private var covariance: [Double] = []
  // What the common levels told of the drivers, by which they stay.
  private var knownShift: [Double] = []
  private var knownStretch: [Double] = []

  /// How well a series resistance is known that the board file states.
  static var seriesDeviation: Double { 0.1 }

  init(
    _ circuit: Circuit, _ noise: ReadingNoise, _ channels: ChannelFit, _ driven: [Observation]
  ) {
    self.circuit = circuit
    self.noise = noise
    self.channels = channels
    var groups: [[Observation]] = []
    for seen in driven {
      if let last = groups.last?.first, last.taps == seen.taps, last.clamped == seen.clamped {
        groups[groups.count - 1].append(seen)
      } else {
        groups.append([seen])
      }
    }
    self.groups = groups
  }

  // Parameters: ln factor and wiper of each element, then ln series ohms, shift and stretch of each
  // driver.
  private var driverCount: Int { circuit.drivers.count }
  private var elementCount: Int { circuit.elementCount }
  private var count: Int { 2 * elementCount + 3 * driverCount }
  private func series(_ driver: Int) -> Int { 2 * elementCount + 3 * driver }

  /// Gauss and Newton with a damping that grows until a step improves.
  mutating func improve(_ estimate: inout BoardEstimate, steps: Int) -> Bool {
    (knownShift, knownStretch) = (estimate.shift, estimate.stretch)
    guard var now = equations(estimate) else { return false }
    var damping = 0.0
    for _ in 0..<steps {
      var matrix = now.matrix
      for index in 0..<count { matrix[index * count + index] *= 1 + damping }
      guard let factored = Cholesky(matrix, count: count) else { return false }
      let next = moved(estimate, by: factored.solve(now.right))
      let then = equations(next)
      if let then, then.chiSquare <= now.chiSquare * (1 + 1e-9) {
        let gained = now.chiSquare - then.chiSquare
        (estimate, now) = (next, then)
        damping = damping > 1e-3 ? damping / 10 : 0
        if gained < 0.01 { break }
      } else {
        damping = max(1e-3, damping * 10)
        if damping > 1e9 { break }
      }
    }
    chiSquare = now.chiSquare
    // Of each reading's degrees of freedom the probes' two are spent elsewhere.
    let freedom = Double(now.rows - circuit.nodeCount * 2 - count / 2)
    misfit = freedom > 0 ? now.chiSquare / freedom : 1
    return true
  }

  /// Standard errors at the end; false where they cannot be computed.
  mutating func findErrors(_ estimate: BoardEstimate) -> Bool {
    guard let now = equations(estimate), let factored = Cholesky(now.matrix, count: count) else {
      return false
    }
    covariance = factored.inverse()
    return true
  }

  private func variance(_ a: Int, _ b: Int) -> Double {
    covariance.isEmpty ? 0 : covariance[a * count + b] * max(1, misfit)
  }

  /// Relative standard error of a factor against the mean of all that are sound.
  func relativeError(_ element: Int, among sound: [Int]) -> Double {
    let share = 1 / Double(max(1, sound.count))
    var cross = 0.0
    for other in sound { cross += variance(2 * element, 2 * other) * share }
    return max(0, variance(2 * element, 2 * element) - 2 * cross + meanVariance(sound)).squareRoot()
  }

  private func meanVariance(_ sound: [Int]) -> Double {
    let share = 1 / Double(max(1, sound.count))
    var all = 0.0
    for a in sound { for b in sound { all += variance(2 * a, 2 * b) * share * share } }
    return max(0, all)
  }

  /// Standard error of what all factors have in common.
  func scaleError(among sound: [Int]) -> Double { meanVariance(sound).squareRoot() }

  func wiperError(_ element: Int) -> Double {
    max(0, variance(2 * element + 1, 2 * element + 1)).squareRoot()
  }

  private func moved(_ estimate: BoardEstimate, by change: [Double]) -> BoardEstimate {
    var next = estimate
    for element in 0..<elementCount {
      let step = change[2 * element]
      if let fixed = next.fixed[element] {
        next.fixed[element] = min(max(fixed + min(max(step, -3), 3), log(1e-12)), log(1e3))
      } else {
        next.lnFactor[element] += min(max(step, -0.7), 0.7)
        next.wiper[element] = max(0, next.wiper[element] + change[2 * element + 1])
      }
    }
    for driver in 0..<driverCount {
      next.driverOhms[driver] *= exp(min(max(change[series(driver)], -0.5), 0.5))
      next.shift[driver] += change[series(driver) + 1]
      next.stretch[driver] += change[series(driver) + 2]
    }
    return next
  }

  private struct Equations {
    var matrix: [Double]
    var right: [Double]
    var chiSquare: Double
    var rows = 0
  }

  private func equations(_ estimate: BoardEstimate) -> Equations? {
    var all = NormalSums(count: count, nodes: circuit.nodeCount)
    for group in groups {
      guard let first = group.first,
        let z = estimate.impedance(circuit, first.taps, clamped: first.clamped)
      else { return nil }
      add(group, z, estimate, to: &all)
    }
    addBeliefs(estimate, to: &all)
    let error = zip(channels.offsetError, channels.gainError).map { (offset: $0, gain: $1) }
    all.eliminateProbes(error)
    return Equations(
      matrix: all.matrix, right: all.right, chiSquare: all.chiSquare, rows: all.rows)
  }

  /// All drives under one setting of the taps.
  private func add(
    _ group: [Observation], _ z: [Double], _ estimate: BoardEstimate, to all: inout NormalSums
  ) {
    guard let first = group.first else { return }
    let nodes = circuit.nodeCount
    let connected = circuit.driverCount(clamped: first.clamped)
    // The factors that depend on the node: one for each element, one for each driver.
    var shapes: [[Double]] = []
    var columns: [NormalSums.Column] = []
    for (element, model) in circuit.model.elements.enumerated() {
      let (a, b) = (model.nodeA * nodes, model.nodeB * nodes)
      let slopes: (factor: Double, wiper: Double)
      if let fixed = estimate.fixed[element] {
        slopes = (exp(fixed), 0)
      } else {
        slopes = circuit.laws[element].slopes(
          Int(first.taps[element]), factor: exp(estimate.lnFactor[element]),
          wiper: estimate.wiper[element])
      }
      columns.append(.init(parameter: 2 * element, shape: shapes.count, scale: -slopes.factor))
      if slopes.wiper != 0 {
        columns.append(.init(parameter: 2 * element + 1, shape: shapes.count, scale: -slopes.wiper))
      }
      shapes.append((0..<nodes).map { z[a + $0] - z[b + $0] })
    }
    for driver in 0..<connected {
      let row = circuit.drivers[driver].node * nodes
      let siemens = 1 / estimate.driverOhms[driver]
      let inverse = 1 / (1 + estimate.stretch[driver])
      for (part, scale) in [siemens, siemens * inverse, -siemens * inverse].enumerated() {
        columns.append(
          .init(parameter: series(driver) + part, shape: shapes.count, scale: scale))
      }
      shapes.append((0..<nodes).map { z[row + $0] })
    }
    var drives: [NormalSums.Drive] = []
    for seen in group {
      let drive = estimate.driverVolts(seen.askedVolts)
      let volts = circuit.volts(z, driverOhms: estimate.driverOhms, driverVolts: drive)
      var strengths: [Double] = []
      for column in columns {
        if column.parameter < 2 * elementCount {
          let model = circuit.model.elements[column.parameter / 2]
          strengths.append(column.scale * (volts[model.nodeA] - volts[model.nodeB]))
        } else {
          let (driver, part) = (column.parameter - 2 * elementCount).quotientAndRemainder(
            dividingBy: 3)
          let node = circuit.drivers[driver].node
          let strength = [volts[node] - drive[driver], 1, drive[driver]][part]
          strengths.append(column.scale * strength)
        }
      }
      let left = (0..<nodes).map {
        seen.meanVolts[$0] - estimate.offset[$0] - estimate.gain[$0] * volts[$0]
      }
      drives.append(.init(strengths: strengths, volts: volts, left: left))
    }
    let weights = (0..<nodes).map { node in
      let deviation = noise.deviation(node, readings: first.readings)
      return 1 / (deviation * deviation)
    }
    all.add(columns, shapes, drives, weights: weights, gains: estimate.gain)
  }

  /// What the board file says of tolerances and series resistances, and what the common levels told
  /// of the drivers.
  private func addBeliefs(_ estimate: BoardEstimate, to all: inout NormalSums) {
    for (element, law) in circuit.laws.enumerated() {
      if estimate.fixed[element] != nil {
        all.believe(2 * element, left: 0, within: 20)
      } else {
        all.believe(2 * element, left: -estimate.lnFactor[element], within: law.factorDeviation)
      }
      all.believe(
        2 * element + 1, left: law.nominalWiperOhms - estimate.wiper[element],
        within: law.wiperDeviation)
    }
    for (driver, model) in circuit.drivers.enumerated() {
      all.believe(
        series(driver), left: log(model.seriesOhms / estimate.driverOhms[driver]),
        within: Self.seriesDeviation)
      all.believe(
        series(driver) + 1, left: knownShift[driver] - estimate.shift[driver],
        within: max(channels.shiftError[driver], 1e-9))
      all.believe(
        series(driver) + 2, left: knownStretch[driver] - estimate.stretch[driver],
        within: max(channels.stretchError[driver], 1e-9))
    }
  }
}
