import Foundation

/// dx_i/dt = -l_i x_i + s(sum_j W_ij x_j + b_i) (equation 30), s the logistic function.
///
/// Parameters: the weights of all synapses, then every node's bias, then every node's leak.
public struct LeakyIntegrateAndFire: NetworkDynamics {
  public let nodeCount: Int
  /// None is reciprocal: a synapse has a direction.
  public let synapses: [Coupling]
  public var parameters: [Double]

  public init(synapses: [Coupling], weights: [Double], biases: [Double], leaks: [Double]) {
    nodeCount = biases.count
    self.synapses = synapses
    parameters = weights + biases + leaks
  }

  public var parameterCount: Int { synapses.count + 2 * nodeCount }
  public var floor: Double? { nil }

  /// s(h_i), what a neuron sends on its own output stage.
  public func activations(
    of x: UnsafePointer<Double>, into activations: UnsafeMutablePointer<Double>
  ) {
    for node in 0..<nodeCount { unsafe activations[node] = parameters[synapses.count + node] }
    for (index, synapse) in synapses.enumerated() {
      unsafe activations[synapse.to] += parameters[index] * x[synapse.from]
    }
    for node in 0..<nodeCount {
      unsafe activations[node] = 1 / (1 + exp(-activations[node]))
    }
  }

  public func rates(of x: UnsafePointer<Double>, into rates: UnsafeMutablePointer<Double>) {
    unsafe activations(of: x, into: rates)
    let leaks = synapses.count + nodeCount
    for node in 0..<nodeCount { unsafe rates[node] -= parameters[leaks + node] * x[node] }
  }

  public func pullBack(
    _ adjoint: UnsafePointer<Double>, at x: UnsafePointer<Double>,
    states: UnsafeMutablePointer<Double>, parameters gradient: UnsafeMutablePointer<Double>
  ) {
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: nodeCount) { room in
      guard let sloped = room.baseAddress else { return }
      unsafe activations(of: x, into: sloped)
      let (biases, leaks) = (synapses.count, synapses.count + nodeCount)
      for node in 0..<nodeCount {
        unsafe sloped[node] *= (1 - sloped[node]) * adjoint[node]
        unsafe gradient[biases + node] += sloped[node]
        unsafe gradient[leaks + node] -= adjoint[node] * x[node]
        unsafe states[node] -= parameters[leaks + node] * adjoint[node]
      }
      for (index, synapse) in synapses.enumerated() {
        unsafe states[synapse.from] += parameters[index] * sloped[synapse.to]
        unsafe gradient[index] += sloped[synapse.to] * x[synapse.from]
      }
    }
  }
}
