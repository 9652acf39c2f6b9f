import CRelaxation

/// A digital network whose nodes send 0, 1 or -1 and nothing else: sigma-delta coded. A node says a
/// quantum more or less whenever its state is more than half a quantum away from what it has said so
/// far (delta); those that hear it add its weight, or take it away (sigma). What a node hears is thus
/// the sum of its weights with what the others have said, within half a quantum of their states, by
/// additions and shifts alone.
///
/// The quantum shrinks while the network settles, so that the states come to the fixed point of the
/// graded network, within the last quantum. Sources: O'Connor, Gavves, Welling, "Training a Spiking
/// Neural Network with Equilibrium Propagation", AISTATS 2019 (binary messages, annealed steps);
/// O'Connor, Welling, "Sigma Delta Quantized Networks", ICLR 2017 (section 2.3).
@safe
public struct DigitalMessages: ~Copyable {
  let layerCount: Int
  let places: UnsafeMutablePointer<DigitalMessagePlace>
  let listed: UnsafeMutablePointer<UInt16>

  /// The zeroed bytes that the messages of a network need.
  public static func byteCount(for network: borrowing DigitalNetwork) -> Int {
    var carver = unsafe DigitalCarver(nil)
    _ = unsafe carve(network, &carver)
    return unsafe carver.byteCount
  }

  /// Nothing said; nil where a layer has another activation than the hard sigmoid. `block`: ``byteCount(for:)`` zeroed bytes, aligned to
  /// ``DigitalNetwork/alignment``, that outlive this.
  public init?(for network: borrowing DigitalNetwork, block: UnsafeMutableRawPointer) {
    var carver = unsafe DigitalCarver(block)
    for index in 0..<network.layerCount
    where unsafe network.layer(index).pointee.shape.activation != .hardSigmoid { return nil }
    guard let found = unsafe Self.carve(network, &carver) else { return nil }
    layerCount = network.layerCount
    unsafe places = found.places
    unsafe listed = found.listed
  }

  @unsafe
  private struct Pieces {
    var places: UnsafeMutablePointer<DigitalMessagePlace>
    var listed: UnsafeMutablePointer<UInt16>
  }

  private static func carve(
    _ network: borrowing DigitalNetwork, _ carver: inout DigitalCarver
  ) -> Pieces? {
    let layers = network.layerCount
    let places: UnsafeMutablePointer<DigitalMessagePlace>? = unsafe carver.carve(layers)
    var widest = 0
    for index in 0..<layers {
      let layer = unsafe network.layer(index).pointee
      let columns = unsafe Int(layer.columns)
      widest = max(widest, columns)
      let said: UnsafeMutablePointer<Int32>? = unsafe carver.carve(columns)
      let heard: UnsafeMutablePointer<Int32>? = unsafe carver.carve(columns)
      if let said = unsafe said, let heard = unsafe heard, let places = unsafe places {
        unsafe (places + index).initialize(
          to: DigitalMessagePlace(
            nodeCount: layer.nodeCount, columns: layer.columns, said: said, heard: heard,
            sent: 0))
      }
    }
    let listed: UnsafeMutablePointer<UInt16>? = unsafe carver.carve(widest + 1)
    guard let places = unsafe places, let listed = unsafe listed else { return nil }
    return unsafe Pieces(places: places, listed: listed)
  }

  /// How many messages the nodes of a layer have sent since ``begin(_:with:)``.
  public func sent(layer index: Int) -> Int {
    guard index >= 0, index < layerCount else { return 0 }
    return unsafe places[index].sent
  }

  /// What the nodes of a layer have said, 2^-15: their messages times their quanta, 0 to 2^15.
  public func withSaid<Result>(layer index: Int, _ body: (Span<Int32>) -> Result) -> Result {
    let place = unsafe places[index]
    return body(unsafe Span(_unsafeStart: place.said, count: Int(place.nodeCount)))
  }

  /// Begins an example: imposes its levels, one per node of the first layer, 2^-15, 0 to 2^15 - 1;
  /// all other states are zero, nothing has been said or heard, and no message sent.
  public mutating func begin(_ network: inout DigitalNetwork, with levels: Span<Int16>) {
    guard fits(network), levels.count == network.nodeCount(layer: 0) else { return }
    let input = unsafe network.layer(0).pointee
    for node in levels.indices { unsafe input.states[node] = max(levels[node], 0) }
    network.rest()
    for index in 0..<layerCount {
      let place = unsafe places + index
      let columns = unsafe Int(place.pointee.columns)
      unsafe place.pointee.said.update(repeating: 0, count: columns)
      unsafe place.pointee.heard.update(repeating: 0, count: columns)
      unsafe place.pointee.sent = 0
    }
  }

  /// The states of all layers become what was said of them, the input's too: what the elements of a
  /// network learn from is then messages alone.
  public func tell(_ network: inout DigitalNetwork) {
    guard fits(network) else { return }
    for index in 0..<layerCount {
      let (place, layer) = unsafe (places[index], network.layer(index).pointee)
      for node in unsafe 0..<Int(place.nodeCount) {
        unsafe layer.states[node] = Int16(truncatingIfNeeded: min(place.said[node], 32_767))
      }
    }
  }

  /// Whether a network has the layers of the one that this was made for.
  func fits(_ network: borrowing DigitalNetwork) -> Bool {
    guard network.layerCount == layerCount else { return false }
    for index in 0..<layerCount
    where unsafe Int(places[index].nodeCount) != network.nodeCount(layer: index) { return false }
    return true
  }
}

/// What a layer has said and heard.
@unsafe
struct DigitalMessagePlace {
  var nodeCount: Int32
  var columns: Int32
  /// 2^-15.
  var said: UnsafeMutablePointer<Int32>
  /// 2^-20.
  var heard: UnsafeMutablePointer<Int32>
  var sent: Int
}

/// Steps with one quantum of 2^-bits.
public struct DigitalQuantum: BitwiseCopyable, Equatable, Sendable {
  /// At least 0.
  public var steps: Int32
  /// 1 to 8.
  public var bits: Int32

  public init(steps: Int32, bits: Int32) {
    self.steps = max(steps, 0)
    self.bits = min(max(bits, 1), 8)
  }
}
