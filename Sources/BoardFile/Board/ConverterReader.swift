internal import SimulatedBoard

/// Reads what makes a converter: how fine, over which range, how wrong.
enum ConverterReader {
  static let keys = [
    "bits", "lowVolts", "highVolts", "offsetMillivolts", "gainErrorPercent", "integralErrorSteps",
    "noiseMillivolts",
  ]

  /// Ideal over `0 ... fullScale`.
  static func ideal(_ fullScale: Double) -> ConverterModel {
    ConverterModel(bits: nil, lowVolts: 0, highVolts: fullScale)
  }

  static func read(_ map: MapReader, fullScale: Double) -> ConverterModel {
    var bits: Int?
    if let value = map.value("bits"), value.text != "ideal" {
      bits = map.integer(value, "bits", 1...24)
    }
    let low = map.number("lowVolts", -fullScale...fullScale, or: 0)
    let high = map.number("highVolts", -fullScale...fullScale, or: fullScale)
    if low >= high {
      map.log.error(
        map.place(of: "highVolts"), "highVolts must be above lowVolts", value: plainNumber(high),
        allowed: "above \(plainNumber(low)), up to \(plainNumber(fullScale))")
    }
    return ConverterModel(
      bits: bits, lowVolts: low, highVolts: max(low, high),
      offsetVolts: map.number("offsetMillivolts", 0...1e6, or: 0) / 1_000,
      gainErrorFraction: map.number("gainErrorPercent", 0...50, or: 0) / 100,
      integralErrorSteps: map.number("integralErrorSteps", 0...1e6, or: 0),
      noiseVolts: map.number("noiseMillivolts", 0...1e6, or: 0) / 1_000)
  }
}
