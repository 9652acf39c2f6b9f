/// The largest integer whose square is at most `value`.
@inlinable
public func integerSquareRoot(_ value: UInt64) -> UInt64 {
  var remainder = value
  var root: UInt64 = 0
  var bit: UInt64 = 1 << 62
  while bit > remainder { bit >>= 2 }
  while bit != 0 {
    if remainder >= root &+ bit {
      remainder &-= root &+ bit
      root = (root >> 1) &+ bit
    } else {
      root >>= 1
    }
    bit >>= 2
  }
  return root
}

/// `x^(quarters/4)` for `x` in `0 ... 1`, both as fractions of 2^20; `quarters` in `0 ... 8`.
///
/// `x^0` is 1 for every `x` but 0, for which the result is 0 unless `quarters` is 0 (a push of zero
/// error stays no push). Error below 2^-19: each root is taken to 30 bits and cut once.
@inlinable
public func quarterPower(_ x: UInt32, quarters: UInt32) -> UInt32 {
  let one: UInt64 = 1 << 20
  if x == 0 { return 0 }
  let base = UInt64(x) < one ? UInt64(x) : one
  var result = one << 10  // 30 fraction bits
  let whole = quarters >> 2
  var count: UInt32 = 0
  while count < whole {
    result = (result &* base) >> 20
    count &+= 1
  }
  if quarters & 3 != 0 {
    let half = integerSquareRoot(base << 40)  // sqrt to 30 bits
    let quarter = integerSquareRoot(half << 30)
    if quarters & 2 != 0 { result = (result &* half) >> 30 }
    if quarters & 1 != 0 { result = (result &* quarter) >> 30 }
  }
  return UInt32(truncatingIfNeeded: result >> 10)
}
