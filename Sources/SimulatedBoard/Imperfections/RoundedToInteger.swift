/// The nearest integer, ties to even, for magnitudes below 2^51: baseline x86-64 has no instruction
/// for it, and adding 1.5 x 2^52 pushes the fraction out.
@inline(__always)
func roundedToInteger(_ value: Double) -> Double {
  (value + 0x1.8p52) - 0x1.8p52
}

/// Within `0 ... upper`, in two instructions.
@inline(__always)
func bounded(_ value: Double, by upper: Double) -> Double {
  let positive = value > 0 ? value : 0
  return positive < upper ? positive : upper
}
