import CRelaxation

/// The elements of a digital network whose two directions are independent: each weight, from node j
/// to node i, has a tap of its own and sees what j says and how i moved,
///
///     sum over the batch of s_j (free) (s_i (nudged) - s_i (free))
///
/// Source: Scellier, Goyal, Binas, Mesnard, Bengio, "Generalization of Equilibrium Propagation to
/// Vector Field Dynamics" (2018), the update of section 4 with rho(s) = s within 0 to 1. Taps as in
/// ``DigitalElements``.
///
/// With another network's states as the nudged ones it is the delta rule: what a layer foresaw is
/// brought to what came of it.
@safe
public struct DirectedElements: ~Copyable {
  public let batch: Int
  let blockCount: Int
  let layerCount: Int
  /// Forward taps block by block, then backward ones, then biases layer by layer.
  let places: UnsafeMutablePointer<DigitalTaps>
  let panels: UnsafeMutablePointer<DirectedPanel>
  let listed: UnsafeMutablePointer<UInt16>
  let sums: UnsafeMutablePointer<Int32>

  /// The zeroed bytes that the elements of a network need, for batches of 1 to
  /// ``DigitalElements/batchLimit``.
  public static func byteCount(for network: borrowing DigitalNetwork, batch: Int) -> Int {
    var carver = unsafe DigitalCarver(nil)
    _ = unsafe DirectedPieces(network, batch, &carver)
    return unsafe carver.byteCount
  }

  /// All taps zero. `block`: ``byteCount(for:batch:)`` zeroed bytes, aligned to
  /// ``DigitalNetwork/alignment``, that outlive the
  /// elements. Nil for a batch out of range.
  public init?(for network: borrowing DigitalNetwork, batch: Int, block: UnsafeMutableRawPointer) {
    guard (1...DigitalElements.batchLimit).contains(batch) else { return nil }
    var carver = unsafe DigitalCarver(block)
    guard let found = unsafe DirectedPieces(network, batch, &carver) else { return nil }
    self.batch = batch
    blockCount = network.blockCount
    layerCount = network.layerCount
    unsafe places = found.places
    unsafe panels = found.panels
    unsafe listed = found.listed
    unsafe sums = found.sums
  }

  /// The taps of one direction of a block: a row per node that speaks, 2^-30. None lead back to the
  /// input.
  public mutating func withTaps<Result>(
    block index: Int, _ direction: DigitalDirection, _ body: (inout MutableSpan<Int32>) -> Result
  ) -> Result {
    let place = unsafe places[direction == .forward ? index : blockCount + index]
    var span = unsafe MutableSpan(_unsafeStart: place.taps, count: place.count)
    return body(&span)
  }

  /// The taps of a layer's biases, 2^-30.
  public mutating func withBiases<Result>(
    layer index: Int, _ body: (inout MutableSpan<Int32>) -> Result
  ) -> Result {
    let place = unsafe places[2 * blockCount + index]
    var span = unsafe MutableSpan(_unsafeStart: place.taps, count: place.count)
    return body(&span)
  }

  /// Brings a network to all taps.
  public mutating func apply(to network: inout DigitalNetwork) {
    guard fits(network) else { return }
    for index in 0..<blockCount {
      let (there, back) = unsafe (places[index], places[blockCount + index])
      network.setWeights(
        block: index, .forward, taps: unsafe Span(_unsafeStart: there.taps, count: there.count))
      network.setWeights(
        block: index, .backward, taps: unsafe Span(_unsafeStart: back.taps, count: back.count))
    }
    applyBiases(to: &network)
  }

  mutating func applyBiases(to network: inout DigitalNetwork) {
    for layer in 1..<layerCount {
      let place = unsafe places[2 * blockCount + layer]
      network.setBiases(
        layer: layer, taps: unsafe Span(_unsafeStart: place.taps, count: place.count))
    }
  }

  /// Keeps the states of example `slot`, from 0, of the batch. A network of other layers is left out.
  public mutating func keep(
    _ response: DigitalElements.Response, of network: borrowing DigitalNetwork, slot: Int
  ) {
    guard slot >= 0, slot < batch, fits(network) else { return }
    for index in 0..<layerCount {
      let place = unsafe network.layer(index).pointee
      let panel = unsafe panels[index]
      let row = unsafe panel.byExample + 2 * slot * Int(place.columns) + response.rawValue
      let column = unsafe panel.byNode + 2 * slot
      for node in unsafe 0..<Int(place.nodeCount) {
        let state = unsafe place.states[node]
        unsafe row[2 * node] = state
        guard response == .free else { continue }
        unsafe column[2 * batch * node] = state
        unsafe column[2 * batch * node + 1] = 0 &- state
      }
    }
  }

  /// Whether a network has the layers of the one that the elements were made for.
  func fits(_ network: borrowing DigitalNetwork) -> Bool {
    guard network.layerCount == layerCount, network.blockCount == blockCount else { return false }
    for index in 0..<layerCount
    where unsafe Int(panels[index].nodeCount) != network.nodeCount(layer: index) { return false }
    return true
  }
}
