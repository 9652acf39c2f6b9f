/// The sine of `x` half turns (pi x radians): `x` in 2^-20, from -2^20 to 2^20; the result in 2^-20.
///
/// Never more than 0.51 steps of 2^-20 from the true value, for every argument; odd bit for bit.
/// Coefficients: Chebyshev fit of sin(pi x) / x in x^2 over 0 to 1/4.
@inlinable @inline(__always)
public func sineOfHalfTurns(_ x: Int32) -> Int32 {
  let half: Int64 = 1 << 19
  var place = Int64(x)
  // The sine is the same on both sides of a quarter turn.
  if place > half {
    place = 2 &* half &- place
  } else if place < 0 &- half {
    place = -2 &* half &- place
  }
  let square = (place &* place) &>> 8
  var sum: Int64 = 83_384_278
  sum = -642_410_376 &+ (sum &* square) &>> 32
  sum = 2_738_124_891 &+ (sum &* square) &>> 32
  sum = -5_548_786_451 &+ (sum &* square) &>> 32
  sum = 3_373_259_412 &+ (sum &* square) &>> 32
  // Rounded away from zero on both sides, so that the result is odd.
  let magnitude = (sum &* (place < 0 ? 0 &- place : place) &+ 1 &<< 29) &>> 30
  return Int32(truncatingIfNeeded: place < 0 ? 0 &- magnitude : magnitude)
}

/// A difference of phases, in 2^-20 half turns, the short way around: -2^20 to 2^20 - 1.
@inlinable @inline(__always)
public func wrappedHalfTurns(_ difference: Int32) -> Int32 {
  (difference &<< 11) &>> 11
}
