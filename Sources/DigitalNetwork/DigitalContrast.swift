import CRelaxation

/// What a batch of examples says to the elements of a network of layers: the contrast
///
///     sum over the batch of s_i s_j (nudged) - s_i s_j (free)
///
/// between an element's two ends. It is never formed for the whole network: one row of it at a time
/// is summed up from the states of the batch, and turned at once.
///
/// Source: Scellier and Bengio (2017), eq. 13. A tap has 32 bits, of which the network multiplies
/// with 16; the rest is what the weight still owes.
@safe
public struct DigitalContrast: ~Copyable {
  public let batch: Int
  private let layers: UnsafeMutablePointer<ContrastPanel>
  private let blocks: UnsafeMutablePointer<DigitalBlock>
  private let listed: UnsafeMutablePointer<UInt16>
  private let sums: UnsafeMutablePointer<Int32>
  private let layerCount: Int

  /// The zeroed bytes that it works in.
  public static func byteCount(
    _ shape: Span<DigitalLayer>, _ blocks: Span<DigitalBlock>, batch: Int
  ) -> Int {
    var carver = unsafe DigitalCarver(nil)
    _ = unsafe carve(shape, blocks, batch, &carver)
    return unsafe carver.byteCount
  }

  /// For a shape that `DigitalShape/check(_:_:)` passed and a batch of 1 to
  /// ``DigitalElements/batchLimit`` examples. `block`: ``byteCount(_:_:batch:)`` zeroed bytes,
  /// aligned to 32, that outlive it.
  public init?(
    _ shape: Span<DigitalLayer>, _ blocks: Span<DigitalBlock>, batch: Int,
    block: UnsafeMutableRawPointer
  ) {
    guard (1...DigitalElements.batchLimit).contains(batch) else { return nil }
    var carver = unsafe DigitalCarver(block)
    guard let found = unsafe Self.carve(shape, blocks, batch, &carver) else { return nil }
    self.batch = batch
    unsafe layers = found.layers
    unsafe self.blocks = found.blocks
    unsafe listed = found.listed
    unsafe sums = found.sums
    layerCount = shape.count
  }

  @unsafe
  private struct Pieces {
    var layers: UnsafeMutablePointer<ContrastPanel>
    var blocks: UnsafeMutablePointer<DigitalBlock>
    var listed: UnsafeMutablePointer<UInt16>
    var sums: UnsafeMutablePointer<Int32>
  }

  private static func carve(
    _ shape: Span<DigitalLayer>, _ blocks: Span<DigitalBlock>, _ batch: Int,
    _ carver: inout DigitalCarver
  ) -> Pieces? {
    let panels: UnsafeMutablePointer<ContrastPanel>? = unsafe carver.carve(shape.count)
    let places: UnsafeMutablePointer<DigitalBlock>? = unsafe carver.carve(blocks.count)
    let listed: UnsafeMutablePointer<UInt16>? = unsafe carver.carve(batch + 1)
    var widest: Int32 = 0
    for index in shape.indices {
      widest = max(widest, unsafe DigitalCarver.padded(shape[index].nodeCount))
    }
    let sums: UnsafeMutablePointer<Int32>? = unsafe carver.carve(Int(widest))
    for index in shape.indices {
      let width = unsafe Int(DigitalCarver.padded(shape[index].nodeCount))
      let byExample: UnsafeMutablePointer<Int16>? = unsafe carver.carve(2 * batch * width)
      let byNode: UnsafeMutablePointer<Int16>? = unsafe carver.carve(2 * batch * width)
      if let byExample = unsafe byExample, let byNode = unsafe byNode, let panels = unsafe panels {
        unsafe (panels + index).initialize(
          to: ContrastPanel(
            byExample: byExample, byNode: byNode, nodeCount: Int(shape[index].nodeCount),
            columns: width))
      }
    }
    guard let panels = unsafe panels, let places = unsafe places,
      let listed = unsafe listed, let sums = unsafe sums
    else { return nil }
    for index in blocks.indices { unsafe (places + index).initialize(to: blocks[index]) }
    return unsafe Pieces(layers: panels, blocks: places, listed: listed, sums: sums)
  }

