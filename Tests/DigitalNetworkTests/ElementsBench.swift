import DigitalNetwork

/// The elements of a network in memory of their own.
@safe final class ElementsBench {
  private let memory: UnsafeMutableRawPointer
  var elements: DigitalElements

  init?(_ bench: DigitalBench, batch: Int) {
    let (layers, blocks) = (bench.layers, bench.blocks)
    let count = DigitalElements.byteCount(
      layers.span, blocks.span, batch: batch)
    unsafe memory = UnsafeMutableRawPointer.allocate(
      byteCount: count, alignment: DigitalNetwork.alignment)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    guard
      let elements = unsafe DigitalElements(
        layers.span, blocks.span, batch: batch, block: memory)
    else {
      unsafe memory.deallocate()
      return nil
    }
    self.elements = elements
  }

  deinit { unsafe memory.deallocate() }

  func taps(block: Int) -> [Int32] {
    elements.withTaps(block: block) { taps in taps.indices.map { taps[$0] } }
  }

  func biases(layer: Int) -> [Int32] {
    elements.withBiases(layer: layer) { taps in taps.indices.map { taps[$0] } }
  }

  /// Takes over the taps of a network.
  func set(_ bench: DigitalBench) {
    for (index, block) in bench.taps.enumerated() {
      elements.withTaps(block: index) { taps in
        for at in block.indices { taps[at] = block[at] }
      }
    }
    for (index, layer) in bench.biases.enumerated() where index > 0 {
      elements.withBiases(layer: index) { taps in
        for at in layer.indices { taps[at] = layer[at] }
      }
    }
  }
}
