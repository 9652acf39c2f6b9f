/// What an element still owes: a fraction of a tap in 2^-30, from 0 up to but not including one.
///
/// The element wants to stand at `tap - 1/2 + residual`, so one half is "exactly on the tap", and
/// leaving the range means a move. Kept this way, one comparison tells.
enum Residual {
  static var bits: Int64 { 30 }
  static var oneTap: Int64 { 1 << 30 }
  /// Of an element that owes nothing.
  static var settled: Int32 { 1 << 29 }
}
