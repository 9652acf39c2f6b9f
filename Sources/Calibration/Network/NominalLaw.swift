import Foundation
import SimulatedBoard

/// An element's law with an end-to-end factor and a wiper of its own.
struct NominalLaw {
  private let model: ElementModel
  /// Where learning and calibration may go.
  let taps: ClosedRange<Int>
  let nominalWiperOhms: Double

  /// - Parameter swingVolts: the most that can lie across the element; taps at which that would
  ///   drive more than its limit are left out.
  init(_ model: ElementModel, swingVolts: Double) {
    self.model = model
    switch model.law {
    case .linear(_, let wiper), .logarithmic(_, let wiper, _): nominalWiperOhms = wiper
    case .conductance: nominalWiperOhms = 0
    }
    var range = model.minimumTap...model.maximumTap
    if let limit = model.limitAmperes {
      let most = limit / swingVolts
      func isSafe(_ tap: Int) -> Bool {
        let tolerance = model.hasWiper ? 1 - model.tolerance : 1 + model.tolerance
        return Self.siemens(model, tap, tolerance, Self.wiper(model)) <= most
      }
      // Conductance is monotonous in the tap.
      var low = range.lowerBound
      var high = range.upperBound
      if model.direction < 0 {
        low = Self.boundary(low, high, isSafe)
      } else {
        high = -Self.boundary(-high, -low) { isSafe(-$0) }
      }
      range = low...high
    }
    taps = range
  }

  /// The lowest of `low ... high` from which on all are safe; `high` where none is.
  private static func boundary(_ low: Int, _ high: Int, _ isSafe: (Int) -> Bool) -> Int {
    var (low, high) = (low, high)
    while low < high {
      let middle = low + (high - low) / 2
      if isSafe(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  var hasWiper: Bool { model.hasWiper }

  /// Standard deviation of the factor that its tolerance allows; 30 % where none is stated.
  var factorDeviation: Double { (model.tolerance > 0 ? model.tolerance : 0.3) / 3.0.squareRoot() }
  var wiperDeviation: Double { max(1, nominalWiperOhms / 2) }

  func siemens(_ tap: Int, factor: Double, wiper: Double) -> Double {
    Self.siemens(model, tap, factor, wiper)
  }

  func nominalSiemens(_ tap: Int) -> Double { siemens(tap, factor: 1, wiper: nominalWiperOhms) }

  /// d siemens / d ln factor, and / d wiper ohms.
  func slopes(_ tap: Int, factor: Double, wiper: Double) -> (factor: Double, wiper: Double) {
    let siemens = siemens(tap, factor: factor, wiper: wiper)
    guard model.hasWiper else { return (siemens, 0) }
    return (-siemens * siemens * max(0, 1 / siemens - wiper), -siemens * siemens)
  }

  /// The tap whose nominal conductance lies at `place` (0 to 1) between the ends on a logarithmic
  /// scale.
  func tap(at place: Double) -> Int {
    let ends = (log(nominalSiemens(taps.lowerBound)), log(nominalSiemens(taps.upperBound)))
    let wanted = exp(ends.0 + (ends.1 - ends.0) * place)
    var (low, high) = (taps.lowerBound, taps.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      let isPast = (nominalSiemens(middle) >= wanted) == (ends.1 >= ends.0)
      if isPast { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The tap whose conductance is nearest.
  func nearestTap(siemens: Double) -> Int {
    let all = model.minimumTap...model.maximumTap
    return all.min {
      abs(log(nominalSiemens($0) / siemens)) < abs(log(nominalSiemens($1) / siemens))
    } ?? all.lowerBound
  }

  /// The least and the most that a sound element conducts at any of its taps.
  var soundSiemens: ClosedRange<Double> {
    let tolerance = max(0.3, model.tolerance)
    let ends = [model.minimumTap, model.maximumTap].flatMap { tap in
      [1 - tolerance, 1 + tolerance].map { siemens(tap, factor: $0, wiper: nominalWiperOhms) }
    }
    return (ends.min() ?? 0)...(ends.max() ?? 0)
  }

  private static func wiper(_ model: ElementModel) -> Double {
    switch model.law {
    case .linear(_, let wiper), .logarithmic(_, let wiper, _): wiper
    case .conductance: 0
    }
  }

  private static func siemens(
    _ model: ElementModel, _ tap: Int, _ factor: Double, _ wiper: Double
  ) -> Double {
    let place = Double(tap) / Double(model.taps)
    switch model.law {
    case .linear(let ohms, _): return 1 / max(1e-3, wiper + factor * ohms * place)
    case .logarithmic(let ohms, _, let base):
      return 1 / max(1e-3, wiper + factor * ohms * (pow(base, place) - 1) / (base - 1))
    case .conductance(let minimum, let maximum):
      let place = Double(tap) / Double(max(1, model.taps - 1))
      return max(1e-12, factor * (minimum + (maximum - minimum) * place))
    }
  }
}

extension ElementModel {
  var hasWiper: Bool {
    if case .conductance = law { false } else { true }
  }
}
