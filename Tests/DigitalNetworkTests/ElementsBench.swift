import DigitalNetwork

/// The elements of a network in memory of their own.
@safe final class ElementsBench {
  private let memory: UnsafeMutableRawPointer
  var elements: DigitalElements

  init?(_ bench: DigitalBench, batch: Int) {
    let (layers, blocks) = (bench.layers, bench.blocks)
    let count = DigitalElements.byteCount(
      layers.span, blocks.span, batch: batch)
    unsafe memory = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 32)
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
}
