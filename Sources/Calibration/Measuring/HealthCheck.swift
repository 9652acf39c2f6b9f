import BoardInterface

/// Looks for what makes every other measurement worthless: probes that do not see their node, clamps
/// that hold, sources that are off.
///
/// With every driver at one level no current flows, so that every node stands at that level
/// whatever the elements do. Where resistors lead to ground, the nominal network says what to
/// expect instead.
struct HealthCheck {
  private let circuit: Circuit
  private let taps: [Int32]

  init(_ circuit: Circuit, taps: [Int32]) {
    self.circuit = circuit
    self.taps = taps
  }

  func run<B: Board & ~Copyable>(
    _ board: inout B, _ bench: inout Bench
  ) throws(BoardFault) -> [BoardFault] {
    let low = try look(&board, &bench, 0.1, clamped: false)
    let high = try look(&board, &bench, 0.9, clamped: false)
    var faults: [BoardFault] = []
    var held = false
    for node in 0..<circuit.nodeCount where !follows(low, high, node) {
      if let clamp = circuit.drivers.indices.dropFirst(circuit.sourceCount).first(where: {
        circuit.drivers[$0].node == node
      }) {
        let clampedLow = try look(&board, &bench, 0.1, clamped: true)
        let clampedHigh = try look(&board, &bench, 0.9, clamped: true)
        if follows(clampedLow, clampedHigh, node) {
          held = true
          faults.append(
            BoardFault(.clampStuck, channel: UInt32(clamp - circuit.sourceCount)))
          continue
        }
      }
      faults.append(probeFault(node, (low.read[node] + high.read[node]) / 2))
    }
    if held {
      // A held node drags its neighbours along: what they seem to suffer from is not theirs.
      return faults.filter { $0.kind == .clampStuck }
    }
    return faults + sourceFaults(low, high, but: faults)
  }

  private struct Look {
    var read: [Double]
    var expected: [Double]
    /// By how much a sound node may be off.
    var tolerance: [Double]
  }

  private func look<B: Board & ~Copyable>(
    _ board: inout B, _ bench: inout Bench, _ place: Double, clamped: Bool
  ) throws(BoardFault) -> Look {
    let asked = bench.common(place, clamped: clamped)
    let seen = try bench.observe(
      &board, taps: taps, asked: asked, clamped: clamped, readings: 8, visits: 1)
    let ohms = circuit.drivers.map(\.seriesOhms)
    let siemens = zip(circuit.laws, taps).map { $0.nominalSiemens(Int($1)) }
    let level = circuit.levels.volts(at: place)
    var expected = [Double](repeating: level, count: circuit.nodeCount)
    if circuit.leaksToGround,
      let impedance = circuit.impedance(
        elementSiemens: siemens, driverOhms: ohms, clamped: clamped)
    {
      expected = circuit.volts(impedance, driverOhms: ohms, driverVolts: asked)
    }
    let declared = declaredErrorVolts
    return Look(
      read: seen.meanVolts, expected: expected,
      // What leaks to ground is uncertain as the elements are.
      tolerance: expected.map { declared + abs(level - $0) })
  }

  /// Five standard deviations of what the board file declares; at least a 33rd of full scale.
  private var declaredErrorVolts: Double {
    let model = circuit.model
    let full = model.fullScaleVolts
    let worst =
      (circuit.drivers.map(\.converter) + [model.probes.converter])
      .map { $0.offsetVolts + $0.gainErrorFraction * full }.max() ?? 0
    return min(max(full / 33, 7 * worst + 5 * model.supplyErrorFraction * full), full / 4)
  }

  private func follows(_ low: Look, _ high: Look, _ node: Int) -> Bool {
    let rise = high.expected[node] - low.expected[node]
    return high.read[node] - low.read[node] > 0.1 * rise
  }

  private func probeFault(_ node: Int, _ volts: Double) -> BoardFault {
    let converter = circuit.model.probes.converter
    let range = converter.highVolts - converter.lowVolts
    let kind: BoardFault.Kind =
      if volts > converter.highVolts - range / 100 {
        .probeSaturated
      } else if abs(volts)
        < declaredErrorVolts
      { .probeDisconnected } else { .probeStuck }
    return BoardFault(kind, channel: UInt32(node), detail: circuit.levels.raw(volts))
  }

  /// A source's own node is off at both levels, in the same direction, though it follows.
  private func sourceFaults(_ low: Look, _ high: Look, but known: [BoardFault]) -> [BoardFault] {
    circuit.drivers.prefix(circuit.sourceCount).enumerated().compactMap { source, driver in
      let node = driver.node
      if known.contains(where: { $0.channel == UInt32(node) }) { return nil }
      let deviations = [low, high].map { $0.read[node] - $0.expected[node] }
      let limits = [low.tolerance[node], high.tolerance[node]]
      guard zip(deviations, limits).allSatisfy({ abs($0) > $1 }),
        deviations[0] * deviations[1] > 0
      else { return nil }
      return BoardFault(
        .sourceOff, channel: UInt32(source), detail: circuit.levels.raw(deviations[0]))
    }
  }
}
