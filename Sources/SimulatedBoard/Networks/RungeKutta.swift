internal import CNetworks

extension NetworkDynamics {
  public func advance(
    _ x: UnsafeMutablePointer<Double>, push: UnsafePointer<Double>, moves: UnsafePointer<Double>,
    room: UnsafeMutablePointer<Double>, step: Double, count: Int
  ) {
    let nodes = nodeCount
    let floor = floor ?? -.infinity
    let scratch = unsafe room + 4 * nodes
    for _ in 0..<count {
      for stage in 0..<3 {
        let slope = unsafe room + stage * nodes
        unsafe rates(of: stage == 0 ? x : scratch, into: slope)
        unsafe wheatstone_stage(
          slope, push, moves, x, scratch, stage == 2 ? step : step / 2, nodes)
      }
      unsafe rates(of: scratch, into: room + 3 * nodes)
      unsafe wheatstone_finish(room, push, moves, x, step / 6, floor, nodes)
    }
  }
}

enum RungeKutta {
  /// Where a stage looks at the network; `room` holds the slopes of the stages before it.
  @inline(__always)
  static func place(
    _ stage: Int, _ x: UnsafePointer<Double>, _ room: UnsafePointer<Double>,
    into place: UnsafeMutablePointer<Double>, count: Int, step: Double
  ) {
    if stage == 0 {
      for node in 0..<count { unsafe place[node] = x[node] }
    } else {
      let reach = stage == 3 ? step : step / 2
      let slope = unsafe room + (stage - 1) * count
      for node in 0..<count { unsafe place[node] = x[node] + reach * slope[node] }
    }
  }
}
