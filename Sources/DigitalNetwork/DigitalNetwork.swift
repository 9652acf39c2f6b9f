import CRelaxation

/// A network without an analog part: its nodes relax in fixed point.
///
/// Nodes stand in layers; the first is imposed. Every other node moves by
/// `s <- clip(s + eps (sum_j w_ij s_j + b_i - s), 0, 1)`, all of them at once: down the energy
/// `E = 1/2 sum s^2 - sum s W s - sum b s` of a Hopfield network with the hard sigmoid. Source:
/// Scellier and Bengio, "Equilibrium Propagation", Frontiers in Computational Neuroscience 11, 24
/// (2017), eqs. 1 to 7. Layers may have another ``DigitalActivation``.
///
/// States have 16 bits (2^-15, 0 to 1 - 2^-15), weights 16 (2^-15), sums 32 (2^-20); no sum can
/// overflow (``DigitalShape/fanInLimit``). The same bits on every processor.
@safe
public struct DigitalNetwork: ~Copyable {
  public let layerCount: Int
  public let blockCount: Int
  /// The order in which layers move; at rest all orders are the same.
  public var order = DigitalOrder.together
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

  /// All weights, biases and states zero. `block`: ``byteCount(_:_:)`` zeroed bytes, aligned to 32,
  /// that outlive the network.
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
    // A silent node of a sigmoid says 1/2.
    rest()
  }

  private static func layerBytes(_ count: Int) -> Int {
    unsafe (count * MemoryLayout<DigitalLayerPlace>.stride + 31) & ~31
  }

  private static func headBytes(_ layers: Int, _ blocks: Int) -> Int {
    unsafe layerBytes(layers) + (blocks * MemoryLayout<DigitalBlockPlace>.stride + 31) & ~31
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
