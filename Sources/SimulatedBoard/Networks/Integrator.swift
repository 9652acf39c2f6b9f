/// Fixed steps of the classical fourth-order Runge-Kutta method.
public struct Integrator<Dynamics: NetworkDynamics> {
  public var dynamics: Dynamics
  /// Seconds of one step, in the network's own time.
  public let step: Double
  /// Nodes whose state is imposed from outside: it stands still during a step.
  public let isImposed: [Bool]
  private var stages: [Double]

  public init(_ dynamics: Dynamics, step: Double, imposing nodes: [Int] = []) {
    self.dynamics = dynamics
    self.step = step
    var isImposed = Array(repeating: false, count: dynamics.nodeCount)
    for node in nodes where isImposed.indices.contains(node) { isImposed[node] = true }
    self.isImposed = isImposed
    stages = Array(repeating: 0, count: 5 * dynamics.nodeCount)
  }

  /// One step from `x`, with `push` added to every rate. Both have an entry per node.
  public mutating func advance(_ x: inout [Double], push: [Double]) {
    precondition(x.count == dynamics.nodeCount && push.count == dynamics.nodeCount)
    let (dynamics, isImposed, step) = (dynamics, isImposed, step)
    unsafe stages.withUnsafeMutableBufferPointer { room in
      unsafe push.withUnsafeBufferPointer { push in
        unsafe x.withUnsafeMutableBufferPointer { x in
          guard let stages = room.baseAddress, let x = x.baseAddress, let push = push.baseAddress
          else { return }
          unsafe Self.advance(
            x, push, stages, dynamics: dynamics, isImposed: isImposed, step: step)
        }
      }
    }
  }

  /// The four slopes of a step go into `room`, one behind the other, and its fifth part is scratch.
  static func advance(
    _ x: UnsafeMutablePointer<Double>, _ push: UnsafePointer<Double>,
    _ room: UnsafeMutablePointer<Double>, dynamics: Dynamics, isImposed: [Bool], step: Double
  ) {
    let count = dynamics.nodeCount
    let scratch = unsafe room + 4 * count
    for stage in 0..<4 {
      let slope = unsafe room + stage * count
      unsafe at(stage, x, room, into: scratch, count: count, step: step)
      unsafe dynamics.rates(of: scratch, into: slope)
      for node in 0..<count {
        unsafe slope[node] = isImposed[node] ? 0 : slope[node] + push[node]
      }
    }
    let floor = dynamics.floor ?? -.infinity
    for node in 0..<count {
      let sum =
        unsafe room[node] + 2 * room[count + node] + 2 * room[2 * count + node]
        + room[3 * count + node]
      unsafe x[node] = max(x[node] + step / 6 * sum, floor)
    }
  }

  /// Where a stage looks at the network.
  static func at(
    _ stage: Int, _ x: UnsafePointer<Double>, _ room: UnsafePointer<Double>,
    into place: UnsafeMutablePointer<Double>, count: Int, step: Double
  ) {
    let reach = stage == 0 ? 0 : stage == 3 ? step : step / 2
    let slope = unsafe room + max(stage - 1, 0) * count
    for node in 0..<count {
      unsafe place[node] = stage == 0 ? x[node] : x[node] + reach * slope[node]
    }
  }
}
