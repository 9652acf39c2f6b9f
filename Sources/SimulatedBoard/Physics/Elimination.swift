/// The loops of a small network's L D L^T, with everything they need to know in flat memory.
/// `values` is laid out by an ``EliminationPlan``; elimination leaves U in it, A = U^T D^-1 U with
/// D the diagonal of U.
@safe
struct Elimination: ~Copyable {
  private let starts: OwnedBuffer<Int32>
  private let columns: OwnedBuffer<Int32>
  private let targets: OwnedBuffer<Int32>
  /// Where each row's part of the targets begins.
  private let targetStarts: OwnedBuffer<Int32>

  init(_ plan: EliminationPlan) {
    starts = OwnedBuffer(plan.starts, orIfEmpty: 0)
    columns = OwnedBuffer(plan.columns, orIfEmpty: 0)
    targets = OwnedBuffer(plan.targets, orIfEmpty: 0)
    var sums: [Int32] = []
    var sum: Int32 = 0
    for step in 0..<plan.size {
      sums.append(sum)
      let entries = plan.starts[step + 1] - plan.starts[step]
      sum += entries * (entries + 1) / 2
    }
    targetStarts = OwnedBuffer(sums, orIfEmpty: 0)
  }

  /// Eliminates rows `first ..< end`. Returns false where a pivot is not positive.
  @inline(__always)
  func eliminate(
    _ values: UnsafeMutablePointer<Double>, first: Int, end: Int,
    inversePivots: UnsafeMutablePointer<Double>
  ) -> Bool {
    if first >= end { return true }
    var target = unsafe targets.base + Int(targetStarts.base[first])
    var start = unsafe Int(starts.base[first])
    var step = first
    while step < end {
      let pivot = unsafe values[step]
      if !(pivot > 0) { return false }
      let inverse = 1 / pivot
      unsafe inversePivots[step] = inverse
      let stop = unsafe Int(starts.base[step &+ 1])
      var i = start
      while i < stop {
        let factor = unsafe values[i] * inverse
        var j = i
        while j < stop {
          unsafe values[Int(target.pointee)] -= factor * values[j]
          unsafe target += 1
          j &+= 1
        }
        i &+= 1
      }
      start = stop
      step &+= 1
    }
    return true
  }

  /// The forward half of a solve for rows `first ..< end`, in place.
  @inline(__always)
  func forward(
    _ values: UnsafePointer<Double>, first: Int, end: Int, inversePivots: UnsafePointer<Double>,
    _ vector: UnsafeMutablePointer<Double>
  ) {
    var step = first
    while step < end {
      let scaled = unsafe vector[step] * inversePivots[step]
      var entry = unsafe Int(starts.base[step])
      let stop = unsafe Int(starts.base[step &+ 1])
      while entry < stop {
        unsafe vector[Int(columns.base[entry])] -= values[entry] * scaled
        entry &+= 1
      }
      step &+= 1
    }
  }

  /// The backward half for rows `first ..< end`, last first, in place; the rows behind are solved.
  @inline(__always)
  func backward(
    _ values: UnsafePointer<Double>, first: Int, end: Int, inversePivots: UnsafePointer<Double>,
    _ vector: UnsafeMutablePointer<Double>
  ) {
    var step = end &- 1
    while step >= first {
      var sum = unsafe vector[step]
      var entry = unsafe Int(starts.base[step])
      let stop = unsafe Int(starts.base[step &+ 1])
      while entry < stop {
        unsafe sum -= values[entry] * vector[Int(columns.base[entry])]
        entry &+= 1
      }
      unsafe vector[step] = sum * inversePivots[step]
      step &-= 1
    }
  }
}
