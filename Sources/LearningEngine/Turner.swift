import Plan

/// Moves taps and keeps what is left of each move.
@unsafe
struct Turner {
  let taps: UnsafeMutablePointer<Int32>
  let residuals: UnsafeMutablePointer<Int32>

  /// Adds `change` (2^-30 tap, below 2^61 in magnitude) to what the element owes, moves it by whole
  /// taps and keeps the rest. At an end of the range nothing stays owed.
  @inline(__always)
  func turn(
    _ index: Int, _ element: UnsafePointer<PlanElement>, by change: Int64, moved: inout UInt32
  ) {
    let total = unsafe Int64(residuals[index]) &+ change
    if UInt64(bitPattern: total) < UInt64(bitPattern: Residual.oneTap) {
      unsafe residuals[index] = Int32(truncatingIfNeeded: total)
      return
    }
    let old = unsafe taps[index]
    let wanted = Int64(old) &+ (total >> Residual.bits)
    let minimum = unsafe Int64(element.pointee.minimumTap)
    let maximum = unsafe Int64(element.pointee.maximumTap)
    let tap = Int32(truncatingIfNeeded: min(max(wanted, minimum), maximum))
    unsafe residuals[index] =
      Int64(tap) == wanted ? Int32(truncatingIfNeeded: total & (Residual.oneTap &- 1)) : Residual.settled
    unsafe taps[index] = tap
    moved &+= tap == old ? 0 : 1
  }
}
