/// What the nodes of a layer said in a batch, twice over, once for each order of reading.
@unsafe
struct DirectedPanel {
  var nodeCount: Int32
  /// Example by example: each node's nudged and free state.
  var byExample: UnsafeMutablePointer<Int16>
  /// Node by node: its free state in each example, and the negative of it.
  var byNode: UnsafeMutablePointer<Int16>
}

/// Where everything of directed elements lies; nil where only counted.
@unsafe
struct DirectedPieces {
  var places: UnsafeMutablePointer<DigitalTaps>
  var panels: UnsafeMutablePointer<DirectedPanel>
  var listed: UnsafeMutablePointer<UInt16>
  var sums: UnsafeMutablePointer<Int32>

  init?(_ network: borrowing DigitalNetwork, _ batch: Int, _ carver: inout DigitalCarver) {
    let (blocks, layers) = (network.blockCount, network.layerCount)
    let places: UnsafeMutablePointer<DigitalTaps>? = unsafe carver.carve(2 * blocks + layers)
    let panels: UnsafeMutablePointer<DirectedPanel>? = unsafe carver.carve(layers)
    let listed: UnsafeMutablePointer<UInt16>? = unsafe carver.carve(batch + 1)
    var widest = 0
    for layer in 0..<layers {
      unsafe widest = max(widest, Int(network.layer(layer).pointee.columns))
    }
    let sums: UnsafeMutablePointer<Int32>? = unsafe carver.carve(widest)
    for index in 0..<2 * blocks + layers {
      let count = unsafe Self.tapCount(network, index)
      let taps: UnsafeMutablePointer<Int32>? = unsafe carver.carve(count)
      if let taps = unsafe taps, let places = unsafe places {
        unsafe (places + index).initialize(to: DigitalTaps(taps: taps, count: count))
      }
    }
    for index in 0..<layers {
      let layer = unsafe network.layer(index).pointee
      let count = unsafe 2 * batch * Int(layer.columns)
      let byExample: UnsafeMutablePointer<Int16>? = unsafe carver.carve(count)
      let byNode: UnsafeMutablePointer<Int16>? = unsafe carver.carve(count)
      if let byExample = unsafe byExample, let byNode = unsafe byNode, let panels = unsafe panels {
        unsafe (panels + index).initialize(
          to: DirectedPanel(nodeCount: layer.nodeCount, byExample: byExample, byNode: byNode))
      }
    }
    guard let places = unsafe places, let panels = unsafe panels,
      let listed = unsafe listed, let sums = unsafe sums
    else { return nil }
    unsafe self.places = unsafe places
    unsafe self.panels = unsafe panels
    unsafe self.listed = unsafe listed
    unsafe self.sums = unsafe sums
  }

  private static func tapCount(_ network: borrowing DigitalNetwork, _ index: Int) -> Int {
    let blocks = network.blockCount
    guard index < 2 * blocks else { return network.nodeCount(layer: index - 2 * blocks) }
    let block = unsafe network.block(index % blocks).pointee
    if unsafe index >= blocks && block.backward == nil { return 0 }
    return unsafe network.nodeCount(layer: Int(block.from))
      * network.nodeCount(layer: Int(block.to))
  }
}
