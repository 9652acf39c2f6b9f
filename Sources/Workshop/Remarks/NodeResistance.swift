internal import Foundation
internal import SimulatedBoard

/// What each node looks like from outside.
enum NodeResistance {
  /// Ohms of every node to ground, with all sources on, all clamps off, and all elements in the
  /// middle of their range: the diagonal of the inverse conductance matrix.
  static func ohms(_ model: BoardModel) -> [Double] {
    let count = model.nodes.count
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    func join(_ a: Int, _ b: Int?, _ siemens: Double) {
      matrix[a][a] += siemens
      guard let b else { return }
      matrix[b][b] += siemens
      matrix[a][b] -= siemens
      matrix[b][a] -= siemens
    }
    for element in model.elements { join(element.nodeA, element.nodeB, middleSiemens(element)) }
    for resistor in model.resistors { join(resistor.nodeA, resistor.nodeB, 1 / resistor.ohms) }
    for source in model.sources { join(source.node, nil, 1 / max(source.seriesOhms, 1e-3)) }
    // A node that nothing holds stands at the leak of its input.
    for node in 0..<count { join(node, nil, 1e-12) }
    return inverseDiagonal(matrix)
  }

  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  private static func middleSiemens(_ element: ElementModel) -> Double {
    let tap = Double(element.minimumTap + element.maximumTap) / 2
    let fraction = tap / Double(element.taps)
    switch element.law {
    case .linear(let whole, let wiper): return 1 / (wiper + whole * fraction)
    case .logarithmic(let whole, let wiper, let base):
      return 1 / (wiper + whole * (power(base, fraction) - 1) / (base - 1))
    case .conductance(let least, let most):
      return least + (most - least) * tap / Double(element.taps - 1)
    }
  }

  /// Gauss and Jordan. The matrix is symmetric and positive: no pivoting.
  private static func inverseDiagonal(_ matrix: [[Double]]) -> [Double] {
    var left = matrix
    let count = matrix.count
    var right = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0.0 } }
    for pivot in 0..<count {
      let scale = 1 / left[pivot][pivot]
      for column in 0..<count {
        left[pivot][column] *= scale
        right[pivot][column] *= scale
      }
      for row in 0..<count where row != pivot && left[row][pivot] != 0 {
        let factor = left[row][pivot]
        for column in 0..<count {
          left[row][column] -= factor * left[pivot][column]
          right[row][column] -= factor * right[pivot][column]
        }
      }
    }
    return (0..<count).map { right[$0][$0] }
  }
}
