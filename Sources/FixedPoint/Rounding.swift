/// `value / 2^shift`, rounded to the nearest integer, ties to even.
///
/// `shift` in `0 ... 62`. Cannot overflow: the remainder is compared, nothing is added beforehand.
@inlinable @inline(__always)
public func roundedToEven(_ value: Int64, shift: Int) -> Int64 {
  if shift == 0 { return value }
  let quotient = value >> Int64(shift)
  let remainder = value & ((1 << Int64(shift)) &- 1)
  let half: Int64 = 1 << Int64(shift &- 1)
  let up = remainder > half || (remainder == half && quotient & 1 == 1)
  return up ? quotient &+ 1 : quotient
}

/// `value / 2^shift`, rounded up with a probability equal to the fraction lost, else down.
///
/// `shift` in `0 ... 62`; `random` uniform over all 64-bit values, of which the top `shift` bits
/// decide. An exact quotient is never changed.
@inlinable @inline(__always)
public func roundedStochastically(_ value: Int64, shift: Int, random: UInt64) -> Int64 {
  if shift == 0 { return value }
  let quotient = value >> Int64(shift)
  let remainder = UInt64(bitPattern: value & ((1 << Int64(shift)) &- 1))
  let threshold = random >> UInt64(64 &- shift)
  return threshold < remainder ? quotient &+ 1 : quotient
}
