/// The network itself, without instruments: exact voltages for exact drives, in double precision.
public final class ResistorNetwork {
  public let model: BoardModel
  private var core: NetworkCore
  private let curves: [ElementCurve]

  /// Throws ``BoardModelError`` where the model has a value out of range or a part that floats.
  public init(_ model: BoardModel, solver: SolverKind = .automatic) throws(BoardModelError) {
    try model.check()
    core = try NetworkCore(model, solver: solver)
    self.model = model
    curves = model.elementCurves()
    setTaps(model.elements.map { Int32($0.startTap) })
  }

  /// Brings the elements to these taps, with their tolerances and unequal taps as drawn from the
  /// seed; one per element, outside an element's range counts as the nearest.
  public func turn(_ taps: [Int32]) throws(BoardModelError) {
    try expect(taps.count, "taps", model.elements.count)
    setTaps(taps)
  }

  private func setTaps(_ taps: [Int32]) {
    for (number, tap) in taps.enumerated() {
      unsafe core.elementSiemens.base[number] = curves[number].siemens(at: Int(tap))
    }
    core.conductancesChanged = true
  }

  /// The conductances of the elements as they stand, in siemens.
  public var elementSiemens: [Double] { core.elementSiemens.values }

  /// Gives every element a conductance of its own, in siemens, above 0.
  public func setElementSiemens(_ siemens: [Double]) throws(BoardModelError) {
    try expect(siemens.count, "conductances", model.elements.count)
    for (number, value) in siemens.enumerated() {
      guard value > 0 && value.isFinite else {
        throw .badValue(
          what: "conductance of element \(model.elements[number].name)", value: "\(value)",
          allowed: "above 0")
      }
    }
    for (number, value) in siemens.enumerated() {
      unsafe core.elementSiemens.base[number] = value
    }
    core.conductancesChanged = true
  }

  /// The steady state for these voltages behind the series resistances.
  ///
  /// - Parameters:
  ///   - driveVolts: one per source.
  ///   - clampVolts: one per clamp; nil: all released.
  public func solve(
    driveVolts: [Double], clampVolts: [Double]? = nil
  ) throws(BoardModelError) -> NetworkState {
    try expect(driveVolts.count, "drive voltages", model.sources.count)
    try finite(driveVolts, "drive voltage")
    if let clampVolts {
      try expect(clampVolts.count, "clamp voltages", model.clamps.count)
      try finite(clampVolts, "clamp voltage")
    }
    for (number, volts) in driveVolts.enumerated() {
      unsafe core.sourceVolts.base[number] = volts
    }
    for number in model.clamps.indices {
      unsafe core.clampConnected.base[number] = clampVolts != nil
      unsafe core.clampVolts.base[number] = clampVolts?[number] ?? 0
    }
    core.sourcesChanged = true
    if !core.solve() { throw .unsolvable }
    return core.state(of: model)
  }

  /// Node voltages with all sources at 0 V, clamps released, and these currents into the nodes.
  func response(toAmperes amperes: [Double]) throws(BoardModelError) -> [Double] {
    for number in model.sources.indices { unsafe core.sourceVolts.base[number] = 0 }
    for number in model.clamps.indices { unsafe core.clampConnected.base[number] = false }
    for (node, current) in amperes.enumerated() { unsafe core.strayAmperes.base[node] = current }
    core.sourcesChanged = true
    let solved = core.solve()
    let volts = core.nodeVolts.values
    for node in amperes.indices { unsafe core.strayAmperes.base[node] = 0 }
    core.sourcesChanged = true
    if !solved { throw .unsolvable }
    return volts
  }

  private func expect(_ count: Int, _ what: String, _ expected: Int) throws(BoardModelError) {
    if count != expected { throw .wrongCount(what: what, count: count, expected: expected) }
  }

  private func finite(_ values: [Double], _ what: String) throws(BoardModelError) {
    for (number, value) in values.enumerated() where !value.isFinite {
      throw .badValue(what: "\(what) \(number)", value: "\(value)", allowed: "a finite number")
    }
  }
}

extension SimulatedBoard {
  /// The true state that the network is in or, with a settling time, is going to: what no probe has
  /// touched, with all errors, faults and drift in effect.
  public mutating func trueState() -> NetworkState {
    solveIfNeeded()
    return core.state(of: model)
  }
}
