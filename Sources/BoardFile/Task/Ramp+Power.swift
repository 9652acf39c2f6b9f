internal import Foundation

extension Ramp {
  /// `base^exponent`.
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
