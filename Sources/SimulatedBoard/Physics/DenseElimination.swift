/// Kernels of the dense solver. A symmetric block is kept as its upper triangle in rows of `stride`;
/// elimination leaves U in it, with A = U^T D^-1 U and D the diagonal of U.

/// Eliminates the first `steps` rows of a block of `size`. What remains below is the Schur
/// complement. Returns false where a pivot is not positive.
@inline(__always)
func eliminate(
  _ block: UnsafeMutablePointer<Double>, size: Int, stride: Int, steps: Int,
  inversePivots: UnsafeMutablePointer<Double>
) -> Bool {
  var row = unsafe block
  for step in 0..<steps {
    let pivot = unsafe row[step]
    if !(pivot > 0) { return false }
    let inverse = 1 / pivot
    unsafe inversePivots[step] = inverse
    var target = unsafe row + stride
    for lower in (step &+ 1)..<max(size, step &+ 1) {
      let entry = unsafe row[lower]
      // A sparse network stays sparse under a good order; its zeros are always at the same places.
      if entry != 0 {
        let factor = entry * inverse
        for column in lower..<size {
          unsafe target[column] -= factor * row[column]
        }
      }
      unsafe target += stride
    }
    unsafe row += stride
  }
  return true
}

/// The forward half of a solve for the first `steps` rows, in place.
@inline(__always)
func substituteForward(
  _ block: UnsafePointer<Double>, size: Int, stride: Int, steps: Int,
  inversePivots: UnsafePointer<Double>, _ vector: UnsafeMutablePointer<Double>
) {
  var row = unsafe block
  for step in 0..<steps {
    let scaled = unsafe vector[step] * inversePivots[step]
    for column in (step &+ 1)..<max(size, step &+ 1) {
      unsafe vector[column] -= row[column] * scaled
    }
    unsafe row += stride
  }
}

/// The backward half for the first `steps` rows, in place; the entries behind them are solved.
@inline(__always)
func substituteBackward(
  _ block: UnsafePointer<Double>, size: Int, stride: Int, steps: Int,
  inversePivots: UnsafePointer<Double>, _ vector: UnsafeMutablePointer<Double>
) {
  var step = steps &- 1
  while step >= 0 {
    let row = unsafe block + step &* stride
    // Two sums, so that one addition need not wait for the other.
    var even = unsafe vector[step]
    var odd = 0.0
    var column = step &+ 1
    while column &+ 1 < size {
      unsafe even -= row[column] * vector[column]
      unsafe odd -= row[column &+ 1] * vector[column &+ 1]
      column &+= 2
    }
    if column < size { unsafe even -= row[column] * vector[column] }
    unsafe vector[step] = (even + odd) * inversePivots[step]
    step &-= 1
  }
}
