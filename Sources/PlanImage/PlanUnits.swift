import Foundation
import Plan

/// Raw integers of a plan in the units that people use.
struct PlanUnits {
  /// Volts of a sample of 1; nil where states are not voltages.
  let fullScaleVolts: Double?

  init(_ header: PlanHeader) {
    fullScaleVolts =
      header.fullScaleMicrovolts == 0 ? nil : Double(header.fullScaleMicrovolts) / 1e6
  }

  var levelUnit: String { fullScaleVolts == nil ? "full scale" : "V" }
  var squareUnit: String { fullScaleVolts == nil ? "full scale^2" : "V^2" }

  /// A raw sample, 2^-20 of full scale.
  func level(_ raw: some BinaryInteger) -> String {
    Self.number(Double(raw) / 0x1p20 * (fullScaleVolts ?? 1))
  }

  /// A raw contrast, 2^-40 of full scale squared.
  func square(_ raw: Int64) -> String {
    let scale = fullScaleVolts ?? 1
    return Self.number(Double(raw) / 0x1p40 * scale * scale)
  }

  /// Taps that a contrast of one full scale squared moves an element by.
  static func rate(_ step: ScheduleStep) -> Double {
    // Contrasts count 2^-40, the product is cut by 2^64, and the result counts 2^-30 tap.
    Double(step.rateMantissa) * exp2(Double(step.rateShift) + 40 - 64 - 30)
  }

  /// Integers in full, else six significant digits without trailing zeros.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15
      ? String(format: "%.0f", value) : String(format: "%.6g", value)
  }
}
