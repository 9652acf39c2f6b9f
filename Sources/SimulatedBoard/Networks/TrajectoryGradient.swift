import Foundation

/// The free trajectory, its cost and the exact gradient of the cost, by the adjoint of every single
/// Runge-Kutta step run backwards.
public struct TrajectoryGradient: Sendable {
  /// The states at the samples.
  public private(set) var samples: [[Double]] = []
  /// The mean over samples of the outputs' weighted costs.
  public private(set) var cost = 0.0
  /// dC/dtheta, one entry per parameter.
  public private(set) var gradient: [Double]
  /// dC/dx at each sample, once everything behind it is counted: the adjoint that the gradient
  /// supervisor (equation 14) nudges by.
  public private(set) var adjoints: [[Double]]

  public init(
    _ integrator: Integrator, _ experiment: Experiment
  ) {
    let count = integrator.dynamics.nodeCount
    gradient = Array(repeating: 0, count: integrator.dynamics.parameterCount)
    adjoints = Array(
      repeating: Array(repeating: 0, count: count), count: experiment.sampleCount)
    let states = forward(integrator, experiment)
    backward(integrator, experiment, states)
  }

  /// The states before every step.
  private mutating func forward(
    _ integrator: Integrator, _ experiment: Experiment
  ) -> [[Double]] {
    var integrator = integrator
    var push = Array(repeating: 0.0, count: integrator.dynamics.nodeCount)
    var states: [[Double]] = []
    var x = experiment.start
    for t in 0..<experiment.sampleCount {
      for (index, node) in experiment.imposedNodes.enumerated() {
        x[node] = experiment.levels[t][index]
      }
      Self.setPush(experiment, at: t, &push)
      for _ in 0..<experiment.stepsPerSample {
        states.append(x)
        integrator.advance(&x, push: push)
      }
      samples.append(x)
      for (output, node) in experiment.outputs.enumerated() {
        let error = x[node] - experiment.targets[t][output]
        let cost = experiment.cost == .phase ? 1 - cos(error) : error * error / 2
        self.cost += experiment.weights[t][output] * cost / Double(experiment.sampleCount)
      }
    }
    return states
  }

  private static func setPush(_ experiment: Experiment, at t: Int, _ push: inout [Double]) {
    for node in experiment.pushedNodes { push[node] = 0 }
    for (index, node) in experiment.pushedNodes.enumerated() {
      push[node] += experiment.pushes[t][index]
    }
  }

  private mutating func backward(
    _ integrator: Integrator, _ experiment: Experiment, _ states: [[Double]]
  ) {
    var adjoint = Array(repeating: 0.0, count: integrator.dynamics.nodeCount)
    var push = adjoint
    for t in stride(from: experiment.sampleCount - 1, through: 0, by: -1) {
      for (output, node) in experiment.outputs.enumerated() {
        let error = samples[t][node] - experiment.targets[t][output]
        let slope = experiment.cost == .phase ? sin(error) : error
        adjoint[node] +=
          experiment.weights[t][output] * slope / Double(experiment.sampleCount)
      }
      adjoints[t] = adjoint
      Self.setPush(experiment, at: t, &push)
      for step in stride(from: experiment.stepsPerSample - 1, through: 0, by: -1) {
        let index = t * experiment.stepsPerSample + step
        let after = index + 1 < states.count ? states[index + 1] : samples[t]
        Self.reverse(
          integrator, from: states[index],
          to: step == experiment.stepsPerSample - 1
            ? samples[t] : after, push, &adjoint, &gradient)
      }
      // What a node is imposed to does not depend on what came before.
      for node in experiment.imposedNodes { adjoint[node] = 0 }
    }
  }

  /// Takes the adjoint back over one step.
  private static func reverse(
    _ integrator: Integrator, from x: [Double], to after: [Double], _ push: [Double],
    _ adjoint: inout [Double], _ gradient: inout [Double]
  ) {
    let count = x.count
    let step = integrator.step
    let floor = integrator.dynamics.floor
    var slopes = Array(repeating: 0.0, count: 5 * count)
    var moved = x
    var place = x
    var scaled = Array(repeating: 0.0, count: count)
    var pulled = Array(repeating: 0.0, count: count)
    // The floor holds what would fall below it, whatever the parameters.
    if let floor {
      for node in 0..<count where after[node] <= floor && x[node] > floor { adjoint[node] = 0 }
    }
    var total = adjoint
    integrator.advance(&moved, push: push, keeping: &slopes)
    for stage in [3, 2, 1, 0] {
      let share = stage == 0 || stage == 3 ? step / 6 : step / 3
      let reach = stage == 3 ? 0 : stage == 2 ? step : step / 2
      for node in 0..<count {
        scaled[node] =
          integrator.isImposed[node] ? 0 : share * adjoint[node] + reach * pulled[node]
        pulled[node] = 0
      }
      unsafe RungeKutta.place(stage, x, slopes, into: &place, count: count, step: step)
      unsafe integrator.dynamics.pullBack(
        scaled, at: place, states: &pulled, parameters: &gradient)
      for node in 0..<count { total[node] += pulled[node] }
    }
    adjoint = total
  }
}