  /// Keeps the states of example `slot`, from 0, of the batch: those of all nodes, layer by layer, in
  /// 2^-20.
  public mutating func keep(
    _ response: DigitalElements.Response, states: Span<Int32>, slot: Int
  ) {
    guard slot >= 0, slot < batch else { return }
    var first = 0
    for index in 0..<layerCount {
      let panel = unsafe layers[index]
      let row = unsafe panel.byExample + 2 * slot * panel.columns + response.rawValue
      let column = unsafe panel.byNode + 2 * slot + response.rawValue
      guard unsafe first + panel.nodeCount <= states.count else { return }
      for node in unsafe 0..<panel.nodeCount {
        let state = Int16(clamping: states[first + node] &>> 5)
        unsafe row[2 * node] = state
        unsafe column[2 * batch * node] = response == .free ? 0 &- state : state
      }
      unsafe first += panel.nodeCount
    }
  }

  /// Turns the weights of two rows of a block, `2 * pair` and the one behind it, by the whole batch:
  /// by contrast x mantissa / 2^shift, in taps of 2^-30 for a contrast of 2^-20. `taps`: all of the
  /// block's, row by row. `isAway`: the nudge went away from the target. False where the rows' nodes
  /// said nothing, and nothing was turned.
  public mutating func turnPair(
    _ pair: Int, block index: Int, taps: inout MutableSpan<Int32>, rate: DigitalRate, isAway: Bool
  ) -> Bool {
    let block = unsafe blocks[index]
    let (from, to) = unsafe (layers[Int(block.from)], layers[Int(block.to)])
    let count = unsafe to.nodeCount
    let rows = unsafe from.nodeCount
    guard taps.count == rows * count else { return false }
    var hasTurned = false
    unsafe taps.withUnsafeMutableBufferPointer { taps in
      guard let first = taps.baseAddress else { return }
      for row in 2 * pair..<min(2 * pair + 2, rows) {
        let states = unsafe from.byNode + 2 * batch * row
        let found = unsafe wheatstone_list_pairs(states, Int32(2 * batch), listed)
        guard found > 0 else { continue }
        unsafe sums.update(repeating: 0, count: to.columns)
        unsafe wheatstone_add_products(
          sums, Int32(to.columns), to.byExample, listed, found, states)
        unsafe turnRow(first + row * count, count, rate, isAway)
        // No node is linked to itself.
        if block.from == block.to { unsafe first[row * count + row] = 0 }
        hasTurned = true
      }
    }
    return hasTurned
  }

  /// Turns the biases of a layer in the same way; their contrast is `sum s_i (nudged) - s_i (free)`.
  public mutating func turnBiases(
    layer index: Int, taps: inout MutableSpan<Int32>, rate: DigitalRate, isAway: Bool
  ) {
    let panel = unsafe layers[index]
    guard unsafe taps.count == panel.nodeCount else { return }
    let states = unsafe panel.byNode
    for node in taps.indices {
      var sum: Int32 = 0
      for at in 2 * batch * node..<2 * batch * (node + 1) { unsafe sum &+= Int32(states[at]) }
      // 2^-15 to 2^-20.
      unsafe sums[node] = sum &<< 5
    }
    unsafe taps.withUnsafeMutableBufferPointer { taps in
      guard let first = taps.baseAddress else { return }
      unsafe turnRow(first, taps.count, rate, isAway)
    }
  }

  private func turnRow(
    _ taps: UnsafeMutablePointer<Int32>, _ count: Int, _ rate: DigitalRate, _ isAway: Bool
  ) {
    unsafe wheatstone_turn_row(
      taps, sums, Int32(count), isAway ? 0 &- rate.mantissa : rate.mantissa, rate.shift,
      DigitalNetwork.tapLimit)
  }
}

/// What the nodes of a layer said in a batch, twice over: once for each order of reading.
@unsafe
private struct ContrastPanel {
  /// Example by example, each node's nudged and free state.
  var byExample: UnsafeMutablePointer<Int16>
  /// Node by node, its nudged and negative free state in each example.
  var byNode: UnsafeMutablePointer<Int16>
  var nodeCount: Int
  /// With padding.
  var columns: Int
}
