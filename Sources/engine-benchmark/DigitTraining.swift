import BoardFile
import DigitalNetwork
import FixedPoint
import Foundation

/// Equilibrium propagation of handwritten digits by one of the networks of Scellier and Bengio
/// (2017), with nudges to a side drawn for each batch.
@safe final class DigitTraining {
  /// Examples that are learnt; the 10,000 behind them are for validation, and not looked at.
  private static let learnt = 50_000

  private let settings: DigitSettings
  private let train: ImageSet
  private let test: ImageSet
  private let memory: UnsafeMutableRawPointer
  private var network: DigitalNetwork
  private var elements: DigitalElements
  private var generator: RandomGenerator
  /// Bytes of the network and its elements.
  let byteCount: Int

  init(_ settings: DigitSettings, folder: String, seed: UInt64) throws {
    self.settings = settings
    train = try ImageSet(.train, in: .folder(folder))
    test = try ImageSet(.test, in: .folder(folder))
    guard train.rows * train.columns == 784, test.rows * test.columns == 784,
      train.count >= Self.learnt
    else { throw BenchmarkError("\(folder) holds other images than 28 x 28, or too few") }
    let (layers, blocks) = (settings.layers, settings.blocks)
    // A multiple of the alignment: the elements come behind it.
    let networkBytes = DigitalNetwork.byteCount(layers.span, blocks.span)
    let room = UnsafeMutableRawPointer.allocate(byteCount: networkBytes, alignment: DigitalNetwork.alignment)
    defer { unsafe room.deallocate() }
    let elementBytes = DigitalElements.byteCount(
      for: unsafe try DigitalNetwork(layers.span, blocks.span, block: room), batch: settings.batch)
    byteCount = networkBytes + elementBytes
    unsafe memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: DigitalNetwork.alignment)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    unsafe network = try DigitalNetwork(layers.span, blocks.span, block: memory)
    guard
      let elements = unsafe DigitalElements(
        for: network, batch: settings.batch, block: memory + networkBytes)
    else { throw BenchmarkError("no elements for batches of \(settings.batch)") }
    self.elements = elements
    generator = RandomGenerator(seed: seed, stream: 1)
    for (index, block) in blocks.enumerated() { drawTaps(index, block) }
    self.elements.apply(to: &network)
  }

  deinit { unsafe memory.deallocate() }

  /// Uniform within +-sqrt(6 / (nodes of both layers)).
  private func drawTaps(_ index: Int, _ block: DigitalBlock) {
    let nodes = settings.sizes[Int(block.from)] + settings.sizes[Int(block.to)]
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
    let (rates, strength) = (settings.tapRates, settings.strength)
    var (wrong, sweeps) = (0, 0)
    for start in stride(from: 0, to: Self.learnt, by: settings.batch) {
      let isAway = generator.next() & 1 == 1
      for slot in 0..<settings.batch {
        let label = Int(train.labels[start + slot])
        sweeps += show(train[start + slot])
        if largestOutput != label { wrong += 1 }
        elements.keep(.free, of: network, slot: slot)
        let target = (0..<10).map { Int16($0 == label ? 32767 : 0) }
        network.relax(
          sweeps: settings.nudgedSweeps, towards: target.span,
          strength: isAway ? -strength : strength)
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
    return network.relax(sweeps: settings.freeSweeps)
  }

  private var largestOutput: Int {
    network.withStates(layer: settings.sizes.count - 1) { states in
      states.indices.reduce(0) { states[$1] > states[$0] ? $1 : $0 }
    }
  }
}
