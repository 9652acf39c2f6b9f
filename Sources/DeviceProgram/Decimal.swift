/// The decimal digits of a number.
public struct Decimal {
  private var digits = InlineArray<20, UInt8>(repeating: 48)
  public private(set) var count = 0

  public init(_ number: UInt64) {
    var left = number
    repeat {
      count += 1
      digits[20 - count] = 48 + UInt8(truncatingIfNeeded: left % 10)
      left /= 10
    } while left > 0
  }

  /// A digit from the left, ASCII; `index` below ``count``.
  public subscript(index: Int) -> UInt8 { digits[20 - count + index] }
}
