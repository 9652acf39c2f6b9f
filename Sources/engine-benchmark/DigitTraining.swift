import BoardFile
import DigitalNetwork
import FixedPoint
import Foundation

/// Equilibrium propagation of handwritten digits: the 784-500-10 network of Scellier and Bengio
/// (2017), 20 free and 4 nudged sweeps, batches of 20, nudges of beta = .5 to a side drawn for each.
@safe final class DigitTraining {
  private static let batch = 20
  private static let sizes: [Int32] = [784, 500, 10]
  /// Examples that are learnt; the 10,000 behind them are for validation, and not looked at.
  private static let learnt = 50_000

  private let train: ImageSet
  private let test: ImageSet
  private let memory: UnsafeMutableRawPointer
  private var network: DigitalNetwork
  private var elements: DigitalElements
  private var generator: RandomGenerator
  /// Bytes of the network and its elements.
  let byteCount: Int

  init(folder: String, seed: UInt64) throws {
    train = try ImageSet(.train, in: .folder(folder))
    test = try ImageSet(.test, in: .folder(folder))
    guard train.rows * train.columns == 784, test.rows * test.columns == 784,
      train.count >= Self.learnt
    else { throw BenchmarkError("\(folder) holds other images than 28 x 28, or too few") }
    let layers = Self.sizes.map { DigitalLayer(nodeCount: $0) }
    let blocks = [DigitalBlock(from: 0, to: 1), DigitalBlock(from: 1, to: 2)]
    // Pieces begin at multiples of 32.
    let networkBytes = (DigitalNetwork.byteCount(layers.span, blocks.span) + 31) & ~31
    let room = UnsafeMutableRawPointer.allocate(byteCount: networkBytes, alignment: 32)
    defer { unsafe room.deallocate() }
    let elementBytes = DigitalElements.byteCount(
      for: unsafe try DigitalNetwork(layers.span, blocks.span, block: room), batch: Self.batch)
    byteCount = networkBytes + elementBytes
    unsafe memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 32)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    unsafe network = try DigitalNetwork(layers.span, blocks.span, block: memory)
    guard
      let elements = unsafe DigitalElements(
        for: network, batch: Self.batch, block: memory + networkBytes)
    else { throw BenchmarkError("no elements for batches of \(Self.batch)") }
    self.elements = elements
    generator = RandomGenerator(seed: seed, stream: 1)
    for (index, block) in blocks.enumerated() { drawTaps(index, block) }
    self.elements.apply(to: &network)
  }

  deinit { unsafe memory.deallocate() }

  /// Uniform within +-sqrt(6 / (nodes of both layers)).
  private func drawTaps(_ index: Int, _ block: DigitalBlock) {
    let nodes = Self.sizes[Int(block.from)] + Self.sizes[Int(block.to)]
    let reach = (6 / Double(nodes)).squareRoot() * 0x1p30
    var draws = generator
    elements.withTaps(block: index) { taps in
      for at in taps.indices {
        taps[at] = Int32((2 * Double(draws.next() >> 11) * 0x1p-53 - 1) * reach)
      }
    }
    generator = draws
  }

  /// One pass over what is learnt, then one look at the test images.
  func epoch() -> String {
    let clock = ContinuousClock()
    var (wrong, sweeps) = (0, 0)
    let learning = clock.measure { (wrong, sweeps) = learn() }
    var missed = 0
    let testing = clock.measure {
      for index in 0..<test.count where answer(test[index]) != Int(test.labels[index]) {
        missed += 1
      }
    }
    return String(
      format: "{\"trainError\": %.5f, \"testError\": %.4f, \"seconds\": %.3f, "
        + "\"testSeconds\": %.3f, \"freeSweeps\": %.2f, \"bytes\": %d}",
      Double(wrong) / Double(Self.learnt), Double(missed) / Double(test.count),
      learning / .seconds(1), testing / .seconds(1), Double(sweeps) / Double(Self.learnt),
      byteCount)
  }

  private func learn() -> (wrong: Int, sweeps: Int) {
    // alpha / (beta B) of contrasts in 2^-20, for taps in 2^-30: .1 and .05 / 10, times 2^10.
    let rates = [
      DigitalRate(mantissa: Int32(10.24 * 65_536), shift: 16),
      DigitalRate(mantissa: Int32(5.12 * 65_536), shift: 16),
    ]
    var (wrong, sweeps) = (0, 0)
    for start in stride(from: 0, to: Self.learnt, by: Self.batch) {
      let isAway = generator.next() & 1 == 1
      for slot in 0..<Self.batch {
        let label = Int(train.labels[start + slot])
        sweeps += show(train[start + slot])
        if largestOutput != label { wrong += 1 }
        elements.keep(.free, of: network, slot: slot)
        let target = (0..<10).map { Int16($0 == label ? 32767 : 0) }
        // The cost is the sum of squares: its gradient has a factor of 2.
        network.relax(sweeps: 4, towards: target.span, strength: isAway ? -65_536 : 65_536)
        elements.keep(.nudged, of: network, slot: slot)
      }
      elements.turn(&network, rates: rates.span, isAway: isAway)
    }
    return (wrong, sweeps)
  }

  private func answer(_ image: ArraySlice<UInt8>) -> Int {
    _ = show(image)
    return largestOutput
  }

  /// Relaxes from rest; pixels are 256ths.
  private func show(_ image: ArraySlice<UInt8>) -> Int {
    let levels = image.map { Int16($0) << 7 }
    network.impose(levels.span)
    network.rest()
    return network.relax(sweeps: 20)
  }

  private var largestOutput: Int {
    network.withStates(layer: 2) { states in
      states.indices.reduce(0) { states[$1] > states[$0] ? $1 : $0 }
    }
  }
}
