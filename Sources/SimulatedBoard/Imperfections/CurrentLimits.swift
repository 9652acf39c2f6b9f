import BoardInterface

/// Watches the elements that have a current limit.
struct CurrentLimits {
  private var watched: [Watched]

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
    if watched.isEmpty { return nil }
  }

  /// Reports an element once when its current passes the limit, and again only after it fell below.
  mutating func look(
    volts: UnsafePointer<Double>, siemens: UnsafePointer<Double>, notices: inout NoticeQueue
  ) {
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
