import Foundation

/// A mark of an axis.
struct AxisTick {
  let value: Double
  let label: String
}

/// About six round numbers from 0 to `maximum`.
func trialTicks(upTo maximum: Double) -> [AxisTick] {
  guard maximum > 0 else { return [AxisTick(value: 0, label: "0")] }
  let rough = maximum / 6
  let decade = pow(10, log10(rough).rounded(.down))
  let factor = [1, 2, 5, 10].first { $0 * decade >= rough } ?? 10
  // Trials are whole.
  let step = max(1, (factor * decade).rounded())
  let count = min(20, Int((maximum / step).rounded(.down)))
  return (0...count).map { index in
    let value = Double(index) * step
    return AxisTick(value: value, label: trialLabel(value))
  }
}

/// A number of trials; above ten million rounded.
private func trialLabel(_ trials: Double) -> String {
  trials < 1e7
    ? grouped(Int(trials)) : engineering(trials, unit: "").trimmingCharacters(in: .whitespaces)
}

/// A logarithmic axis around `values`, all above 0: its range, which ends at a 1, 2 or 5, and marks
/// at powers of ten, also at 2 and 5 where the range is short.
func logarithmicAxis(
  _ values: [Double], unit: String
) -> (range: ClosedRange<Double>, ticks: [AxisTick]) {
  let least = values.min() ?? 1
  let greatest = max(values.max() ?? 1, least)
  let first = Int(log10(least).rounded(.down)) - 1
  let last = Int(log10(greatest).rounded(.up)) + 1
  let marks = (first...last).flatMap { exponent in
    [1.0, 2, 5].map { (factor: $0, value: $0 * pow(10, Double(exponent))) }
  }
  // A little beyond the values, so that no line lies on the edge.
  let lower = marks.last { $0.value <= least / 1.05 }?.value ?? least / 2
  let upper = marks.first { $0.value >= greatest * 1.05 }?.value ?? greatest * 2
  let isLong = log10(upper / lower) >= 3
  let ticks = marks.filter { (lower...upper).contains($0.value) && (!isLong || $0.factor == 1) }
  return (
    lower...upper,
    ticks.map { AxisTick(value: $0.value, label: engineering($0.value, unit: unit)) }
  )
}
