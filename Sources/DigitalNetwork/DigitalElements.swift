import CRelaxation

/// The elements of a digital network, and what a batch of examples says to each: the contrast
///
///     sum over the batch of s_i s_j (nudged) - s_i s_j (free)
///
/// between its two ends. It is never formed for the whole network: one row of it at a time is summed
/// up from the states of the batch, and turned at once.
///
/// Source: Scellier and Bengio (2017), eq. 13. A tap has 32 bits, of which the network multiplies
/// with 16; the rest is what the weight still owes.
@safe
public struct DigitalElements: ~Copyable {
  public let batch: Int
  private let places: UnsafeMutablePointer<DigitalTaps>
  /// What nodes said, layer by layer: example by example, each node's nudged and free state; and node
  /// by node, its nudged and negative free state in each example.
  private let panels: UnsafeMutablePointer<DigitalPanel>
  private let listed: UnsafeMutablePointer<UInt16>
  private let sums: UnsafeMutablePointer<Int32>
  private let blockCount: Int
  private let layerCount: Int

  /// The most examples of a batch: a sum of so many contrasts fits 32 bits.
  public static var batchLimit: Int { 1_024 }

  /// The zeroed bytes that the elements of a network need, for batches of 1 to ``batchLimit``.
  public static func byteCount(for network: borrowing DigitalNetwork, batch: Int) -> Int {
    var carver = unsafe DigitalCarver(nil)
    _ = unsafe carve(network, batch, &carver)
    return unsafe carver.byteCount
  }

  /// All taps zero. `block`: ``byteCount(for:batch:)`` zeroed bytes, aligned to 32, that outlive the
  /// elements. Nil for a batch out of range.
  public init?(for network: borrowing DigitalNetwork, batch: Int, block: UnsafeMutableRawPointer) {
    guard (1...Self.batchLimit).contains(batch) else { return nil }
    var carver = unsafe DigitalCarver(block)
    guard let found = unsafe Self.carve(network, batch, &carver) else { return nil }
    self.batch = batch
    unsafe places = found.places
    unsafe panels = found.panels
    unsafe listed = found.listed
    unsafe sums = found.sums
    blockCount = network.blockCount
    layerCount = network.layerCount
  }

  @unsafe
  private struct Pieces {
    var places: UnsafeMutablePointer<DigitalTaps>
    var panels: UnsafeMutablePointer<DigitalPanel>
    var listed: UnsafeMutablePointer<UInt16>
    var sums: UnsafeMutablePointer<Int32>
  }

  private static func carve(
    _ network: borrowing DigitalNetwork, _ batch: Int, _ carver: inout DigitalCarver
  ) -> Pieces? {
    let (blocks, layers) = (network.blockCount, network.layerCount)
    let places: UnsafeMutablePointer<DigitalTaps>? = unsafe carver.carve(blocks + layers)
    let panels: UnsafeMutablePointer<DigitalPanel>? = unsafe carver.carve(layers)
    let listed: UnsafeMutablePointer<UInt16>? = unsafe carver.carve(batch + 1)
    var widest = 0
    for layer in 0..<layers {
      unsafe widest = max(widest, Int(network.layer(layer).pointee.columns))
    }
    let sums: UnsafeMutablePointer<Int32>? = unsafe carver.carve(widest)
    for index in 0..<blocks + layers {
      let count: Int
      if index < blocks {
        let block = unsafe network.block(index).pointee
        unsafe count =
          network.nodeCount(layer: Int(block.from))
          * network.nodeCount(layer: Int(block.to))
      } else {
        count = network.nodeCount(layer: index - blocks)
      }
      let taps: UnsafeMutablePointer<Int32>? = unsafe carver.carve(count)
      if let taps = unsafe taps, let places = unsafe places {
        unsafe (places + index).initialize(to: DigitalTaps(taps: taps, count: count))
      }
    }
    for layer in 0..<layers {
      let width = unsafe Int(network.layer(layer).pointee.columns)
      let byExample: UnsafeMutablePointer<Int16>? = unsafe carver.carve(2 * batch * width)
      let byNode: UnsafeMutablePointer<Int16>? = unsafe carver.carve(2 * batch * width)
      if let byExample = unsafe byExample, let byNode = unsafe byNode, let panels = unsafe panels {
        unsafe (panels + layer).initialize(to: DigitalPanel(byExample: byExample, byNode: byNode))
      }
    }
    guard let places = unsafe places, let panels = unsafe panels,
      let listed = unsafe listed, let sums = unsafe sums
    else { return nil }
    return unsafe Pieces(
      places: places, panels: panels, listed: listed, sums: sums)
  }

  /// The taps of a block, row by row; of a layer's biases with ``withBiases(layer:_:)``. 2^-30.
  public mutating func withTaps<Result>(
    block index: Int, _ body: (inout MutableSpan<Int32>) -> Result
  ) -> Result {
    var span = unsafe MutableSpan(_unsafeStart: places[index].taps, count: places[index].count)
    return body(&span)
  }

  public mutating func withBiases<Result>(
    layer index: Int, _ body: (inout MutableSpan<Int32>) -> Result
  ) -> Result {
    let place = unsafe places[blockCount + index]
    var span = unsafe MutableSpan(_unsafeStart: place.taps, count: place.count)
    return body(&span)
  }

  /// Brings a network to all taps.
  public mutating func apply(to network: inout DigitalNetwork) {
    for index in 0..<blockCount {
      let place = unsafe places[index]
      network.setWeights(
        block: index, taps: unsafe Span(_unsafeStart: place.taps, count: place.count))
    }
    applyBiases(to: &network)
  }

