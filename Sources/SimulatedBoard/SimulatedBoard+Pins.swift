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

  /// Takes elements out of the network until the next change of their taps.
  public mutating func disconnect(_ elements: Set<Int>) {
    for number in elements where number >= 0 && number < core.elementCount {
      unsafe core.elementSiemens.base[number] = 0
      core.conductancesChanged = true
      settling.targetChanged = true
    }
  }
}
