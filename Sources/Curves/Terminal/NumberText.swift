import Foundation

/// A whole number with a comma between thousands: `12,000`.
func grouped(_ value: some BinaryInteger) -> String {
  let digits = Array("\(value.magnitude)")
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return (value < 0 ? "-" : "") + text
}

/// A quantity with three digits and an SI prefix: `38.2 mV`. `micro`: the sign for 10^-6.
public func engineering(_ value: Double, unit: String, micro: String = "\u{B5}") -> String {
  guard value.isFinite else { return "-" }
  guard value != 0 else { return "0 \(unit)" }
  // Rounded first, so that 999.9 mV becomes 1 V and not 1000 mV.
  let rounded = Double(String(format: "%.2e", value)) ?? value
  let prefixes = ["p", "n", micro, "m", "", "k", "M"]
  let exponent = Int((log10(abs(rounded)) / 3).rounded(.down))
  let place = min(max(exponent + 4, 0), prefixes.count - 1)
  let scaled = rounded / pow(10, Double(3 * (place - 4)))
  return String(format: "%.3g", scaled) + " " + prefixes[place] + unit
}

/// A share of 1 in percent, one digit behind the point: `96.7 %`.
public func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