  private mutating func applyBiases(to network: inout DigitalNetwork) {
    for layer in 1..<layerCount {
      let place = unsafe places[blockCount + layer]
      network.setBiases(
        layer: layer, taps: unsafe Span(_unsafeStart: place.taps, count: place.count))
    }
  }

  /// Which of an example's two responses.
  public enum Response: Int, BitwiseCopyable, Sendable {
    case nudged = 0
    case free = 1
  }

  /// Keeps the states of example `slot`, from 0, of the batch.
  public mutating func keep(
    _ response: Response, of network: borrowing DigitalNetwork, slot: Int
  ) {
    guard slot >= 0, slot < batch else { return }
    for index in 0..<layerCount {
      let place = unsafe network.layer(index).pointee
      let panel = unsafe panels[index]
      let row = unsafe panel.byExample + 2 * slot * Int(place.columns) + response.rawValue
      let column = unsafe panel.byNode + 2 * slot + response.rawValue
      for node in unsafe 0..<Int(place.nodeCount) {
        let state = unsafe place.states[node]
        unsafe row[2 * node] = state
        unsafe column[2 * batch * node] = response == .free ? 0 &- state : state
      }
    }
  }

  /// Turns all elements by the whole batch: by contrast x mantissa / 2^shift, in taps of 2^-30 for a
  /// contrast of 2^-20; and brings the network there. `isAway`: the nudge went away from the target.
  public mutating func turn(
    _ network: inout DigitalNetwork, rates: Span<DigitalRate>, isAway: Bool
  ) {
    guard rates.count == blockCount else { return }
    for index in 0..<blockCount {
      unsafe turn(block: index, network.block(index).pointee, &network, rates[index], isAway)
    }
    for layer in 1..<layerCount {
      // A layer's biases go at the rate of the block that leads to it first.
      for index in 0..<blockCount where leads(to: layer, block: index, in: network) {
        turnBiases(layer: layer, network, rates[index], isAway)
        break
      }
    }
    applyBiases(to: &network)
  }

  private func leads(
    to layer: Int, block index: Int, in network: borrowing DigitalNetwork
  ) -> Bool {
    unsafe Int(network.block(index).pointee.to) == layer
  }

  private mutating func turn(
    block index: Int, _ block: DigitalBlockPlace, _ network: inout DigitalNetwork,
    _ rate: DigitalRate, _ isAway: Bool
  ) {
    let earlier = unsafe network.layer(Int(block.from)).pointee
    let later = unsafe network.layer(Int(block.to)).pointee
    let (rows, columns) = unsafe (Int(earlier.nodeCount), later.columns)
    let count = unsafe later.nodeCount
    let taps = unsafe places[index].taps
    var hasTurned = false
    for row in 0..<rows {
      let states = unsafe panels[Int(block.from)].byNode + 2 * batch * row
      let found = unsafe wheatstone_list_pairs(states, Int32(2 * batch), listed)
      if found > 0 {
        unsafe sums.update(repeating: 0, count: Int(columns))
        unsafe wheatstone_add_products(
          sums, columns, panels[Int(block.to)].byExample, listed, found, states)
        unsafe wheatstone_turn_row(
          taps + row * Int(count), sums, count, isAway ? 0 &- rate.mantissa : rate.mantissa,
          rate.shift, DigitalNetwork.tapLimit)
        // No node is linked to itself.
        if unsafe block.from == block.to { unsafe taps[row * Int(count) + row] = 0 }
        hasTurned = true
      }
      if row % 2 == 1 || row + 1 == rows {
        if hasTurned { unsafe network.setPair(row / 2, of: index, taps: taps) }
        hasTurned = false
      }
    }
  }

  private mutating func turnBiases(
    layer index: Int, _ network: borrowing DigitalNetwork, _ rate: DigitalRate, _ isAway: Bool
  ) {
    let place = unsafe network.layer(index).pointee
    let states = unsafe panels[index].byNode
    for node in unsafe 0..<Int(place.nodeCount) {
      var sum: Int32 = 0
      for at in 2 * batch * node..<2 * batch * (node + 1) { unsafe sum &+= Int32(states[at]) }
      // 2^-15 to 2^-20.
      unsafe sums[node] = sum &<< 5
    }
    unsafe wheatstone_turn_row(
      places[blockCount + index].taps, sums, place.nodeCount,
      isAway ? 0 &- rate.mantissa : rate.mantissa, rate.shift, DigitalNetwork.tapLimit)
  }
}

/// Where the taps of a block, or of a layer's biases, lie.
@unsafe
struct DigitalTaps {
  var taps: UnsafeMutablePointer<Int32>
  var count: Int
}

/// What the nodes of a layer said in a batch, twice over: once for each order of reading.
@unsafe
struct DigitalPanel {
  var byExample: UnsafeMutablePointer<Int16>
  var byNode: UnsafeMutablePointer<Int16>
}

/// A learning rate: contrast x mantissa / 2^shift.
public struct DigitalRate: BitwiseCopyable, Equatable, Sendable {
  /// 0 to 2^31 - 1.
  public var mantissa: Int32
  /// 1 to 62.
  public var shift: Int32

  public init(mantissa: Int32, shift: Int32) {
    self.mantissa = max(mantissa, 0)
    self.shift = min(max(shift, 1), 62)
  }
}
