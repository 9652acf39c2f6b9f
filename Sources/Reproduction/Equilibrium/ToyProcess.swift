internal import Foundation

/// States, and what nodes say in them, before and after each of some steps: hidden nodes, then
/// outputs.
struct ToyTrajectory {
  var states: [[Double]]
  var levels: [[Double]]
}

/// What happens at every step, in groups: the nodes of a layer, the weights of a block, the biases of
/// a layer.
struct ToyProcess {
  static let names = [
    "hidden nodes", "output nodes", "weights input to hidden", "weights input to output",
    "weights hidden to output", "biases of hidden", "biases of output",
  ]
  /// Group by group, step by step, member by member.
  var groups: [[[Double]]]

  /// One step's values. `change`: by how much what a node says changes; `link`: the product of what
  /// two nodes say; `levels`: what the imposed ones say.
  private static func values(
    _ change: [Double], _ levels: [Double], _ link: (_ hidden: Int, _ output: Int) -> Double,
    nodes: [Double]
  ) -> [[Double]] {
    let hidden = 0..<ToyProblem.hidden
    let outputs = ToyProblem.hidden..<ToyProblem.moving
    return [
      Array(nodes[hidden]), Array(nodes[outputs]),
      levels.flatMap { level in change[hidden].map { level * $0 } },
      levels.flatMap { level in change[outputs].map { level * $0 } },
      hidden.flatMap { node in outputs.map { link(node, $0) } },
      Array(change[hidden]), Array(change[outputs]),
    ]
  }

  private init(steps: [[[Double]]]) {
    groups = Self.names.indices.map { group in steps.map { $0[group] } }
  }

  /// What a nudge does from step to step: (s_t+1 - s_t) / (beta dt) for nodes, and for elements how
  /// the product of what their ends say changes, over beta. `opposite`: the trajectory of the
  /// opposite nudge, for the mean of both sides.
  init(
    _ nudged: ToyTrajectory, opposite: ToyTrajectory?, beta: Double, dt: Double, levels: [Double]
  ) {
    var process = Self(nudged, dt: dt, levels: levels)
    let other = opposite.map { Self($0, dt: dt, levels: levels) }
    let scale = 1 / (other == nil ? beta : 2 * beta)
    for group in process.groups.indices {
      for step in process.groups[group].indices {
        for member in process.groups[group][step].indices {
          process.groups[group][step][member] -= other?.groups[group][step][member] ?? 0
          process.groups[group][step][member] *= scale
        }
      }
    }
    self = process
  }

  private init(_ trajectory: ToyTrajectory, dt: Double, levels: [Double]) {
    self.init(
      steps: (1..<trajectory.states.count).map { step in
        let (before, after) = (trajectory.levels[step - 1], trajectory.levels[step])
        return Self.values(
          after.indices.map { after[$0] - before[$0] }, levels,
          { after[$0] * after[$1] - before[$0] * before[$1] },
          nodes: after.indices.map {
            (trajectory.states[step][$0] - trajectory.states[step - 1][$0]) / dt
          })
      })
  }

  /// Descending gradients: what nodes' errors (`errors`, step by step) mean for elements, where the
  /// nodes are in `states`.
  init(errors: [[Double]], states: [[Double]], reference: ToyReference) {
    self.init(
      steps: zip(errors, states).map { error, states in
        let rho = states.map { tanh($0) }
        let change = error.indices.map {
          reference.dt * (1 - rho[$0] * rho[$0]) * error[$0]
        }
        return Self.values(
          change, reference.levels, { change[$0] * rho[$1] + rho[$0] * change[$1] }, nodes: error)
      })
  }

  /// All steps in one.
  var total: ToyProcess {
    var sum = self
    sum.groups = groups.map { steps in
      var values = steps[0]
      for step in steps.dropFirst() {
        for member in values.indices { values[member] += step[member] }
      }
      return [values]
    }
    return sum
  }

  /// sqrt(sum (n - d)^2 / max(sum n^2, sum d^2)) of each group,
  /// over its members and all steps.
  func errors(against other: ToyProcess) -> [Double] {
    zip(groups, other.groups).map { own, others in
      var (difference, first, second) = (0.0, 0.0, 0.0)
      for (a, b) in zip(own, others) {
        for (x, y) in zip(a, b) {
          difference += (x - y) * (x - y)
          first += x * x
          second += y * y
        }
      }
      return (difference / max(first, second)).squareRoot()
    }
  }
}
