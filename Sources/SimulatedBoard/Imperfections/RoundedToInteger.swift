/// The nearest integer, ties to even, for magnitudes below 2^51: baseline x86-64 has no instruction
/// for it, and adding 1.5 x 2^52 pushes the fraction out.
@inline(__always)
func roundedToInteger(_ value: Double) -> Double {
  (value + 0x1.8p52) - 0x1.8p52
}

/// The same as an integer, for magnitudes below 2^31: what is left in the low bits of the sum.
@inline(__always)
func roundedToInt32(_ value: Double) -> Int32 {
  Int32(truncatingIfNeeded: (value + 0x1.8p52).bitPattern)
}
