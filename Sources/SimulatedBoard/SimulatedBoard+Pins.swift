public import BoardInterface

/// What chips do to a board pin by pin, and a driver of all channels at once never does.
extension SimulatedBoard {
  /// Connects some of the clamps at these levels, and releases the others; one entry per clamp.
  public mutating func clamp(_ levels: Span<Sample>, connecting: [Bool]) {
    clamp(levels)
    for index in 0..<min(connecting.count, core.clampConnected.count) where !connecting[index] {
      unsafe core.clampConnected.base[index] = false
    }
    if anyClampStuck { holdStuckClamps() }
  }

  /// Takes these elements out of the network, and puts back all others where their taps stand. A
  /// node that has no way left to anywhere is held by its probe's input.
  public mutating func disconnect(_ elements: Set<Int>) {
    let taken = elements.filter { $0 >= 0 && $0 < core.elementCount }
    if taken == disconnected { return }
    disconnected = taken
    groundLostNodes()
    refreshElements()
    settling.targetChanged = true
  }

  func takeOutDisconnected() {
    for number in disconnected { unsafe core.elementSiemens.base[number] = 0 }
  }
}
