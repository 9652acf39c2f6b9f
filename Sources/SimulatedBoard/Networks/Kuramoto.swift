import Foundation

/// dphi_i/dt = omega_i + sum_j K_ij sin(phi_j - phi_i) (equation 26).
public struct Kuramoto: NetworkDynamics {
  public let nodeCount: Int
  public let couplings: [Coupling]
  /// Each oscillator's own angular frequency.
  public let frequencies: [Double]
  /// One strength per coupling.
  public var parameters: [Double]

  public init(frequencies: [Double], couplings: [Coupling], strengths: [Double]) {
    nodeCount = frequencies.count
    self.frequencies = frequencies
    self.couplings = couplings
    parameters = strengths
  }

  public var parameterCount: Int { couplings.count }
  public var floor: Double? { nil }

  public func rates(of x: UnsafePointer<Double>, into rates: UnsafeMutablePointer<Double>) {
    for node in 0..<nodeCount { unsafe rates[node] = frequencies[node] }
    for (index, coupling) in couplings.enumerated() {
      let pull = unsafe parameters[index] * sin(x[coupling.from] - x[coupling.to])
      unsafe rates[coupling.to] += pull
      if coupling.isReciprocal { unsafe rates[coupling.from] -= pull }
    }
  }

  public func pullBack(
    _ adjoint: UnsafePointer<Double>, at x: UnsafePointer<Double>,
    states: UnsafeMutablePointer<Double>, parameters gradient: UnsafeMutablePointer<Double>
  ) {
    for (index, coupling) in couplings.enumerated() {
      let (to, from) = (coupling.to, coupling.from)
      let difference = unsafe x[from] - x[to]
      let lever = unsafe coupling.isReciprocal ? adjoint[to] - adjoint[from] : adjoint[to]
      let slope = parameters[index] * cos(difference) * lever
      unsafe states[from] += slope
      unsafe states[to] -= slope
      unsafe gradient[index] += lever * sin(difference)
    }
  }
}
