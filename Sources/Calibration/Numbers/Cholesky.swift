/// The factorisation `L Lᵀ` of a symmetric positive definite matrix, row by row.
struct Cholesky {
  private let count: Int
  private var lower: [Double]

  /// nil where the matrix is not positive definite.
  init?(_ matrix: [Double], count: Int) {
    self.count = count
    lower = matrix
    let sound = unsafe lower.withUnsafeMutableBufferPointer { a in
      for row in 0..<count {
        for column in 0...row {
          var sum = unsafe a[row &* count &+ column]
          for k in 0..<column {
            unsafe sum -= a[row &* count &+ k] * a[column &* count &+ k]
          }
          if row == column {
            guard sum > 0, sum.isFinite else { return false }
            unsafe a[row &* count &+ row] = sum.squareRoot()
          } else {
            unsafe a[row &* count &+ column] = sum / a[column &* count &+ column]
          }
        }
      }
      return true
    }
    if !sound { return nil }
  }

  func solve(_ right: [Double]) -> [Double] {
    var x = right
    unsafe lower.withUnsafeBufferPointer { a in
      unsafe x.withUnsafeMutableBufferPointer { x in
        for row in 0..<count {
          var sum = unsafe x[row]
          for k in 0..<row { unsafe sum -= a[row &* count &+ k] * x[k] }
          unsafe x[row] = sum / a[row &* count &+ row]
        }
        for row in (0..<count).reversed() {
          let value = unsafe x[row] / a[row &* count &+ row]
          unsafe x[row] = value
          for k in 0..<row { unsafe x[k] -= a[row &* count &+ k] * value }
        }
      }
    }
    return x
  }

  /// The whole inverse, symmetric.
  func inverse() -> [Double] {
    // The inverse of L, whose columns are then multiplied with each other.
    var inverse = [Double](repeating: 0, count: count * count)
    var result = inverse
    unsafe lower.withUnsafeBufferPointer { a in
      unsafe inverse.withUnsafeMutableBufferPointer { m in
        // m holds the transposed inverse: row j is column j of the inverse of L.
        for j in 0..<count {
          unsafe m[j &* count &+ j] = 1 / a[j &* count &+ j]
          for row in (j &+ 1)..<max(j &+ 1, count) {
            var sum = 0.0
            for k in j..<row { unsafe sum -= a[row &* count &+ k] * m[j &* count &+ k] }
            unsafe m[j &* count &+ row] = sum / a[row &* count &+ row]
          }
        }
        unsafe result.withUnsafeMutableBufferPointer { r in
          for i in 0..<count {
            for j in 0...i {
              var sum = 0.0
              for k in i..<count { unsafe sum += m[i &* count &+ k] * m[j &* count &+ k] }
              unsafe r[i &* count &+ j] = sum
              unsafe r[j &* count &+ i] = sum
            }
          }
        }
      }
    }
    return result
  }
}
