/// Fixed steps of a network.
public struct Integrator {
  public var dynamics: any NetworkDynamics
  /// Seconds of one step, in the network's own time.
  public let step: Double
  /// Nodes whose state is imposed from outside: it stands still during a step.
  public let isImposed: [Bool]
  private let moves: [Double]
  private var room: [Double]

  public init(_ dynamics: any NetworkDynamics, step: Double, imposing nodes: [Int] = []) {
    self.dynamics = dynamics
    self.step = step
    var isImposed = Array(repeating: false, count: dynamics.nodeCount)
    for node in nodes where isImposed.indices.contains(node) { isImposed[node] = true }
    self.isImposed = isImposed
    moves = isImposed.map { $0 ? 0 : 1 }
    room = Array(repeating: 0, count: 5 * dynamics.nodeCount)
  }

  /// One step from `x`, with `push` added to every rate. Both have an entry per node.
  public mutating func advance(_ x: inout [Double], push: [Double]) {
    advance(&x, push: push, keeping: &room)
  }

  /// The same; the step's slopes stay in `room`, see ``NetworkDynamics/advance``.
  func advance(_ x: inout [Double], push: [Double], keeping room: inout [Double]) {
    precondition(x.count == dynamics.nodeCount && push.count == dynamics.nodeCount)
    unsafe dynamics.advance(&x, push: push, moves: moves, room: &room, step: step, count: 1)
  }
}
