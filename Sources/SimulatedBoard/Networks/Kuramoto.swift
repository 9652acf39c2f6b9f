internal import Plan
import Foundation

/// dphi_i/dt = omega_i + sum_j K_ij sin(phi_j - phi_i) (equation 26).
public struct Kuramoto: NetworkDynamics {
  public let nodeCount: Int
  public let couplings: [Coupling]
  /// Each oscillator's own angular frequency.
  public let frequencies: [Double]
  /// One strength per coupling.
  public var parameters: [Double] { didSet { matrix.set(parameters) } }
  private var matrix: CouplingMatrix

  public init(frequencies: [Double], couplings: [Coupling], strengths: [Double]) {
    nodeCount = frequencies.count
    self.frequencies = frequencies
    self.couplings = couplings
    parameters = strengths
    matrix = CouplingMatrix(count: nodeCount, couplings: couplings, weights: strengths)
  }

  public var elements: [NetworkElement] {
    couplings.map {
      NetworkElement(.sine, to: $0.to, from: $0.from, isReciprocal: $0.isReciprocal)
    }
  }

  public var floor: Double? { nil }

  /// sin(phi_j - phi_i) taken apart: a sine and a cosine per node instead of one per coupling.
  public func rates(of x: UnsafePointer<Double>, into rates: UnsafeMutablePointer<Double>) {
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * nodeCount) { room in
      guard let sines = room.baseAddress else { return }
      let cosines = unsafe sines + nodeCount
      let sum = unsafe cosines + nodeCount
      unsafe VectorFunctions.sinesAndCosines(
        of: x, count: nodeCount, sines: sines, cosines: cosines)
      unsafe matrix.multiply(sines, into: rates, cosines, into: sum)
      for node in 0..<nodeCount {
        let pull = unsafe cosines[node] * rates[node] - sines[node] * sum[node]
        unsafe rates[node] = frequencies[node] + pull
      }
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
