import FixedPoint

/// A node's state, or what a channel is asked for, as a fraction of the board's full scale.
///
/// Twenty fraction bits: one step is a sixteenth of a 16-bit converter's, which leaves room for
/// averaged readings. Boards deliver values in `-1 ... 1` only; the accumulator bound of a plan
/// rests on that.
public typealias Sample = Fixed<Int32, 20>

extension Sample {
  /// Asked of a source or a clamp: let go. Asked as a target: nothing is wanted here. Never measured.
  ///
  /// Only plans with local terms may hold it; boards of resistors have no way to let a source go.
  @inlinable @inline(__always)
  public static var released: Sample { Sample(raw: Int32.min) }
}
