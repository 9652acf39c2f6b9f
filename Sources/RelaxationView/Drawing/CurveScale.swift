internal import Foundation

/// The range of a curve, with round numbers to mark on it.
struct CurveScale {
  let least: Double
  let most: Double

  init(_ values: [Double]) {
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    // A flat curve gets a range as well.
    let margin = high > low ? (high - low) * 0.06 : max(abs(high) * 0.1, 1e-3)
    (least, most) = (low - margin, high + margin)
  }

  /// 0 at the least, 1 at the most.
  func share(_ value: Double) -> Double { (value - least) / (most - least) }

  /// Up to about `count` round numbers within the range.
  func ticks(_ count: Int = 4) -> [Double] {
    let rough = (most - least) / Double(max(count, 1))
    let power = pow(10, log10(rough).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.8 } ?? 10 * power
    let first = Int((least / step).rounded(.up))
    let last = Int((most / step).rounded(.down))
    return first <= last ? (first...last).map { Double($0) * step } : []
  }

  /// As many digits as tell the marks apart.
  func text(_ value: Double) -> String {
    let digits = max(0, min(6, Int((1 - log10((most - least) / 2)).rounded(.down))))
    return decimals(value, digits)
  }
}
