internal import Plan

/// dN_i/dt = (r_i / K_i) N_i (K_i - sum_j a_ij N_j) + D (equation 32), a_ii = 1; here r = K = 1.
public struct LotkaVolterra: NetworkDynamics {
  public let nodeCount: Int
  /// None is reciprocal: `from` takes from `to`.
  public let interactions: [Coupling]
  /// Immigration D.
  public let immigration: Double
  /// One strength per interaction.
  public var parameters: [Double] { didSet { matrix.set(parameters) } }
  private var matrix: CouplingMatrix

  public init(
    nodeCount: Int, interactions: [Coupling], strengths: [Double], immigration: Double
  ) {
    self.nodeCount = nodeCount
    self.interactions = interactions
    self.immigration = immigration
    parameters = strengths
    matrix = CouplingMatrix(count: nodeCount, couplings: interactions, weights: strengths)
  }

  public var elements: [NetworkElement] {
    interactions.map { NetworkElement(.interaction, to: $0.to, from: $0.from) }
  }

  public var floor: Double? { 0 }

  public func rates(of x: UnsafePointer<Double>, into rates: UnsafeMutablePointer<Double>) {
    unsafe matrix.multiply(x, into: rates)
    for node in 0..<nodeCount {
      unsafe rates[node] = x[node] * (1 - x[node] - rates[node]) + immigration
    }
  }

  public func pullBack(
    _ adjoint: UnsafePointer<Double>, at x: UnsafePointer<Double>,
    states: UnsafeMutablePointer<Double>, parameters gradient: UnsafeMutablePointer<Double>
  ) {
    for node in 0..<nodeCount { unsafe states[node] += adjoint[node] * (1 - 2 * x[node]) }
    for (index, interaction) in interactions.enumerated() {
      let (to, from) = (interaction.to, interaction.from)
      let strength = parameters[index]
      unsafe states[to] -= adjoint[to] * strength * x[from]
      unsafe states[from] -= adjoint[to] * strength * x[to]
      unsafe gradient[index] -= adjoint[to] * x[to] * x[from]
    }
  }
}
