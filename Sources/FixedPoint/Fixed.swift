/// A number `raw / 2^fractionBits`, kept in `Storage`.
///
/// Range: `Storage.min / 2^fractionBits ... Storage.max / 2^fractionBits`. `fractionBits` must lie
/// in `0 ..< Storage.bitWidth`. All arithmetic saturates at the ends of the range and never traps;
/// a product is rounded to the nearest representable number, ties to even.
public struct Fixed<Storage: FixedStorage, let fractionBits: Int>: BitwiseCopyable, Sendable {
  /// The integer that is stored; the number is `raw / 2^fractionBits`.
  public var raw: Storage

  /// The number `raw / 2^fractionBits`.
  @inlinable @inline(__always)
  public init(raw: Storage) {
    self.raw = raw
  }
}

extension Fixed {
  @inlinable public static var zero: Self { Self(raw: 0) }
  @inlinable public static var max: Self { Self(raw: Storage.max) }
  @inlinable public static var min: Self { Self(raw: Storage.min) }

  /// One, or the largest number where one is out of range.
  @inlinable public static var one: Self {
    Self(raw: Storage(saturating: Int64(1) << Int64(fractionBits)))
  }

  /// The sum, saturated.
  @inlinable @inline(__always)
  public static func + (a: Self, b: Self) -> Self {
    Self(raw: Storage(saturating: Int64(a.raw) &+ Int64(b.raw)))
  }

  /// The difference, saturated.
  @inlinable @inline(__always)
  public static func - (a: Self, b: Self) -> Self {
    Self(raw: Storage(saturating: Int64(a.raw) &- Int64(b.raw)))
  }

  /// The negative, saturated: `-min` is `max`.
  @inlinable @inline(__always)
  public static prefix func - (a: Self) -> Self {
    Self(raw: Storage(saturating: 0 &- Int64(a.raw)))
  }

  /// The product, rounded to nearest even and saturated.
  @inlinable @inline(__always)
  public static func * (a: Self, b: Self) -> Self {
    a.multiplied(by: b)
  }

  /// The product with a number of another format, in this format: rounded to nearest even,
  /// saturated.
  @inlinable @inline(__always)
  public func multiplied<Other: FixedStorage, let otherBits: Int>(
    by other: Fixed<Other, otherBits>
  ) -> Self {
    let product = Int64(raw) &* Int64(other.raw)
    return Self(raw: Storage(saturating: roundedToEven(product, shift: otherBits)))
  }

  /// The product rounded up or down at random, with the probability that makes its mean exact;
  /// saturated. `random` must be uniform over all 64-bit values.
  @inlinable @inline(__always)
  public func multiplied<Other: FixedStorage, let otherBits: Int>(
    by other: Fixed<Other, otherBits>, random: UInt64
  ) -> Self {
    let product = Int64(raw) &* Int64(other.raw)
    return Self(
      raw: Storage(saturating: roundedStochastically(product, shift: otherBits, random: random)))
  }

  /// The absolute value, saturated: that of `min` is `max`.
  @inlinable @inline(__always)
  public var magnitude: Self {
    raw < 0 ? -self : self
  }
}

extension Fixed: Equatable {
  @inlinable @inline(__always)
  public static func == (a: Self, b: Self) -> Bool { a.raw == b.raw }
}

extension Fixed: Comparable {
  @inlinable @inline(__always)
  public static func < (a: Self, b: Self) -> Bool { a.raw < b.raw }
}
