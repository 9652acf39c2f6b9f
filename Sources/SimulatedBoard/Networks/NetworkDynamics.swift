/// A network whose states move in time: dx_i/dt = f_i(x, theta) (equation 1 of "Training dynamical
/// networks by contrastive local learning").
///
/// Pointers have one entry per node, or one per parameter; lengths are ``nodeCount`` and
/// ``parameterCount``. Implementations are one file each.
public protocol NetworkDynamics {
  var nodeCount: Int { get }
  /// Everything that learns, in the order of ``parameters``.
  var parameterCount: Int { get }
  var parameters: [Double] { get set }
  /// The lowest state that the physics knows: 0 for concentrations; nil: none.
  var floor: Double? { get }

  /// f(x), without what is pushed in from outside.
  func rates(of x: UnsafePointer<Double>, into rates: UnsafeMutablePointer<Double>)

  /// Adds `adjoint^T df/dx` to `states`, and `adjoint^T df/dtheta` to `parameters`.
  func pullBack(
    _ adjoint: UnsafePointer<Double>, at x: UnsafePointer<Double>,
    states: UnsafeMutablePointer<Double>, parameters: UnsafeMutablePointer<Double>)
}

/// A coupling between two nodes: `from` acts on `to`, and back on `from` where it is reciprocal.
public struct Coupling: Equatable, Sendable {
  public var to: Int
  public var from: Int
  public var isReciprocal: Bool

  public init(to: Int, from: Int, isReciprocal: Bool = false) {
    self.to = to
    self.from = from
    self.isReciprocal = isReciprocal
  }
}
