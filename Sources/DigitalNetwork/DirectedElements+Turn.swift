import CRelaxation

extension DirectedElements {
  /// Turns all elements by the whole batch: by contrast x mantissa / 2^shift, in taps of 2^-30 for a
  /// contrast of 2^-20; and brings the network there. One rate per block and direction; biases go at
  /// the rate of the first block that leads to their layer. `isAway`: the nudge went away from the
  /// target.
  public mutating func turn(
    _ network: inout DigitalNetwork, forward: Span<DigitalRate>, backward: Span<DigitalRate>,
    isAway: Bool
  ) {
    guard forward.count == blockCount, backward.count == blockCount, fits(network) else { return }
    for index in 0..<blockCount {
      let place = unsafe network.block(index).pointee
      turn(index, .forward, &network, forward[index], isAway)
      if unsafe place.backward != nil { turn(index, .backward, &network, backward[index], isAway) }
    }
    for layer in 1..<layerCount {
      for index in 0..<blockCount where unsafe Int(network.block(index).pointee.to) == layer {
        turnBiases(layer: layer, network, forward[index], isAway)
        break
      }
    }
    applyBiases(to: &network)
  }

  /// Row by row: what one node tells all that hear it is summed up over the batch and turned at once.
  private mutating func turn(
    _ index: Int, _ direction: DigitalDirection, _ network: inout DigitalNetwork,
    _ rate: DigitalRate, _ isAway: Bool
  ) {
    let block = unsafe network.block(index).pointee
    let isForward = direction == .forward
    let (from, to) = unsafe (Int(block.from), Int(block.to))
    let speaking = unsafe panels[isForward ? from : to]
    let hearing = unsafe panels[isForward ? to : from]
    let columns = unsafe network.layer(isForward ? to : from).pointee.columns
    let taps = unsafe places[isForward ? index : blockCount + index].taps
    let (rows, count) = unsafe (Int(speaking.nodeCount), hearing.nodeCount)
    var hasTurned = false
    for row in 0..<rows {
      let states = unsafe speaking.byNode + 2 * batch * row
      let found = unsafe wheatstone_list_examples(states, Int32(batch), listed)
      if found > 0 {
        unsafe sums.update(repeating: 0, count: Int(columns))
        unsafe wheatstone_add_examples(
          sums, columns, hearing.byExample, states, listed, found)
        unsafe wheatstone_turn_row(
          taps + row * Int(count), sums, count, turning(rate, isAway))
        hasTurned = true
      }
      if row % 2 == 1 || row + 1 == rows {
        if hasTurned { unsafe network.setPair(row / 2, of: index, direction, taps: taps) }
        hasTurned = false
      }
    }
  }

  private mutating func turnBiases(
    layer index: Int, _ network: borrowing DigitalNetwork, _ rate: DigitalRate, _ isAway: Bool
  ) {
    let place = unsafe network.layer(index).pointee
    let panel = unsafe panels[index]
    for node in unsafe 0..<Int(place.nodeCount) {
      var sum: Int32 = 0
      for slot in 0..<batch {
        let at = unsafe 2 * (slot * Int(place.columns) + node)
        unsafe sum &+= Int32(panel.byExample[at]) &- Int32(panel.byExample[at + 1])
      }
      // 2^-15 to 2^-20.
      unsafe sums[node] = sum &<< 5
    }
    unsafe wheatstone_turn_row(
      places[2 * blockCount + index].taps, sums, place.nodeCount,
      turning(rate, isAway))
  }

  /// A contrast is below 2^20 for each of 1,024 examples.
  private func turning(_ rate: DigitalRate, _ isAway: Bool) -> wheatstone_rate {
    wheatstone_rate(
      mantissa: isAway ? 0 &- rate.mantissa : rate.mantissa, shift: rate.shift,
      limit: DigitalNetwork.tapLimit, bound: 1 << 30)
  }
}
