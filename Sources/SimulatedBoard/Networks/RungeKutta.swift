extension NetworkDynamics {
  public func advance(
    _ x: UnsafeMutablePointer<Double>, push: UnsafePointer<Double>, moves: UnsafePointer<Double>,
    room: UnsafeMutablePointer<Double>, step: Double, count: Int
  ) {
    let nodes = nodeCount
    let floor = floor ?? -.infinity
    let scratch = unsafe room + 4 * nodes
    for _ in 0..<count {
      for stage in 0..<4 {
        let slope = unsafe room + stage * nodes
        unsafe RungeKutta.place(stage, x, room, into: scratch, count: nodes, step: step)
        unsafe rates(of: scratch, into: slope)
        for node in 0..<nodes { unsafe slope[node] = (slope[node] + push[node]) * moves[node] }
      }
      for node in 0..<nodes {
        let outer = unsafe room[node] + room[3 * nodes + node]
        let inner = unsafe room[nodes + node] + room[2 * nodes + node]
        let moved = unsafe x[node] + step / 6 * (outer + 2 * inner)
        unsafe x[node] = moved < floor ? floor : moved
      }
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
