import Plan

/// Linear discriminant analysis in floating point: class means, pooled covariance, equal priors.
///
/// Source: Fisher, Annals of Eugenics 7, 179 (1936), in the usual multi-class form. Its answers do
/// not change when a feature is scaled or turned over, so it may take the voltages instead of
/// centimetres.
struct LinearDiscriminant {
  private var weights: [[Double]] = []
  private var offsets: [Double] = []

  init(_ rows: [[Double]], classes: [Int]) {
    let width = rows[0].count
    let labels = Set(classes).sorted()
    var means: [[Double]] = []
    for label in labels {
      let members = zip(rows, classes).filter { $0.1 == label }.map(\.0)
      means.append(
        (0..<width).map { k in members.reduce(0) { $0 + $1[k] } / Double(members.count) })
    }
    var covariance = [[Double]](repeating: [Double](repeating: 0, count: width), count: width)
    for (row, label) in zip(rows, classes) {
      for i in 0..<width {
        for j in 0..<width {
          covariance[i][j] +=
            (row[i] - means[label][i]) * (row[j] - means[label][j])
            / Double(rows.count - labels.count)
        }
      }
    }
    for mean in means {
      let weight = Self.solve(covariance, mean)
      weights.append(weight)
      offsets.append(-zip(weight, mean).reduce(0) { $0 + $1.0 * $1.1 } / 2)
    }
  }

  func answer(_ row: [Double]) -> Int {
    let scores = zip(weights, offsets).map { weight, offset in
      zip(weight, row).reduce(offset) { $0 + $1.0 * $1.1 }
    }
    return scores.indices.max { scores[$0] < scores[$1] } ?? 0
  }

  /// Gauss and Jordan with pivoting; the matrix is a covariance and small.
  private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = zip(matrix, right).map { $0 + [$1] }
    for column in rows.indices {
      let pivot = rows[column...].indices.max { abs(rows[$0][column]) < abs(rows[$1][column]) }
      rows.swapAt(column, pivot ?? column)
      for other in rows.indices where other != column {
        let factor = rows[other][column] / rows[column][column]
        for k in column...rows.count { rows[other][k] -= factor * rows[column][k] }
      }
    }
    return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
  }

  /// The share of a plan's unseen examples that it gets right after its training examples.
  static func testAccuracy(_ plan: Plan) -> Double {
    // Constant sources have no variance.
    let varying = (0..<plan.sourceCount).filter { source in
      (1..<plan.trainCount).contains { example in
        unsafe plan.inputs(.train, example, at: 0)[source] != plan.inputs(.train, 0, at: 0)[source]
      }
    }
    func row(_ set: Plan.ExampleSet, _ example: Int) -> [Double] {
      varying.map { unsafe Double(plan.inputs(set, example, at: 0)[$0]) / 1_048_576 }
    }
    let discriminant = LinearDiscriminant(
      (0..<plan.trainCount).map { row(.train, $0) },
      classes: (0..<plan.trainCount).map { plan.targetRow(.train, $0) })
    let right = (0..<plan.testCount).count {
      discriminant.answer(row(.test, $0)) == plan.targetRow(.test, $0)
    }
    return Double(right) / Double(plan.testCount)
  }
}
