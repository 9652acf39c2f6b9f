/// `(a * b) / 2^shift` with the full 128-bit product in between, rounded down; the low 64 bits of it.
///
/// `shift` in `0 ... 63`. The caller knows that the result fits: a plan's check proves it for the
/// engine (docs/plan.md, "Accumulator bound").
@inlinable @inline(__always)
public func wideProduct(_ a: Int64, _ b: Int64, shiftedRight shift: UInt64) -> Int64 {
  let product = a.multipliedFullWidth(by: b)
  let low = product.low >> (shift & 63)
  // Shifting left by 1 and then by 63 - shift keeps both counts below 64 when shift is 0.
  let high = (UInt64(bitPattern: product.high) << 1) << (63 &- (shift & 63))
  return Int64(bitPattern: low | high)
}
