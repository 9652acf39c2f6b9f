/// Normal equations of a linear least squares problem.
struct LeastSquares {
  let count: Int
  var matrix: [Double]
  var right: [Double]
  private(set) var rows = 0

  init(count: Int) {
    self.count = count
    matrix = Array(repeating: 0, count: count * count)
    right = Array(repeating: 0, count: count)
  }

  /// Adds the equation `sum of value x[index] = result`, which holds to within `deviation`.
  mutating func add(
    _ terms: [(index: Int, value: Double)], equals result: Double, within deviation: Double
  ) {
    let weight = 1 / (deviation * deviation)
    for one in terms {
      right[one.index] += weight * one.value * result
      for other in terms {
        matrix[one.index * count + other.index] += weight * one.value * other.value
      }
    }
    rows += 1
  }
}
