import BoardInterface
import Foundation

/// The answer of every node to a step of all sources, at growing times after it.
///
/// Every element is at its least conductance, where the network is slowest. Each point is a trial of
/// its own: settle at the low level, step, wait, read. What remains of the step at time t is fitted
/// by `exp(-t / tau)` for every node.
struct SettlingMeasurement {
  private let circuit: Circuit
  private let readings: Int

  init(_ circuit: Circuit, readings: Int) {
    self.circuit = circuit
    self.readings = readings
  }

  private static var longestMicroseconds: UInt32 { 20_000_000 }

  func run<B: Board & ~Copyable>(
    _ board: inout B, _ bench: inout Bench
  ) throws(CalibrationError) -> SettlingFigures {
    let taps = circuit.laws.map { law in
      let ends = (law.taps.lowerBound, law.taps.upperBound)
      return Int32(law.nominalSiemens(ends.0) < law.nominalSiemens(ends.1) ? ends.0 : ends.1)
    }
    // The step ends where it began plus nearly all of the range; the last is waited for until a
    // doubling of the time changes nothing.
    let step = circuit.levels.highVolts - circuit.levels.lowVolts
    var last = bench.settleMicroseconds
    var final = try point(&board, &bench, taps, last)
    while true {
      let (doubled, isTooLong) = last.multipliedReportingOverflow(by: 2)
      guard !isTooLong, doubled <= Self.longestMicroseconds else {
        throw .neverSettles(microseconds: last)
      }
      let later = try point(&board, &bench, taps, doubled)
      let moved = zip(final.mean, later.mean).map { abs($0 - $1) }.max() ?? 0
      let scatter = (later.deviation.max() ?? 0) / Double(readings).squareRoot()
      let limit = max(step / 1_000, 6 * scatter)
      (final, last) = (later, doubled)
      if moved < limit { break }
    }
    bench.settleMicroseconds = last
    var times: [UInt32] = []
    var time: UInt32 = 1
    while time < last {
      times.append(time)
      time = max(time + 1, UInt32(min(Double(time) * 1.25, Double(last))))
    }
    var points: [(microseconds: Double, left: [Double])] = []
    var deviation = final.deviation
    var settled = 0
    for time in times {
      let seen = try point(&board, &bench, taps, time)
      let left = zip(final.mean, seen.mean).map { $0 - $1 }
      points.append((Double(time), left))
      for node in deviation.indices { deviation[node] = max(deviation[node], seen.deviation[node]) }
      // Ten in a row with nothing left: the rest would be noise.
      let noise = 5 * (deviation.max() ?? 0) / Double(readings).squareRoot()
      settled = (left.map(abs).max() ?? 0) < max(noise, step / 4_000) ? settled + 1 : 0
      if settled >= 6 { break }
    }
    return figures(points, deviation, step)
  }

  /// The readings of one trial at a time after the step.
  private func point<B: Board & ~Copyable>(
    _ board: inout B, _ bench: inout Bench, _ taps: [Int32], _ microseconds: UInt32
  ) throws(CalibrationError) -> (mean: [Double], deviation: [Double]) {
    do throws(BoardFault) {
      var sum = [Double](repeating: 0, count: circuit.nodeCount)
      var squares = sum
      for _ in 0..<readings {
        try bench.set(&board, taps: taps, asked: bench.common(0, clamped: false), clamped: false)
        try board.settle(microseconds: bench.settleMicroseconds)
        try bench.drive(&board, bench.common(1, clamped: false))
        try board.settle(microseconds: microseconds)
        for (node, volts) in try bench.read(&board).enumerated() {
          sum[node] += volts
          squares[node] += volts * volts
        }
      }
      let count = Double(readings)
      let mean = sum.map { $0 / count }
      let deviation = zip(squares, mean).map { (max(0, $0 / count - $1 * $1)).squareRoot() }
      return (mean, deviation)
    } catch { throw .board(error) }
  }

  private func figures(
    _ points: [(microseconds: Double, left: [Double])], _ deviation: [Double], _ step: Double
  ) -> SettlingFigures {
    let finest = max(circuit.levels.probeStepVolts, circuit.model.fullScaleVolts * 0x1p-20)
    let fits = circuit.model.nodes.indices.compactMap { node in
      let noise = max(deviation[node], finest / 2) / Double(readings).squareRoot()
      return DecayFit(points.map { ($0.microseconds, $0.left[node]) }, noise: noise, step: step)
    }
    guard let slowest = fits.max(by: { $0.tau < $1.tau }) else {
      // Over before the first reading.
      return SettlingFigures(settleMicroseconds: points.first.map { $0.microseconds } ?? 1)
    }
    // The largest of many equal ones is too large: where no node stands out, their mean.
    let weight = fits.reduce(0) { $0 + 1 / ($1.uncertainty * $1.uncertainty) }
    let mean = fits.reduce(0) { $0 + $1.tau / ($1.uncertainty * $1.uncertainty) } / weight
    let standsOut = slowest.tau - mean > 5 * slowest.uncertainty
    let tau = standsOut ? slowest.tau : mean
    let turns = log(2 * circuit.model.fullScaleVolts / finest)
    let scatter = standsOut ? slowest.uncertainty : 1 / weight.squareRoot()
    // A converter's steps and bends are no noise: they are the same at every node's end of the step.
    let bend = 2 * tau * finest / step
    return SettlingFigures(
      timeConstantMicroseconds: tau,
      timeConstantUncertaintyMicroseconds: (scatter * scatter + bend * bend).squareRoot(),
      settleMicroseconds: (tau * turns).rounded(.up))
  }
}
