/// Solves a small dense system in place: `block` is the upper triangle of a symmetric positive
/// definite matrix, in rows of `size`, and is used up; `vector` becomes the solution.
func solveInPlace(
  _ block: UnsafeMutablePointer<Double>, size: Int, _ vector: UnsafeMutablePointer<Double>
) {
  for step in 0..<size {
    let row = unsafe block + step &* size
    let inverse = unsafe 1 / row[step]
    for lower in (step &+ 1)..<max(size, step &+ 1) {
      let factor = unsafe row[lower] * inverse
      let target = unsafe block + lower &* size
      for column in lower..<size { unsafe target[column] -= factor * row[column] }
      unsafe vector[lower] -= factor * vector[step]
    }
  }
  for step in (0..<size).reversed() {
    let row = unsafe block + step &* size
    var sum = unsafe vector[step]
    for column in (step &+ 1)..<max(size, step &+ 1) {
      unsafe sum -= row[column] * vector[column]
    }
    unsafe vector[step] = unsafe sum / row[step]
  }
}
