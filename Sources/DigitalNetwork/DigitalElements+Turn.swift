import CRelaxation

extension DigitalElements {
  /// Turns all elements by the whole batch: by contrast x mantissa / 2^shift, in taps of 2^-30 for a
  /// contrast of 2^-20; and brings the network there. `isAway`: the nudge went away from the target.
  public mutating func turn(
    _ network: inout DigitalNetwork, rates: Span<DigitalRate>, isAway: Bool
  ) {
    for part in 0..<parts { turn(network, rates: rates, isAway: isAway, part: part) }
  }

  /// The share of one part; those of all together, in any order or at once, turn all elements.
  func turn(
    _ network: borrowing DigitalNetwork, rates: Span<DigitalRate>, isAway: Bool, part: Int
  ) {
    guard rates.count == blockCount, part >= 0, part < parts else { return }
    for index in 0..<blockCount {
      turn(block: index, network, bounded(rates[index], isAway), part)
    }
    for layer in 1..<layerCount where layer % parts == part {
      // A layer's biases go at the rate of the block that leads to it first.
      for index in 0..<blockCount where leads(to: layer, block: index, in: network) {
        turnBiases(layer: layer, network, bounded(rates[index], isAway))
        break
      }
    }
  }

  private func leads(
    to layer: Int, block index: Int, in network: borrowing DigitalNetwork
  ) -> Bool {
    unsafe Int(network.block(index).pointee.to) == layer
  }

  private func bounded(_ rate: DigitalRate, _ isAway: Bool) -> wheatstone_rate {
    wheatstone_rate(
      mantissa: isAway ? 0 &- rate.mantissa : rate.mantissa, shift: rate.shift,
      limit: DigitalNetwork.tapLimit, bound: Int32(batch) << 20)
  }

  private func turn(
    block index: Int, _ network: borrowing DigitalNetwork, _ rate: wheatstone_rate, _ part: Int
  ) {
    let place = unsafe network.block(index).pointee
    let (from, to) = unsafe (Int(place.from), Int(place.to))
    let (earlier, later) = unsafe (network.layer(from).pointee, network.layer(to).pointee)
    let (room, said, says) = unsafe (rooms[part], panels[to], panels[from])
    let isImposed = from == 0
    unsafe wheatstone_say_columns(
      network.vectors.kind, room.said, said.nudged, said.free, later.columns, later.columns,
      Int32(batch), isImposed ? 1 : 0)
    let scale =
      unsafe isImposed
      ? wheatstone_common_scale(says.free, Int32(batch) * earlier.columns) : 0
    let rows = unsafe Int(earlier.nodeCount)
    let (group, count) = unsafe (Int(WHEATSTONE_ROWS), Int(later.nodeCount))
    for start in stride(from: part * group, to: rows, by: parts * group) {
      let number = min(group, rows - start)
      unsafe wheatstone_say_rows(
        network.vectors.kind, room.lists, isImposed ? nil : says.nudged + start, says.free + start,
        Int32(number),
        earlier.columns, Int32(batch), scale)
      // An odd last row has no second.
      if number % 2 == 1 { unsafe room.lists[number] = unsafe emptied(room.lists[number]) }
      var hasTurned = false
      for row in stride(from: 0, to: number, by: 2)
      where unsafe room.lists[row].count + room.lists[row + 1].count > 0 {
        let listed = unsafe Int(room.lists[row].count + room.lists[row + 1].count)
        unsafe rooms[part].products &+= 2 * listed * Int(later.columns)
        let taps = unsafe places[index].taps + (start + row) * count
        unsafe wheatstone_turn_rows(
          network.vectors.kind, taps, row + 1 < number ? taps + count : nil,
          place.forward + (start + row) * Int(later.columns), room.lists + row, room.said,
          later.columns, later.nodeCount, scale, rate)
        hasTurned = true
      }
      if hasTurned { unsafe network.turnBackward(place, row: start, rows: number) }
    }
  }

  private func emptied(_ list: wheatstone_changes) -> wheatstone_changes {
    var empty = unsafe list
    unsafe empty.count = 0
    unsafe empty.endCount = 0
    return unsafe empty
  }

  private func turnBiases(
    layer index: Int, _ network: borrowing DigitalNetwork, _ rate: wheatstone_rate
  ) {
    let (place, panel) = unsafe (network.layer(index).pointee, panels[index])
    let sums = unsafe rooms[index % parts].sums
    let columns = unsafe Int(place.columns)
    unsafe sums.update(repeating: 0, count: columns)
    for slot in 0..<batch {
      let (nudged, free) = unsafe (panel.nudged + slot * columns, panel.free + slot * columns)
      for column in 0..<columns {
        // 2^-15 to 2^-20.
        unsafe sums[column] &+= (Int32(nudged[column]) &- Int32(free[column])) &<< 5
      }
    }
    let taps = unsafe places[blockCount + index]
    unsafe wheatstone_turn_row(taps.taps, sums, place.nodeCount, rate)
    unsafe network.turnBiases(
      layer: index, taps: Span(_unsafeStart: taps.taps, count: taps.count))
  }
}
