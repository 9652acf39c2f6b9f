/// Offsets and gains of all drivers and probes, from the observations with all drivers at one level.
///
/// With A the share that each driver has in a node's voltage, a node reads
///
///     offset + gain * sum over drivers of A * (asked + shift) / (1 + stretch)
///
/// where the shares of a node add up to 1 (less what leaks to ground). Were all drivers alike, the
/// shares would not matter; as they differ, every setting of the taps mixes them otherwise, and so
/// tells them apart from the probe's own error. What no reading can tell is a shift or a stretch
/// that all drivers and all probes have in common: the mean of the sources is taken as right, or a
/// voltmeter's word.
struct ChannelFit {
  private let circuit: Circuit
  private let noise: ReadingNoise
  private let measured: [MeasuredVolts]
  /// Chi-square per degree of freedom.
  private(set) var misfit = 1.0
  /// Standard errors.
  private(set) var shiftError: [Double] = []
  private(set) var stretchError: [Double] = []
  private(set) var offsetError: [Double] = []
  private(set) var gainError: [Double] = []

  init(_ circuit: Circuit, _ noise: ReadingNoise, measured: [MeasuredVolts]) {
    self.circuit = circuit
    self.noise = noise
    self.measured = measured
  }

  private var probeCount: Int { circuit.nodeCount }
  private func shift(_ driver: Int) -> Int { 2 * (probeCount + driver) }
  private func stretch(_ driver: Int) -> Int { 2 * (probeCount + driver) + 1 }

  /// One step of Gauss and Newton from `estimate`; false where nothing can be computed.
  mutating func improve(_ estimate: inout BoardEstimate, _ common: [Observation]) -> Bool {
    var normal = LeastSquares(count: 2 * (probeCount + circuit.drivers.count))
    var chiSquare = 0.0
    for seen in common {
      guard let z = estimate.impedance(circuit, seen.taps, clamped: seen.clamped) else {
        return false
      }
      let drive = estimate.driverVolts(seen.askedVolts)
      let volts = circuit.volts(z, driverOhms: estimate.driverOhms, driverVolts: drive)
      for node in 0..<probeCount {
        let left = seen.meanVolts[node] - estimate.offset[node] - estimate.gain[node] * volts[node]
        let deviation = noise.deviation(node, readings: seen.readings)
        chiSquare += left * left / (deviation * deviation)
        var terms = [(2 * node, 1.0), (2 * node + 1, volts[node])]
        for (driver, drive) in drive.enumerated() {
          let share =
            estimate.gain[node] * z[circuit.drivers[driver].node * probeCount + node]
            / estimate.driverOhms[driver] / (1 + estimate.stretch[driver])
          terms.append((shift(driver), share))
          terms.append((stretch(driver), -share * drive))
        }
        normal.add(terms.map { (index: $0.0, value: $0.1) }, equals: left, within: deviation)
      }
    }
    let freedom = normal.rows - normal.count
    addReference(estimate, to: &normal)
    guard let factored = Cholesky(normal.matrix, count: normal.count) else { return false }
    apply(factored.solve(normal.right), to: &estimate)
    misfit = freedom > 0 ? chiSquare / Double(freedom) : 1
    let covariance = factored.inverse()
    let scale = max(1, misfit).squareRoot()
    let errors = (0..<normal.count).map {
      scale * max(0, covariance[$0 * normal.count + $0]).squareRoot()
    }
    offsetError = (0..<probeCount).map { errors[2 * $0] }
    gainError = (0..<probeCount).map { errors[2 * $0 + 1] }
    shiftError = circuit.drivers.indices.map { errors[shift($0)] }
    stretchError = circuit.drivers.indices.map { errors[stretch($0)] }
    return true
  }

  private mutating func apply(_ change: [Double], to estimate: inout BoardEstimate) {
    for node in 0..<probeCount {
      estimate.offset[node] += change[2 * node]
      estimate.gain[node] += change[2 * node + 1]
    }
    for driver in circuit.drivers.indices {
      estimate.shift[driver] += change[shift(driver)]
      estimate.stretch[driver] += change[stretch(driver)]
    }
  }

  /// Which of the two common errors the voltmeter decides.
  var reference: CalibrationReference {
    if measured.isEmpty { return .meanOfSources }
    let volts = measured.map(\.askedVolts)
    let spread = (volts.max() ?? 0) - (volts.min() ?? 0)
    let range = circuit.levels.highVolts - circuit.levels.lowVolts
    return spread > 0.3 * range ? .measured : .measuredOffset
  }

  private func addReference(_ estimate: BoardEstimate, to normal: inout LeastSquares) {
    let range = circuit.levels.highVolts - circuit.levels.lowVolts
    let share = 1 / Double(circuit.sourceCount)
    let sources = 0..<circuit.sourceCount
    for one in measured {
      // (1 + stretch) V - shift = asked
      let left =
        one.askedVolts + estimate.shift[one.driver]
        - (1 + estimate.stretch[one.driver]) * one.measuredVolts
      normal.add(
        [(stretch(one.driver), one.measuredVolts), (shift(one.driver), -1)], equals: left,
        within: range * 1e-6)
    }
    if reference == .meanOfSources {
      normal.add(
        sources.map { (shift($0), share) },
        equals: -estimate.shift.prefix(circuit.sourceCount).reduce(0, +) * share,
        within: range * 1e-7)
    }
    if reference != .measured {
      normal.add(
        sources.map { (stretch($0), share) },
        equals: -estimate.stretch.prefix(circuit.sourceCount).reduce(0, +) * share, within: 1e-7)
    }
    // A clamp's or source's line is known at the levels at which it was seen; this only keeps a
    // channel solvable that nothing was seen of.
    for driver in circuit.drivers.indices {
      normal.add([(shift(driver), 1)], equals: -estimate.shift[driver], within: 10 * range)
      normal.add([(stretch(driver), 1)], equals: -estimate.stretch[driver], within: 10)
    }
  }
}
