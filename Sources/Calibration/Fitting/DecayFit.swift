import Foundation

/// The time constant of one node: `height exp(-t / tau) + rest` through what was left of a step.
struct DecayFit {
  private(set) var tau: Double
  private(set) var uncertainty = 0.0

  /// nil where too little of the decay was seen. `noise`: standard deviation of a point; `rest` is
  /// known to be 0 to within it.
  init?(_ points: [(microseconds: Double, left: Double)], noise: Double, step: Double) {
    // A first value from the time of the fall to a third.
    guard let first = points.first(where: { $0.left < step * 0.37 }),
      points.contains(where: { $0.left > 8 * noise && $0.left < step * 0.97 })
    else { return nil }
    tau = first.microseconds
    var (height, rest) = (step, 0.0)
    for _ in 0..<30 {
      var normal = LeastSquares(count: 3)
      for point in points {
        let decay = exp(-point.microseconds / tau)
        normal.add(
          [(0, decay), (1, height * decay * point.microseconds / (tau * tau)), (2, 1)],
          equals: point.left - height * decay - rest, within: noise)
      }
      normal.add([(2, 1)], equals: -rest, within: noise)
      // Very fast ones are over at the first point, which then says nothing of the height.
      normal.add([(0, 1)], equals: step - height, within: step * 0.05)
      guard let factored = Cholesky(normal.matrix, count: 3) else { return nil }
      let change = factored.solve(normal.right)
      height += change[0]
      let next = min(max(tau + change[1], tau / 2), tau * 2)
      rest += change[2]
      uncertainty = factored.inverse()[4].squareRoot()
      if abs(next - tau) < 1e-6 * tau {
        tau = next
        break
      }
      tau = next
    }
    guard tau.isFinite, uncertainty.isFinite, uncertainty < tau / 2 else { return nil }
  }
}
