internal import Foundation

/// The toy network in float64.
struct ToyReference {
  let dt: Double
  let count = ToyProblem.moving
  /// Between moving nodes, row by row: symmetric.
  private(set) var links: [Double]
  /// What a node hears of the imposed ones, and its bias.
  private(set) var standing: [Double]
  let levels: [Double]
  private let target: [Double]
  /// States are rounded to this after every step; 0: not.
  var grid = 0.0

  init(_ problem: ToyProblem) {
    dt = Double(problem.rate) * 0x1p-13
    let (hidden, outputs) = (ToyProblem.hidden, ToyProblem.outputs)
    let levels = problem.levels.map { Double($0) * 0x1p-15 }
    let weights = problem.weights.map { $0.map { Double($0) * 0x1p-15 } }
    self.levels = levels
    target = problem.target.map { Double($0) * 0x1p-15 }
    standing = problem.biases.flatMap { $0.map { Double($0) * 0x1p-20 } }
    links = Array(repeating: 0, count: count * count)
    for (input, level) in levels.enumerated() {
      for node in 0..<hidden { standing[node] += level * weights[0][input * hidden + node] }
      for node in 0..<outputs {
        standing[hidden + node] += level * weights[1][input * outputs + node]
      }
    }
    for node in 0..<hidden {
      for output in 0..<outputs {
        let weight = weights[2][node * outputs + output]
        links[node * count + hidden + output] = weight
        links[(hidden + output) * count + node] = weight
      }
    }
  }

  /// W rho(s) + b, the imposed nodes' part included.
  func heard(_ rho: [Double]) -> [Double] {
    (0..<count).map { node in
      var sum = standing[node]
      for other in 0..<count { sum += links[node * count + other] * rho[other] }
      return sum
    }
  }

  /// y - s at the outputs, 0 elsewhere: the descending gradient of half the squared error.
  func missing(_ states: [Double]) -> [Double] {
    states.indices.map {
      $0 < ToyProblem.hidden ? 0 : target[$0 - ToyProblem.hidden] - states[$0]
    }
  }

  /// ds/dt.
  func rates(_ states: [Double], beta: Double) -> [Double] {
    let rho = states.map { tanh($0) }
    let (heard, missing) = (heard(rho), missing(states))
    return states.indices.map {
      -states[$0] + (1 - rho[$0] * rho[$0]) * heard[$0] + beta * missing[$0]
    }
  }

  func step(_ states: [Double], beta: Double = 0) -> [Double] {
    let rates = rates(states, beta: beta)
    return states.indices.map { node in
      let next = states[node] + dt * rates[node]
      return grid > 0 ? (next / grid).rounded() * grid : next
    }
  }

  /// The states after each of the last `kept` of so many steps from zero, the earliest first.
  func free(steps: Int, kept: Int) -> [[Double]] {
    var states = Array(repeating: 0.0, count: count)
    var found: [[Double]] = []
    for left in (0..<steps).reversed() {
      states = step(states)
      if left < kept { found.append(states) }
    }
    return found
  }

  /// The states before, and after each step of a nudge.
  func nudged(from start: [Double], steps: Int, beta: Double) -> ToyTrajectory {
    var states = [start]
    for _ in 0..<steps { states.append(step(states[states.count - 1], beta: beta)) }
    return ToyTrajectory(states: states, levels: states.map { $0.map { tanh($0) } })
  }
}
