import CRelaxation

/// The elements of a digital network, and what a batch of examples says to each: the contrast
///
///     sum over the batch of s_i s_j (nudged) - s_i s_j (free)
///
/// between its two ends, summed up exactly and rounded down to 2^-20. It is never formed for the whole
/// network: some columns of two rows at a time are summed up from the states of the batch, and turned
/// at once.
///
/// Source: Scellier and Bengio (2017), eq. 13. A tap has 32 bits, of which the network multiplies
/// with 16; the rest is what the weight still owes.
@safe
public struct DigitalElements: ~Copyable {
  public let batch: Int
  /// How many can turn elements at once.
  public let parts: Int
  let places: UnsafeMutablePointer<DigitalTaps>
  /// What nodes said, layer by layer.
  let panels: UnsafeMutablePointer<DigitalPanel>
  /// What each part works in.
  let rooms: UnsafeMutablePointer<DigitalRoom>
  let blockCount: Int
  let layerCount: Int

  /// The most examples of a batch: a sum of so many contrasts fits 32 bits.
  public static var batchLimit: Int { 1_024 }
  /// The most parts.
  public static var partLimit: Int { 64 }

  /// The zeroed bytes that the elements of a network need, for batches of 1 to ``batchLimit`` and 1 to
  /// ``partLimit`` parts.
  public static func byteCount(
    for network: borrowing DigitalNetwork, batch: Int, parts: Int = 1
  ) -> Int {
    var carver = unsafe DigitalCarver(nil)
    _ = unsafe carve(network, batch, parts, &carver)
    return unsafe carver.byteCount
  }

  /// All taps zero. `block`: ``byteCount(for:batch:parts:)`` zeroed bytes, aligned to
  /// ``DigitalNetwork/alignment``, that outlive the elements. Nil for a batch or parts out of range.
  public init?(
    for network: borrowing DigitalNetwork, batch: Int, parts: Int = 1,
    block: UnsafeMutableRawPointer
  ) {
    guard (1...Self.batchLimit).contains(batch), (1...Self.partLimit).contains(parts) else {
      return nil
    }
    var carver = unsafe DigitalCarver(block)
    guard let found = unsafe Self.carve(network, batch, parts, &carver) else { return nil }
    self.batch = batch
    self.parts = parts
    unsafe places = found.places
    unsafe panels = found.panels
    unsafe rooms = found.rooms
    blockCount = network.blockCount
    layerCount = network.layerCount
  }

  @unsafe
  private struct Pieces {
    var places: UnsafeMutablePointer<DigitalTaps>
    var panels: UnsafeMutablePointer<DigitalPanel>
    var rooms: UnsafeMutablePointer<DigitalRoom>
  }

  private static func carve(
    _ network: borrowing DigitalNetwork, _ batch: Int, _ parts: Int,
    _ carver: inout DigitalCarver
  ) -> Pieces? {
    let (blocks, layers) = (network.blockCount, network.layerCount)
    let places: UnsafeMutablePointer<DigitalTaps>? = unsafe carver.carve(blocks + layers)
    let panels: UnsafeMutablePointer<DigitalPanel>? = unsafe carver.carve(layers)
    let rooms: UnsafeMutablePointer<DigitalRoom>? = unsafe carver.carve(parts)
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
    var widest = 0
    for layer in 0..<layers {
      let width = unsafe Int(network.layer(layer).pointee.columns)
      if layer > 0 { widest = max(widest, width) }
      let free: UnsafeMutablePointer<Int16>? = unsafe carver.carve(batch * width)
      // What is imposed is the same in both responses.
      let nudged: UnsafeMutablePointer<Int16>? =
        unsafe layer == 0 ? free : carver.carve(batch * width)
      if let free = unsafe free, let nudged = unsafe nudged, let panels = unsafe panels {
        unsafe (panels + layer).initialize(to: DigitalPanel(nudged: nudged, free: free))
      }
    }
    for part in 0..<parts {
      let said: UnsafeMutablePointer<Int16>? = unsafe carver.carve(2 * batch * widest)
      let sums: UnsafeMutablePointer<Int32>? = unsafe carver.carve(widest)
      let lists: UnsafeMutablePointer<wheatstone_changes>? =
        unsafe carver.carve(Int(WHEATSTONE_ROWS))
      for row in 0..<Int(WHEATSTONE_ROWS) {
        let list = unsafe carver.carveChanges(batch)
        if let list = unsafe list, let lists = unsafe lists {
          unsafe (lists + row).initialize(to: list)
        }
      }
      if let said = unsafe said, let sums = unsafe sums, let lists = unsafe lists,
        let rooms = unsafe rooms
      {
        unsafe (rooms + part).initialize(to: DigitalRoom(said: said, sums: sums, lists: lists))
      }
    }
    guard let places = unsafe places, let panels = unsafe panels, let rooms = unsafe rooms
    else { return nil }
    return unsafe Pieces(places: places, panels: panels, rooms: rooms)
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

  /// Products of 16 bits formed so far, those with padding too: for measurements.
  public var products: Int {
    var sum = 0
    for part in 0..<parts { unsafe sum &+= rooms[part].products }
    return sum
  }

  /// Brings a network to all taps.
  public mutating func apply(to network: inout DigitalNetwork) {
    for index in 0..<blockCount {
      let place = unsafe places[index]
      network.setWeights(
        block: index, taps: unsafe Span(_unsafeStart: place.taps, count: place.count))
    }
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
    copy(response, of: network, slot: slot)
  }

  /// As above, for several slots at once.
  func copy(_ response: Response, of network: borrowing DigitalNetwork, slot: Int) {
    guard slot >= 0, slot < batch else { return }
    for index in 0..<layerCount {
      let place = unsafe network.layer(index).pointee
      let panel = unsafe panels[index]
      let states = unsafe response == .free ? panel.free : panel.nudged
      unsafe (states + slot * Int(place.columns)).update(
        from: place.states, count: Int(place.columns))
    }
  }

  /// What the nodes of a layer said to example `slot` of the batch, 2^-15.
  public func withKept<Result>(
    _ response: Response, of network: borrowing DigitalNetwork, layer index: Int, slot: Int,
    _ body: (Span<Int16>) -> Result
  ) -> Result {
    let (panel, place) = unsafe (panels[index], network.layer(index).pointee)
    let states = unsafe response == .free ? panel.free : panel.nudged
    return body(
      unsafe Span(
        _unsafeStart: states + min(max(slot, 0), batch - 1) * Int(place.columns),
        count: Int(place.nodeCount)))
  }
}

/// Where the taps of a block, or of a layer's biases, lie.
@unsafe
struct DigitalTaps {
  var taps: UnsafeMutablePointer<Int32>
  var count: Int
}

/// What the nodes of a layer said in a batch, example by example.
@unsafe
struct DigitalPanel {
  var nudged: UnsafeMutablePointer<Int16>
  var free: UnsafeMutablePointer<Int16>
}

/// What one of those who turn elements works in.
@unsafe
struct DigitalRoom {
  /// What a batch says to the columns of a block.
  var said: UnsafeMutablePointer<Int16>
  var sums: UnsafeMutablePointer<Int32>
  /// What it says to some rows.
  var lists: UnsafeMutablePointer<wheatstone_changes>
  /// How many products it has formed.
  var products = 0
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
