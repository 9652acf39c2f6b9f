import DigitalNetwork

/// Directed elements in memory of their own, random taps, and the same as numbers.
@safe final class DirectedBench {
  let bench: DigitalBench
  /// Of each block: a row per node that speaks.
  private(set) var there: [[Int32]] = []
  private(set) var back: [[Int32]] = []
  private(set) var biases: [[Int32]] = []
  private let memory: UnsafeMutableRawPointer
  var elements: DirectedElements

  init?(_ bench: DigitalBench, batch: Int, _ tap: () -> Int32) {
    let count = DirectedElements.byteCount(for: bench.network, batch: batch)
    unsafe memory = UnsafeMutableRawPointer.allocate(
      byteCount: count, alignment: DigitalNetwork.alignment)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    guard let elements = unsafe DirectedElements(for: bench.network, batch: batch, block: memory)
    else {
      unsafe memory.deallocate()
      return nil
    }
    self.bench = bench
    self.elements = elements
    for (index, block) in bench.blocks.enumerated() {
      let count = Int(
        bench.layers[Int(block.from)].nodeCount * bench.layers[Int(block.to)].nodeCount)
      there.append((0..<count).map { _ in tap() })
      back.append(block.from == 0 ? [] : (0..<count).map { _ in tap() })
      set(index, .forward, there[index])
      set(index, .backward, back[index])
    }
    for (index, layer) in bench.layers.enumerated() {
      biases.append((0..<layer.nodeCount).map { _ in tap() })
      let values = biases[index]
      self.elements.withBiases(layer: index) { taps in
        for at in values.indices { taps[at] = values[at] }
      }
    }
    self.elements.apply(to: &bench.network)
  }

  deinit { unsafe memory.deallocate() }

  private func set(_ index: Int, _ direction: DigitalDirection, _ values: [Int32]) {
    elements.withTaps(block: index, direction) { taps in
      for at in values.indices { taps[at] = values[at] }
    }
  }

  func taps(_ block: Int, _ direction: DigitalDirection) -> [Int32] {
    elements.withTaps(block: block, direction) { taps in taps.indices.map { taps[$0] } }
  }

  func biases(layer: Int) -> [Int32] {
    elements.withBiases(layer: layer) { taps in taps.indices.map { taps[$0] } }
  }
}
