import CRelaxation

extension DigitalElements {
  /// Turns all elements by the whole batch: by contrast x mantissa / 2^shift, in taps of 2^-30 for a
  /// contrast of 2^-20; and brings the network there. `isAway`: the nudge went away from the target.
  public mutating func turn(
    _ network: inout DigitalNetwork, rates: Span<DigitalRate>, isAway: Bool
  ) {
    turn(network, rates: rates, update: DigitalUpdate(isAway: isAway), part: 0, of: 1)
  }

  /// The share of one part of `count`; those of all together, in any order or at once, turn all
  /// elements.
  func turn(
    _ network: borrowing DigitalNetwork, rates: Span<DigitalRate>, update: DigitalUpdate, part: Int,
    of count: Int
  ) {
    guard rates.count == blockCount, part >= 0, part < count, count <= parts else { return }
    let isAway = update.isAway
    for index in 0..<blockCount {
      if update.isMeasured { unsafe rooms[part].sizes[index] = DigitalUpdateSize() }
      turn(block: index, network, bounded(rates[index], isAway), update.isMeasured, part, count)
    }
    for layer in 1..<layerCount where layer % count == part {
      // A layer's biases go at the rate of the block that leads to it first.
      for index in 0..<blockCount where leads(to: layer, block: index, in: network) {
        turnBiases(layer: layer, network, bounded(rates[index], isAway), part)
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
    block index: Int, _ network: borrowing DigitalNetwork, _ rate: wheatstone_rate,
    _ isMeasured: Bool, _ part: Int, _ count: Int
  ) {
    let place = unsafe network.block(index).pointee
    let (from, to) = unsafe (Int(place.from), Int(place.to))
    let (earlier, later) = unsafe (network.layer(from).pointee, network.layer(to).pointee)
    let (room, said, says) = unsafe (rooms[part], panels[to], panels[from])
    // Within a layer one part does it all: a link's weight stands in two rows.
    let isLateral = from == to
    if isLateral && part > 0 { return }
    // Differences of what signed nodes say would not fit.
    let isImposed = unsafe from == 0 && later.smooth == nil
    unsafe wheatstone_say_columns(
      network.vectors.kind, room.said, said.nudged, said.free, later.columns, later.columns,
      Int32(batch), isImposed ? 1 : 0)
    let scale =
      unsafe isImposed
      ? wheatstone_common_scale(says.free, Int32(batch) * earlier.columns) : 0
    let rows = unsafe Int(earlier.nodeCount)
    let (group, width) = unsafe (Int(WHEATSTONE_ROWS), Int(later.nodeCount))
    let step = isLateral ? group : count * group
    for start in stride(from: part * group, to: rows, by: step) {
      let number = min(group, rows - start)
      unsafe wheatstone_say_rows(
        network.vectors.kind, room.lists, isImposed ? nil : says.nudged + start, says.free + start,
        Int32(number),
        earlier.columns, Int32(batch), scale)
      // An odd last row has no second.
      if number % 2 == 1 { unsafe room.lists[number] = unsafe emptied(room.lists[number]) }
      var hasTurned = false
      for row in stride(from: 0, to: number, by: 2) {
        let listed = unsafe Int(room.lists[row].count + room.lists[row + 1].count)
        let taps = unsafe places[index].taps + (start + row) * width
        let both = min(number - row, 2) * width
        if isMeasured { unsafe room.before.update(from: taps, count: both) }
        defer { if isMeasured { unsafe measure(taps, both, block: index, part) } }
        guard listed > 0 else { continue }
        unsafe rooms[part].products &+= 2 * listed * Int(later.columns)
        unsafe wheatstone_turn_rows(
          network.vectors.kind, taps, row + 1 < number ? taps + width : nil,
          place.forward + (start + row) * Int(later.columns), room.lists + row, room.said,
          later.columns, later.nodeCount, scale, rate)
        hasTurned = true
      }
      if hasTurned, !isLateral {
        unsafe network.narrow(
          place, row: start, rows: number, taps: places[index].taps + start * width)
        unsafe network.turnBackward(place, row: start, rows: number)
      }
    }
    guard isLateral else { return }
    // No node is linked to itself.
    for row in 0..<rows { unsafe places[index].taps[row * width + row] = 0 }
    unsafe network.setLateral(place, taps: places[index].taps)
  }

  /// Adds what became of taps that the part's room remembers.
  private func measure(
    _ taps: UnsafePointer<Int32>, _ count: Int, block: Int, _ part: Int
  ) {
    let before = unsafe rooms[part].before
    var size = unsafe rooms[part].sizes[block]
    for at in 0..<count { unsafe size.add(from: before[at], to: taps[at]) }
    unsafe rooms[part].sizes[block] = size
  }

  /// How far the last measured update moved a block's weights.
  public func updateSize(block index: Int) -> DigitalUpdateSize {
    var size = DigitalUpdateSize()
    for part in 0..<parts { unsafe size.add(rooms[part].sizes[index]) }
    return size
  }

  private func emptied(_ list: wheatstone_changes) -> wheatstone_changes {
    var empty = unsafe list
    unsafe empty.count = 0
    unsafe empty.endCount = 0
    return unsafe empty
  }

  private func turnBiases(
    layer index: Int, _ network: borrowing DigitalNetwork, _ rate: wheatstone_rate, _ part: Int
  ) {
    let (place, panel) = unsafe (network.layer(index).pointee, panels[index])
    let sums = unsafe rooms[part].sums
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

/// How a batch turns elements.
public struct DigitalUpdate: BitwiseCopyable, Equatable, Sendable {
  /// The nudges went away from their targets.
  public var isAway: Bool
  /// Says afterwards how far each block went, which costs time.
  public var isMeasured: Bool

  public init(isAway: Bool, isMeasured: Bool = false) {
    self.isAway = isAway
    self.isMeasured = isMeasured
  }
}
