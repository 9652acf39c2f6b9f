/// The number that `text` says: decimal digits with an optional sign, point and exponent, then
/// optionally one of the SI prefixes `p n u m k M G`. nil for everything else, also for what is not
/// finite.
func parsedNumber(_ text: String) -> Double? {
  var digits = Array(text.utf8)
  if digits.isEmpty || digits.count > 40 { return nil }
  var scale = 1.0
  if let last = digits.last, let factor = prefixFactor(last) {
    scale = factor
    digits.removeLast()
  }
  var sawDigit = false
  var previous: UInt8 = 0
  for (index, byte) in digits.enumerated() {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): sawDigit = true
    case UInt8(ascii: "."): break
    case UInt8(ascii: "e"), UInt8(ascii: "E"): if !sawDigit { return nil }
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      if index > 0 && previous != UInt8(ascii: "e") && previous != UInt8(ascii: "E") { return nil }
    default: return nil
    }
    previous = byte
  }
  guard sawDigit, let value = Double(String(decoding: digits, as: UTF8.self)) else { return nil }
  // Dividing by a power of ten is exact where multiplying by its inverse is not.
  let scaled = scale < 1 ? value / (1 / scale).rounded() : value * scale
  return scaled.isFinite ? scaled : nil
}

private func prefixFactor(_ byte: UInt8) -> Double? {
  switch byte {
  case UInt8(ascii: "p"): 1e-12
  case UInt8(ascii: "n"): 1e-9
  case UInt8(ascii: "u"): 1e-6
  case UInt8(ascii: "m"): 1e-3
  case UInt8(ascii: "k"): 1e3
  case UInt8(ascii: "M"): 1e6
  case UInt8(ascii: "G"): 1e9
  default: nil
  }
}

/// `value` as a person would write it: without an exponent where it is short, no trailing zeros.
func plainNumber(_ value: Double) -> String {
  if let integer = Int(exactly: value), abs(integer) <= 1_000_000_000_000_000 {
    return "\(integer)"
  }
  return "\(value)"
}
