import CRelaxation

/// A network without an analog part: its nodes relax in fixed point.
///
/// Nodes stand in layers; the first is imposed. Every other node moves by
/// `s <- clip(s + eps (sum_j w_ij s_j + b_i - s), 0, 1)`, all of them at once: down the energy
/// `E = 1/2 sum s^2 - sum s W s - sum b s` of a Hopfield network with the hard sigmoid. Source:
/// Scellier and Bengio, "Equilibrium Propagation", Frontiers in Computational Neuroscience 11, 24
/// (2017), eqs. 1 to 7. Layers may have another ``DigitalActivation``.
///
/// States have 16 bits (2^-15, 0 to 1 - 2^-15), weights 16 (2^-15). What a node hears from the imposed
/// layer, and what it hears from those that move, is summed up exactly and then rounded down to 2^-20
/// each; no sum can overflow (``DigitalShape/fanInLimit``). The same bits on every processor.
@safe
public struct DigitalNetwork: ~Copyable {
  public let layerCount: Int
  public let blockCount: Int
  /// The vectors that it computes with.
  public private(set) var vectors = DigitalVectors.best
  /// The order in which layers move; at rest all orders are the same.
  public var order = DigitalOrder.together
  /// Whether any layer has nodes other than hard sigmoids, whose changes are not listed.
  private(set) var hasSmooth = false
  /// Products of 16 bits formed so far, those with padding too: for measurements.
  public internal(set) var products = 0
  private let layers: UnsafeMutablePointer<DigitalLayerPlace>
  private let blocks: UnsafeMutablePointer<DigitalBlockPlace>

  /// The zeroed bytes that a network works in, for layers and blocks that have been checked.
  public static func byteCount(
    _ layers: Span<DigitalLayer>, _ blocks: Span<DigitalBlock>
  ) -> Int {
    var carver = unsafe DigitalCarver(nil)
    unsafe lay(layers, blocks, &carver, nil, nil)
    return unsafe carver.byteCount + headBytes(layers.count, blocks.count)
  }

  /// All weights, biases and states zero. `block`: ``byteCount(_:_:)`` zeroed bytes, aligned to
  /// ``alignment``, that outlive the network.
  public init(
    _ layers: Span<DigitalLayer>, _ blocks: Span<DigitalBlock>, block: UnsafeMutableRawPointer
  ) throws(DigitalShapeError) {
    try DigitalShape.check(layers, blocks)
    layerCount = layers.count
    blockCount = blocks.count
    let layerPlaces = unsafe block.bindMemory(to: DigitalLayerPlace.self, capacity: layers.count)
    let blockPlaces = unsafe (block + Self.layerBytes(layers.count))
      .bindMemory(to: DigitalBlockPlace.self, capacity: blocks.count)
    var carver = unsafe DigitalCarver(block + Self.headBytes(layers.count, blocks.count))
    unsafe Self.lay(layers, blocks, &carver, layerPlaces, blockPlaces)
    unsafe self.layers = layerPlaces
    unsafe self.blocks = blockPlaces
    for index in layers.indices where index > 0 && layers[index].activation != .hardSigmoid {
      hasSmooth = true
    }
    // A silent node of a sigmoid says 1/2.
    rest()
  }

  /// The zeroed bytes of another set of states over the weights of a network of these layers.
  public static func byteCount(sharing layers: Span<DigitalLayer>) -> Int {
    var carver = unsafe DigitalCarver(nil)
    for index in layers.indices {
      _ = unsafe carver.carve(layers[index], isImposed: index == 0)
    }
    return unsafe carver.byteCount + headBytes(layers.count, DigitalShape.blockLimit)
  }

  /// Another set of states, all zero, over the weights and biases of a network: it shows examples at
  /// the same time as the other. `block`: ``byteCount(sharing:)`` zeroed bytes, aligned to
  /// ``alignment``, that outlive the network; the memory of `other` must outlive it too.
  public init(sharing other: borrowing DigitalNetwork, block: UnsafeMutableRawPointer) {
    layerCount = other.layerCount
    blockCount = other.blockCount
    vectors = other.vectors
    unsafe layers = block.bindMemory(to: DigitalLayerPlace.self, capacity: layerCount)
    unsafe blocks = (block + Self.layerBytes(layerCount))
      .bindMemory(to: DigitalBlockPlace.self, capacity: blockCount)
    var carver = unsafe DigitalCarver(block + Self.headBytes(layerCount, blockCount))
    for index in 0..<layerCount {
      let shared = unsafe other.layer(index).pointee
      let place = unsafe carver.carve(
        shared.shape, isImposed: index == 0, biases: shared.biases)
      if let place = unsafe place { unsafe (layers + index).initialize(to: place) }
    }
    for index in 0..<blockCount {
      unsafe (blocks + index).initialize(to: other.block(index).pointee)
    }
    order = other.order
    hasSmooth = other.hasSmooth
    rest()
  }

  /// Where a network's block and its pieces should begin, in bytes; what begins elsewhere works as
  /// well, but slower.
  public static var alignment: Int { Int(WHEATSTONE_ALIGNMENT) }

  public static func aligned(_ count: Int) -> Int {
    (count + alignment - 1) / alignment * alignment
  }

  /// Computes with narrower vectors than the processor has: for comparisons. Wider ones than it has
  /// are not taken.
  public mutating func limit(to widest: DigitalVectors) {
    if widest.rawValue <= DigitalVectors.best.rawValue { vectors = widest }
  }

  private static func layerBytes(_ count: Int) -> Int {
    unsafe aligned(count * MemoryLayout<DigitalLayerPlace>.stride)
  }

  private static func headBytes(_ layers: Int, _ blocks: Int) -> Int {
    unsafe layerBytes(layers) + aligned(blocks * MemoryLayout<DigitalBlockPlace>.stride)
  }

  /// Gives every array its place. Without a base only the bytes are counted.
  private static func lay(
    _ layers: Span<DigitalLayer>, _ blocks: Span<DigitalBlock>, _ carver: inout DigitalCarver,
    _ layerPlaces: UnsafeMutablePointer<DigitalLayerPlace>?,
    _ blockPlaces: UnsafeMutablePointer<DigitalBlockPlace>?
  ) {
    for index in layers.indices {
      let place = unsafe carver.carve(layers[index], isImposed: index == 0)
      if let place = unsafe place, let layerPlaces = unsafe layerPlaces {
        unsafe (layerPlaces + index).initialize(to: place)
      }
    }
    for index in blocks.indices {
      let block = blocks[index]
      let (from, to) = (layers[Int(block.from)].nodeCount, layers[Int(block.to)].nodeCount)
      let place = unsafe carver.carve(block, from, to)
      if let place = unsafe place, let blockPlaces = unsafe blockPlaces {
        unsafe (blockPlaces + index).initialize(to: place)
      }
    }
  }

  // MARK: What the network's other parts work with.

  @inline(__always)
  func layer(_ index: Int) -> UnsafeMutablePointer<DigitalLayerPlace> { unsafe layers + index }

  @inline(__always)
  func block(_ index: Int) -> UnsafeMutablePointer<DigitalBlockPlace> { unsafe blocks + index }

  public func nodeCount(layer index: Int) -> Int { unsafe Int(layers[index].nodeCount) }

  /// The states of a layer, 2^-15.
  public func withStates<Result>(layer index: Int, _ body: (Span<Int16>) -> Result) -> Result {
    let place = unsafe layers[index]
    return body(unsafe Span(_unsafeStart: place.states, count: Int(place.nodeCount)))
  }
}
