internal import Plan

/// dx_i/dt = -x_i + sum_j w_ij x_j (equation 23).
public struct LinearOscillators: NetworkDynamics {
  public let nodeCount: Int
  public let couplings: [Coupling]
  /// One weight per coupling.
  public var parameters: [Double] { didSet { matrix.set(parameters) } }
  private var matrix: CouplingMatrix

  public init(nodeCount: Int, couplings: [Coupling], weights: [Double]) {
    self.nodeCount = nodeCount
    self.couplings = couplings
    parameters = weights
    matrix = CouplingMatrix(count: nodeCount, couplings: couplings, weights: weights)
  }

  public var elements: [NetworkElement] {
    couplings.map {
      NetworkElement(.linear, to: $0.to, from: $0.from, isReciprocal: $0.isReciprocal)
    }
  }

  public var floor: Double? { nil }

  public func rates(of x: UnsafePointer<Double>, into rates: UnsafeMutablePointer<Double>) {
    unsafe matrix.multiply(x, into: rates)
    for node in 0..<nodeCount { unsafe rates[node] -= x[node] }
  }

  public func pullBack(
    _ adjoint: UnsafePointer<Double>, at x: UnsafePointer<Double>,
    states: UnsafeMutablePointer<Double>, parameters gradient: UnsafeMutablePointer<Double>
  ) {
    for node in 0..<nodeCount { unsafe states[node] -= adjoint[node] }
    for (index, coupling) in couplings.enumerated() {
      let weight = parameters[index]
      let (to, from) = (coupling.to, coupling.from)
      unsafe states[from] += weight * adjoint[to]
      unsafe gradient[index] += adjoint[to] * x[from]
      if coupling.isReciprocal {
        unsafe states[to] += weight * adjoint[from]
        unsafe gradient[index] += adjoint[from] * x[to]
      }
    }
  }
}
