import FixedPoint

/// A node's state, or what a channel is asked for, as a fraction of the board's full scale.
///
/// Twenty fraction bits: one step is a sixteenth of a 16-bit converter's, which leaves room for
/// averaged readings. Boards deliver values in `-1 ... 1` only; the accumulator bound of a plan
/// rests on that.
public typealias Sample = Fixed<Int32, 20>
