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
  public static var partLimit: Int { 16 }

  /// The zeroed bytes that the elements of a network of this shape need, for batches of 1 to
  /// ``batchLimit`` and 1 to ``partLimit`` parts.
  ///
  /// `ownsTaps`: false where taps lie elsewhere.
  public static func byteCount(
    _ layers: Span<DigitalLayer>, _ blocks: Span<DigitalBlock>, batch: Int, parts: Int = 1,
    ownsTaps: Bool = true
  ) -> Int {
    var carver = unsafe DigitalCarver(nil)
    _ = unsafe carve(layers, blocks, batch, parts, ownsTaps, nil, &carver)
    return unsafe carver.byteCount
  }

  /// The shape must be one that `DigitalShape.check` passed. `block`:
  /// ``byteCount(_:_:batch:parts:ownsTaps:)`` zeroed bytes, aligned to ``DigitalNetwork/alignment``, that
  /// outlive the elements. `taps`: where all of them lie, if not in the block; they outlive the elements
  /// as well. Nil for a batch or parts out of range.
  public init?(
    _ layers: Span<DigitalLayer>, _ blocks: Span<DigitalBlock>, batch: Int, parts: Int = 1,
    taps elsewhere: UnsafeMutablePointer<Int32>? = nil, block: UnsafeMutableRawPointer
  ) {
    guard (1...Self.batchLimit).contains(batch), (1...Self.partLimit).contains(parts) else {
      return nil
    }
    var carver = unsafe DigitalCarver(block)
    let ownsTaps = unsafe elsewhere == nil
    guard
      let found = unsafe Self.carve(
        layers, blocks, batch, parts, ownsTaps, elsewhere, &carver)
    else { return nil }
    self.batch = batch
    self.parts = parts
    unsafe places = found.places
    unsafe panels = found.panels
    unsafe rooms = found.rooms
    blockCount = blocks.count
    layerCount = layers.count
  }

  @unsafe
  private struct Pieces {
    var places: UnsafeMutablePointer<DigitalTaps>
    var panels: UnsafeMutablePointer<DigitalPanel>
    var rooms: UnsafeMutablePointer<DigitalRoom>
  }

  private static func carve(
    _ layers: Span<DigitalLayer>, _ blocks: Span<DigitalBlock>, _ batch: Int, _ parts: Int,
    _ ownsTaps: Bool, _ elsewhere: UnsafeMutablePointer<Int32>?, _ carver: inout DigitalCarver
  ) -> Pieces? {
    let (blockCount, layerCount) = (blocks.count, layers.count)
    let places: UnsafeMutablePointer<DigitalTaps>? = unsafe carver.carve(blockCount + layerCount)
    let panels: UnsafeMutablePointer<DigitalPanel>? = unsafe carver.carve(layerCount)
    let rooms: UnsafeMutablePointer<DigitalRoom>? = unsafe carver.carve(parts)
    let taps = unsafe ownsTaps ? carver.carve(count(layers, blocks)) : elsewhere
    if let taps = unsafe taps, let places = unsafe places {
      var first = 0
      for index in 0..<blockCount + layerCount {
        // The input's nodes have no biases.
        let count =
          index < blockCount
          ? weights(blocks[index], layers)
          : index == blockCount ? 0 : Int(layers[index - blockCount].nodeCount)
        unsafe (places + index).initialize(to: DigitalTaps(taps: taps + first, count: count))
        first += count
      }
    }
    var widest = 0
    for layer in 0..<layerCount {
      let width = unsafe Int(DigitalCarver.padded(layers[layer].nodeCount))
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
      let room = unsafe DigitalRoom(batch: batch, widest: widest, &carver)
      if let room = unsafe room, let rooms = unsafe rooms {
        unsafe (rooms + part).initialize(to: room)
      }
    }
    guard let places = unsafe places, let panels = unsafe panels, let rooms = unsafe rooms,
      unsafe taps != nil
    else { return nil }
    return unsafe Pieces(places: places, panels: panels, rooms: rooms)
  }

  private static func weights(_ block: DigitalBlock, _ layers: Span<DigitalLayer>) -> Int {
    Int(layers[Int(block.from)].nodeCount) * Int(layers[Int(block.to)].nodeCount)
  }

  /// All weights, and the biases of all layers but the imposed one.
  private static func count(_ layers: Span<DigitalLayer>, _ blocks: Span<DigitalBlock>) -> Int {
    var count = 0
    for index in blocks.indices { count += weights(blocks[index], layers) }
    for index in layers.indices where index > 0 { count += Int(layers[index].nodeCount) }
    return count
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

  /// Brings the nodes of a network, but the imposed ones, to what they said.
  func putBack(_ response: Response, into network: borrowing DigitalNetwork, slot: Int) {
    guard slot >= 0, slot < batch else { return }
    for index in 1..<layerCount {
      let place = unsafe network.layer(index).pointee
      let states = unsafe response == .free ? panels[index].free : panels[index].nudged
      unsafe place.states.update(
        from: states + slot * Int(place.columns), count: Int(place.columns))
    }
  }

  /// What nodes said nudged becomes what they are said to have said freely.
  func swap(slot: Int, in network: borrowing DigitalNetwork) {
    guard slot >= 0, slot < batch else { return }
    for index in 1..<layerCount {
      let columns = unsafe Int(network.layer(index).pointee.columns)
      unsafe (panels[index].free + slot * columns).update(
        from: panels[index].nudged + slot * columns, count: columns)
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
