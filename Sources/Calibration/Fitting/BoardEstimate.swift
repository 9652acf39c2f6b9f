import Foundation

/// Everything that is estimated of a board, and what it predicts.
///
/// A driver that is asked for w gives `u = (w + shift) / (1 + stretch)`; a probe whose node has v
/// reads `offset + gain v`.
struct BoardEstimate {
  var shift: [Double]
  var stretch: [Double]
  var offset: [Double]
  var gain: [Double]
  var driverOhms: [Double]
  /// ln of each element's end-to-end factor.
  var lnFactor: [Double]
  var wiper: [Double]
  /// ln of the siemens of elements that do not follow their taps.
  var fixed: [Int: Double] = [:]

  init(_ circuit: Circuit) {
    shift = Array(repeating: 0, count: circuit.drivers.count)
    stretch = shift
    offset = Array(repeating: 0, count: circuit.nodeCount)
    gain = Array(repeating: 1, count: circuit.nodeCount)
    driverOhms = circuit.drivers.map(\.seriesOhms)
    lnFactor = Array(repeating: 0, count: circuit.elementCount)
    wiper = circuit.laws.map(\.nominalWiperOhms)
  }

  func driverVolts(_ driver: Int, asked: Double) -> Double {
    (asked + shift[driver]) / (1 + stretch[driver])
  }

  func driverVolts(_ asked: [Double]) -> [Double] {
    asked.enumerated().map { driverVolts($0, asked: $1) }
  }

  func siemens(_ circuit: Circuit, _ taps: [Int32]) -> [Double] {
    circuit.laws.indices.map { element in
      if let fixed = fixed[element] { return exp(fixed) }
      return circuit.laws[element].siemens(
        Int(taps[element]), factor: exp(lnFactor[element]), wiper: wiper[element])
    }
  }

  func impedance(_ circuit: Circuit, _ taps: [Int32], clamped: Bool) -> [Double]? {
    circuit.impedance(
      elementSiemens: siemens(circuit, taps), driverOhms: driverOhms, clamped: clamped)
  }
}

/// The uncertainty of a mean of readings.
struct ReadingNoise {
  /// Standard deviation of one reading, by node.
  let volts: [Double]
  private let stepVolts: Double

  init(_ volts: [Double], stepVolts: Double, fullScaleVolts: Double) {
    self.volts = volts
    // A converter without steps is still read in steps of a sample.
    self.stepVolts = max(stepVolts, fullScaleVolts * 0x1p-20)
  }

  /// Noise of half a step and more makes the mean of many readings finer than a step.
  func deviation(_ node: Int, readings: Int) -> Double {
    let count = Double(max(1, readings))
    let own = volts[node] * volts[node] / count
    let step = stepVolts * stepVolts / 12
    return (own + (volts[node] >= 0.4 * stepVolts ? step / count : step)).squareRoot()
  }

  /// The same for comparisons of single readings.
  var effective: [Double] {
    volts.map { max($0, stepVolts / 12.0.squareRoot()) }
  }
}
