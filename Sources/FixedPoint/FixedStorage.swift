/// The integers that a ``Fixed`` may be kept in: at most 32 bits, so that every product of two fits
/// an `Int64` exactly.
public protocol FixedStorage: FixedWidthInteger, SignedInteger, BitwiseCopyable, Sendable {}

extension Int8: FixedStorage {}
extension Int16: FixedStorage {}
extension Int32: FixedStorage {}

extension FixedStorage {
  /// `value`, or the nearest end of this type's range.
  @inlinable @inline(__always)
  public init(saturating value: Int64) {
    if value > Int64(Self.max) {
      self = Self.max
    } else if value < Int64(Self.min) {
      self = Self.min
    } else {
      self.init(truncatingIfNeeded: value)
    }
  }
}
