internal import Plan

/// dx_i/dt = -l_i x_i + s(sum_j W_ij x_j + b_i) (equation 30), s the logistic function.
///
/// Parameters: the weights of all synapses, then every node's bias, then every node's leak.
public struct LeakyIntegrateAndFire: NetworkDynamics {
  public let nodeCount: Int
  /// None is reciprocal: a synapse has a direction.
  public let synapses: [Coupling]
  public var parameters: [Double] { didSet { matrix.set(parameters) } }
  private var matrix: CouplingMatrix

  public init(synapses: [Coupling], weights: [Double], biases: [Double], leaks: [Double]) {
    nodeCount = biases.count
    self.synapses = synapses
    parameters = weights + biases + leaks
    matrix = CouplingMatrix(count: biases.count, couplings: synapses, weights: weights)
  }

  /// Activations are probed behind the states.
  public var elements: [NetworkElement] {
    synapses.map { NetworkElement(.synapse, to: $0.to, from: $0.from, third: nodeCount + $0.to) }
      + (0..<nodeCount).map { NetworkElement(.bias, to: $0, from: $0, third: nodeCount + $0) }
      + (0..<nodeCount).map { NetworkElement(.leak, to: $0, from: $0) }
  }

  public var hasActivations: Bool { true }
  public var floor: Double? { nil }

  /// s(h_i), what a neuron sends on its own output stage.
  public func activations(
    of x: UnsafePointer<Double>, into activations: UnsafeMutablePointer<Double>
  ) {
    unsafe matrix.multiply(x, into: activations)
    unsafe parameters.withUnsafeBufferPointer { parameters in
      guard let all = parameters.baseAddress else { return }
      let biases = unsafe all + synapses.count
      unsafe VectorFunctions.logistic(of: activations, plus: biases, count: nodeCount)
    }
  }

  public func rates(of x: UnsafePointer<Double>, into rates: UnsafeMutablePointer<Double>) {
    unsafe activations(of: x, into: rates)
    unsafe parameters.withUnsafeBufferPointer { parameters in
      guard let all = parameters.baseAddress else { return }
      let leaks = unsafe all + synapses.count + nodeCount
      for node in 0..<nodeCount { unsafe rates[node] -= leaks[node] * x[node] }
    }
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
