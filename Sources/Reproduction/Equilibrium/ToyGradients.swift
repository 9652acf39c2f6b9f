extension ToyReference {
  /// Backpropagation through time: the descending gradients of half the squared error after the last
  /// of `states`, for the states one, two, ... steps before it, and for the elements as they were
  /// used in each step alone. `states`: the free phase's last, one more than steps to look back.
  func throughTime(_ states: [[Double]]) -> ToyProcess {
    let last = states.count - 1
    var error = missing(states[last])
    var errors: [[Double]] = []
    for back in 0..<last {
      errors.append(error)
      error = advanced(error, jacobian(states[last - back - 1]))
    }
    return ToyProcess(errors: errors, states: states.dropLast().reversed(), reference: self)
  }

  /// Recurrent backpropagation: the errors of a side network that runs by the dynamics linearised at
  /// rest, and what they mean for elements. In steps of dt, or as in `isContinuous` time, in the
  /// middle of each step. Source: Scellier and Bengio, "Equivalence of Equilibrium Propagation and
  /// Recurrent Backpropagation", Neural Computation 31 (2019).
  func sideNetwork(at rest: [Double], steps: Int, isContinuous: Bool = false) -> ToyProcess {
    let jacobian = jacobian(rest)
    var error = missing(rest)
    if isContinuous { error = flowed(error, jacobian, dt / 2) }
    var errors: [[Double]] = []
    for _ in 0..<steps {
      errors.append(error)
      error = isContinuous ? flowed(error, jacobian, dt) : advanced(error, jacobian)
    }
    return ToyProcess(
      errors: errors, states: Array(repeating: rest, count: steps), reference: self)
  }

  /// What a side network's errors sum up to in the end: the descending gradient of half the squared
  /// error at rest, from one linear system (Almeida 1987, Pineda 1987).
  func gradient(at rest: [Double]) -> ToyProcess {
    let sum = solve(jacobian(rest), missing(rest).map { -$0 })
    return ToyProcess(errors: [sum.map { $0 / dt }], states: [rest], reference: self)
  }

  /// (1 + dt J) e; J is its own transpose.
  private func advanced(_ error: [Double], _ jacobian: [Double]) -> [Double] {
    let rates = product(jacobian, error)
    return error.indices.map { error[$0] + dt * rates[$0] }
  }

  /// exp(t J) e, by the first five terms of the series: t is small.
  private func flowed(_ error: [Double], _ jacobian: [Double], _ time: Double) -> [Double] {
    var (sum, term) = (error, error)
    for order in 1...4 {
      term = product(jacobian, term).map { $0 * time / Double(order) }
      for node in sum.indices { sum[node] += term[node] }
    }
    return sum
  }

  private func product(_ matrix: [Double], _ vector: [Double]) -> [Double] {
    (0..<count).map { row in
      var sum = 0.0
      for column in 0..<count { sum += matrix[row * count + column] * vector[column] }
      return sum
    }
  }
}
