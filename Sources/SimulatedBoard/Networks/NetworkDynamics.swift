/// A network whose states move in time: dx_i/dt = f_i(x, theta) (equation 1 of "Training dynamical
/// networks by contrastive local learning").
///
/// Pointers have one entry per node, or one per parameter; lengths are ``nodeCount`` and
/// ``parameterCount``. Implementations are one file each.
public protocol NetworkDynamics: Sendable {
  var nodeCount: Int { get }
  /// Everything that learns.
  var parameters: [Double] { get set }
  /// What sees what: one per parameter, in their order.
  var elements: [NetworkElement] { get }
  /// The lowest state that the physics knows: 0 for concentrations; nil: none.
  var floor: Double? { get }
  /// Whether nodes have an output stage of their own, probed behind the states.
  var hasActivations: Bool { get }

  /// f(x), without what is pushed in from outside.
  func rates(of x: UnsafePointer<Double>, into rates: UnsafeMutablePointer<Double>)

  /// What the output stages give.
  func activations(
    of x: UnsafePointer<Double>, into activations: UnsafeMutablePointer<Double>)

  /// Adds `adjoint^T df/dx` to `states`, and `adjoint^T df/dtheta` to `parameters`.
  func pullBack(
    _ adjoint: UnsafePointer<Double>, at x: UnsafePointer<Double>,
    states: UnsafeMutablePointer<Double>, parameters: UnsafeMutablePointer<Double>)

  /// `count` steps of the classical fourth-order Runge-Kutta method from `x`. `push` is added to
  /// every rate; a node moves where `moves` is 1 and stands still where it is 0. `room` has five
  /// entries per node: the four slopes of the last step, and scratch.
  ///
  /// Every physics takes the default; it is a requirement so that each gets code of its own.
  func advance(
    _ x: UnsafeMutablePointer<Double>, push: UnsafePointer<Double>, moves: UnsafePointer<Double>,
    room: UnsafeMutablePointer<Double>, step: Double, count: Int)
}

extension NetworkDynamics {
  public var parameterCount: Int { elements.count }
  public var hasActivations: Bool { false }

  public func activations(
    of x: UnsafePointer<Double>, into activations: UnsafeMutablePointer<Double>
  ) {}
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
