import BoardInterface

/// Watches the elements that have a current limit.
struct CurrentLimits {
  /// Set after a change of conductances.
  var conductancesChanged = true
  private var watched: [Watched]
  private let nodeCount: Int
  private var anyIsOver = false
  /// Where no two nodes are this far apart, no current can pass its limit.
  private var safeVolts = 0.0

  private struct Watched {
    var element: Int
    var nodeA: Int
    var nodeB: Int
    var limitAmperes: Double
    var isOver = false
  }

  /// nil where no element has a limit.
  init?(_ model: BoardModel) {
    watched = model.elements.enumerated().compactMap { number, element in
      element.limitAmperes.map {
        Watched(
          element: number, nodeA: element.nodeA, nodeB: element.nodeB, limitAmperes: $0)
      }
    }
    nodeCount = model.nodes.count
    if watched.isEmpty { return nil }
  }

  /// Reports an element once when its current passes the limit, and again only after it fell below.
  @inline(__always)
  mutating func look(
    volts: UnsafePointer<Double>, siemens: UnsafePointer<Double>, notices: inout NoticeQueue
  ) {
    if conductancesChanged {
      unsafe findSafeVolts(siemens)
      conductancesChanged = false
    }
    // The usual case: one pass over the nodes instead of one over the elements.
    if unsafe !anyIsOver && spread(of: volts) < safeVolts { return }
    unsafe lookAtAll(volts: volts, siemens: siemens, notices: &notices)
  }

  @inline(never)
  private mutating func findSafeVolts(_ siemens: UnsafePointer<Double>) {
    var greatest = 0.0
    for one in watched {
      greatest = unsafe max(greatest, siemens[one.element] / one.limitAmperes)
    }
    // Less by more than any rounding.
    safeVolts = greatest > 0 ? 0.999 / greatest : .infinity
  }

  @inline(__always)
  private func spread(of volts: UnsafePointer<Double>) -> Double {
    var (low, high) = unsafe (volts[0], volts[0])
    for node in 1..<max(nodeCount, 1) {
      let one = unsafe volts[node]
      low = one < low ? one : low
      high = one > high ? one : high
    }
    return high - low
  }

  @inline(never)
  private mutating func lookAtAll(
    volts: UnsafePointer<Double>, siemens: UnsafePointer<Double>, notices: inout NoticeQueue
  ) {
    anyIsOver = false
    for index in watched.indices {
      let one = watched[index]
      let amperes = unsafe abs((volts[one.nodeA] - volts[one.nodeB]) * siemens[one.element])
      let isOver = amperes > one.limitAmperes
      if isOver && !one.isOver {
        notices.append(
          BoardFault(
            .elementOverCurrent, channel: UInt32(one.element),
            detail: Int32(min((amperes * 1e6).rounded(), 2e9))))
      }
      watched[index].isOver = isOver
      anyIsOver = anyIsOver || isOver
    }
  }
}

extension SimulatedBoard {
  /// Costs nothing on a board without limits.
  @inline(__always)
  mutating func noticeCurrents() {
    if limits == nil { return }
    let volts = unsafe settling.isInstant ? core.nodeVolts.base : settling.volts.base
    unsafe limits?.look(volts: volts, siemens: core.elementSiemens.base, notices: &notices)
  }
}
