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
    let wanted = unsafe Int64(taps[index]) &+ (total >> Residual.bits)
    let end: Int32
    if unsafe wanted < Int64(element.pointee.minimumTap) {
      end = unsafe element.pointee.minimumTap
    } else if unsafe wanted > Int64(element.pointee.maximumTap) {
      end = unsafe element.pointee.maximumTap
    } else {
      unsafe residuals[index] = Int32(truncatingIfNeeded: total & (Residual.oneTap &- 1))
      unsafe taps[index] = Int32(truncatingIfNeeded: wanted)
      moved &+= 1
      return
    }
    unsafe residuals[index] = Residual.settled
    moved &+= unsafe taps[index] == end ? 0 : 1
    unsafe taps[index] = end
  }
}
