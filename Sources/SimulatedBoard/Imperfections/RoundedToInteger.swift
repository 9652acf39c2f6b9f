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

/// The nearest multiple of 2^-32. A wiring states its scales in these steps (`WiringChannel`): with
/// scales rounded alike, levels and codes times them are exact in 53 bits, and a board behind chips
/// and a simulated one agree in every code, also where a level lies in the middle between two.
func roundedToWiringStep(_ scale: Double) -> Double { (scale * 0x1p32).rounded() * 0x1p-32 }
