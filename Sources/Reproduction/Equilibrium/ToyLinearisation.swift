internal import Foundation

/// The toy network close to where it is.
extension ToyReference {
  /// The Jacobian of ds/dt without a nudge, row by row: symmetric, as the dynamics descend an energy.
  func jacobian(_ states: [Double]) -> [Double] {
    let rho = states.map { tanh($0) }
    let slope = rho.map { 1 - $0 * $0 }
    let heard = heard(rho)
    var found = links
    for row in 0..<count {
      for column in 0..<count { found[row * count + column] *= slope[row] * slope[column] }
      found[row * count + row] += -1 - 2 * rho[row] * slope[row] * heard[row]
    }
    return found
  }

  /// The state of rest, by Newton's method from a state nearby.
  func fixedPoint(near start: [Double]) -> [Double] {
    var states = start
    for _ in 0..<20 {
      let rates = rates(states, beta: 0)
      let change = solve(jacobian(states), rates.map { -$0 })
      for node in states.indices { states[node] += change[node] }
      if rates.allSatisfy({ abs($0) < 1e-15 }) { break }
    }
    return states
  }

  /// Gaussian elimination with the largest pivot.
  func solve(_ matrix: [Double], _ right: [Double]) -> [Double] {
    var (a, b) = (matrix, right)
    for column in 0..<count {
      let pivot =
        (column..<count).max { abs(a[$0 * count + column]) < abs(a[$1 * count + column]) }
        ?? column
      for other in 0..<count { a.swapAt(column * count + other, pivot * count + other) }
      b.swapAt(column, pivot)
      for row in column + 1..<max(count, column + 1) {
        let factor = a[row * count + column] / a[column * count + column]
        for other in column..<count { a[row * count + other] -= factor * a[column * count + other] }
        b[row] -= factor * b[column]
      }
    }
    for row in (0..<count).reversed() {
      for other in row + 1..<max(count, row + 1) { b[row] -= a[row * count + other] * b[other] }
      b[row] /= a[row * count + row]
    }
    return b
  }
}
