/// Exact integer arithmetic to hold the fixed-point operations against: no shifts, no tricks.
enum Reference {
  static func saturated(_ value: Int, to range: ClosedRange<Int>) -> Int {
    min(max(value, range.lowerBound), range.upperBound)
  }

  /// `numerator / denominator` to the nearest integer, ties to even; denominator > 0.
  static func roundedToEven(_ numerator: Int, over denominator: Int) -> Int {
    var quotient = numerator / denominator
    var remainder = numerator % denominator
    if remainder < 0 {
      remainder += denominator
      quotient -= 1
    }
    if 2 * remainder > denominator { return quotient + 1 }
    if 2 * remainder == denominator, quotient % 2 != 0 { return quotient + 1 }
    return quotient
  }
}
