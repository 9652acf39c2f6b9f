/// Solves `G v = i` for one network again and again: with other taps, other sources, and with its
/// clamps connected or not.
///
/// G is the nodal conductance matrix: symmetric, positive definite where every part of the network
/// has a way to a source or to ground. Currents and voltages are in the order of the nodes. The
/// result depends on the arguments only, never on what was solved before: a resumed run gets the
/// same bits as an uninterrupted one. After construction nothing is allocated.
protocol NetworkSolver: AnyObject {
  /// Takes the conductances of all elements, in siemens, with those to ground of all nodes, and
  /// factorises. Returns false where a pivot vanished: part of the network floats.
  func factor(elementSiemens: UnsafePointer<Double>, groundSiemens: UnsafePointer<Double>) -> Bool

  /// Takes the current into every node, in amperes.
  func inject(amperes: UnsafePointer<Double>)

  /// Node voltages with no clamp connected.
  func solveFree(into volts: UnsafeMutablePointer<Double>)

  /// Node voltages with clamps connected: for each clamp node its conductance to the clamps
  /// (0: released) and the current that they would drive into a node at 0 V. Both in the order of
  /// ``NetworkSkeleton/clampNodes``.
  func solveHeld(
    clampSiemens: UnsafePointer<Double>, clampAmperes: UnsafePointer<Double>,
    into volts: UnsafeMutablePointer<Double>)
}

/// How a network is solved.
public enum SolverKind: Sendable {
  /// Small up to ``smallNodesMax`` nodes, sparse beyond.
  case automatic
  /// A fixed sequence of operations worked out for the network (`EliminationPlan`). At most
  /// ``smallNodesMax`` nodes; larger networks are solved by `sparse` all the same.
  case small
  /// L D L^T of a sparse matrix (Eigen, approximate minimum degree).
  case sparse

  public static var smallNodesMax: Int { 64 }

  func isSmall(nodeCount: Int) -> Bool {
    self != .sparse && nodeCount <= Self.smallNodesMax
  }
}
