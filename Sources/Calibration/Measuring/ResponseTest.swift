import BoardInterface
import Foundation

/// Turns one element after the other from end to end and looks whether the network notices.
struct ResponseTest {
  private let circuit: Circuit
  private let base: [Int32]
  private let noise: [Double]
  private let readings: Int

  enum Verdict { case responds, silent, unseen }

  init(_ circuit: Circuit, base: [Int32], noise: [Double], readings: Int) {
    self.circuit = circuit
    self.base = base
    self.noise = noise
    self.readings = readings
  }

  func run<B: Board & ~Copyable>(
    _ board: inout B, _ bench: inout Bench, _ progress: (_ fraction: Double, _ trials: Int) -> Void
  ) throws(BoardFault) -> [Verdict] {
    let states = excitations(bench)
    var verdicts: [Verdict] = []
    for element in 0..<circuit.elementCount {
      verdicts.append(try look(&board, &bench, element, states))
      progress(Double(element + 1) / Double(circuit.elementCount), bench.trials)
    }
    return verdicts
  }

  private struct Excitation {
    var clamped: Bool
    var asked: [Double]
    var impedance: [Double]
    var volts: [Double]
  }

  /// One driver high, the others low; and the nominal network's answer.
  private func excitations(_ bench: Bench) -> [Excitation] {
    let ohms = circuit.drivers.map(\.seriesOhms)
    let siemens = zip(circuit.laws, base).map { $0.nominalSiemens(Int($1)) }
    var states: [Excitation] = []
    for clamped in circuit.clampCount > 0 ? [false, true] : [false] {
      let count = circuit.driverCount(clamped: clamped)
      guard
        let impedance = circuit.impedance(
          elementSiemens: siemens, driverOhms: ohms, clamped: clamped)
      else { continue }
      for one in 0..<min(count, 12) {
        let asked = bench.asked((0..<count).map { $0 == one ? 1 : 0 })
        states.append(
          Excitation(
            clamped: clamped, asked: asked, impedance: impedance,
            volts: circuit.volts(impedance, driverOhms: ohms, driverVolts: asked)))
      }
    }
    return states
  }

  private func look<B: Board & ~Copyable>(
    _ board: inout B, _ bench: inout Bench, _ element: Int, _ states: [Excitation]
  ) throws(BoardFault) -> Verdict {
    let law = circuit.laws[element]
    let ends = [law.taps.lowerBound, law.taps.upperBound]
    var best: (state: Excitation, change: [Double], merit: Double)?
    for state in states {
      let change = change(element, state, ends)
      let merit = zip(change, noise).map { abs($0) / $1 }.max() ?? 0
      if merit > best?.merit ?? 0 { best = (state, change, merit) }
    }
    let perReading = (2 / Double(readings)).squareRoot()
    guard let best, best.merit > 15 * perReading else { return .unseen }
    var seen: [[Double]] = []
    for tap in ends {
      var taps = base
      taps[element] = Int32(tap)
      seen.append(
        try bench.observe(
          &board, taps: taps, asked: best.state.asked, clamped: best.state.clamped,
          readings: readings
        ).meanVolts)
    }
    let merit =
      circuit.model.nodes.indices.map { abs(seen[1][$0] - seen[0][$0]) / noise[$0] }
      .max() ?? 0
    // Quantisation may move a mean by a step where there is no noise to speak of.
    return merit > max(6 * perReading, 0.03 * best.merit) ? .responds : .silent
  }

  /// By how much the nominal network's nodes move: a change of one conductance is of rank one.
  private func change(_ element: Int, _ state: Excitation, _ ends: [Int]) -> [Double] {
    let (law, model) = (circuit.laws[element], circuit.model.elements[element])
    let now = law.nominalSiemens(Int(base[element]))
    let (a, b, count) = (model.nodeA, model.nodeB, circuit.nodeCount)
    let z = state.impedance
    let across = z[a * count + a] + z[b * count + b] - 2 * z[a * count + b]
    let shares = ends.map { tap in
      let delta = law.nominalSiemens(tap) - now
      return -delta * (state.volts[a] - state.volts[b]) / (1 + delta * across)
    }
    return (0..<count).map { (z[a * count + $0] - z[b * count + $0]) * (shares[1] - shares[0]) }
  }
}
