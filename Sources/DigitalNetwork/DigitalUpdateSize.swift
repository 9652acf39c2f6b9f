/// How large one update of a block of elements was, and how large the elements are.
public struct DigitalUpdateSize: BitwiseCopyable, Equatable, Sendable {
  /// The sum of the squares of the changes, 2^-60; the largest number where it would overflow.
  public private(set) var changes: UInt64 = 0
  /// The sum of the squares of the taps, 2^-28.
  public private(set) var taps: UInt64 = 0

  /// Nothing measured.
  public init() {}

  /// Adds an element that went from one tap to another.
  @inline(__always)
  public mutating func add(from before: Int32, to tap: Int32) {
    let change = Int64(tap) &- Int64(before)
    add(changes: UInt64(bitPattern: change &* change))
    taps &+= UInt64(bitPattern: (Int64(tap) &* Int64(tap)) >> 32)
  }

  /// Adds what another part measured.
  public mutating func add(_ other: DigitalUpdateSize) {
    add(changes: other.changes)
    taps &+= other.taps
  }

  private mutating func add(changes more: UInt64) {
    let (sum, overflow) = changes.addingReportingOverflow(more)
    changes = overflow ? UInt64.max : sum
  }

  /// The root of the ratio, 2^-30: how far the block went, of its length. 0 where nothing was
  /// measured.
  public var relative: UInt64 {
    guard taps > 0 else { return 0 }
    // The ratio is in 2^-32, its root is wanted in 2^-30.
    let (high, low) = (changes >> 36, changes << 28)
    guard high < taps else { return UInt64(UInt32.max) }
    return Self.root(taps.dividingFullWidth((high, low)).quotient)
  }

  /// The largest integer whose square is no larger.
  private static func root(_ value: UInt64) -> UInt64 {
    var (rest, root, bit) = (value, UInt64(0), UInt64(1) << 62)
    while bit > rest { bit >>= 2 }
    while bit > 0 {
      if rest >= root &+ bit {
        rest &-= root &+ bit
        root = root >> 1 &+ bit
      } else {
        root >>= 1
      }
      bit >>= 2
    }
    return root
  }
}
