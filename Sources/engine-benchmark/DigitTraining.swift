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
  private let memory: DigitMemory
  private var network: DigitalNetwork
  private var elements: DigitalElements
  /// Ended before its memory is freed.
  private var team: DigitalTeam?
  private var generator: RandomGenerator

  init(_ settings: DigitSettings, folder: String, seed: UInt64) throws {
    self.settings = settings
    train = try ImageSet(.train, in: .folder(folder))
    test = try ImageSet(.test, in: .folder(folder))
    guard train.rows * train.columns == 784, test.rows * test.columns == 784,
      train.count >= Self.learnt
    else { throw BenchmarkError("\(folder) holds other images than 28 x 28, or too few") }
    let (layers, blocks) = (settings.layers, settings.blocks)
    let memory = DigitMemory()
    var network = unsafe try DigitalNetwork(
      layers.span, blocks.span,
      block: memory.block(DigitalNetwork.byteCount(layers.span, blocks.span)))
    network.limit(to: settings.vectors)
    let (batch, threads) = (settings.batch, settings.threads)
    let elementBytes = DigitalElements.byteCount(
      layers.span, blocks.span, batch: batch, parts: threads)
    guard
      let elements = unsafe DigitalElements(
        layers.span, blocks.span, batch: batch, parts: threads,
        block: memory.block(elementBytes))
    else { throw BenchmarkError("no elements or no threads for \(threads) threads") }
    let team = unsafe DigitalTeam(
      for: network, upTo: threads,
      block: memory.block(DigitalTeam.byteCount(layers.span, count: threads)))
    guard team.count == threads else { throw BenchmarkError("the system starts no more threads") }
    self.memory = memory
    self.network = network
    self.elements = elements
    self.team = consume team
    generator = RandomGenerator(seed: seed, stream: 1)
    for (index, block) in blocks.enumerated() { drawTaps(index, block) }
    self.elements.apply(to: &self.network)
  }

  deinit { team = nil }

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
    let examples = min(settings.batches * settings.batch, Self.learnt)
    var (wrong, sweeps) = (0, 0)
    let (began, formed) = (Comparison.allNanoseconds(), network.products + elements.products)
    let learning = clock.measure { (wrong, sweeps) = learn(examples) }
    let processor = Double(Comparison.allNanoseconds() - began) * 1e-9
    let products = network.products + elements.products - formed
    var line = String(
      format: "{\"trainError\": %.5f, \"seconds\": %.4f, \"processorSeconds\": %.4f, "
        + "\"examples\": %d, \"freeSweeps\": %.2f, \"bytes\": %d",
      Double(wrong) / Double(examples), learning / .seconds(1), processor, examples,
      Double(sweeps) / Double(examples), memory.byteCount)
    if settings.threads == 1 {
      // Of more threads each counts its own.
      line += String(
        format: ", \"productsPerExample\": %.0f, \"nominalProductsPerExample\": %.0f",
        Double(products) / Double(examples), settings.nominalProducts)
    }
    if examples == Self.learnt {
      var missed = 0
      for index in 0..<test.count where answer(test[index]) != Int(test.labels[index]) {
        missed += 1
      }
      line += String(format: ", \"testError\": %.4f", Double(missed) / Double(test.count))
    }
    return line + "}"
  }

  private func learn(_ examples: Int) -> (wrong: Int, sweeps: Int) {
    let (rates, batch) = (settings.tapRates, settings.batch)
    var (wrong, sweeps) = (0, 0)
    var levels = Array(repeating: Int16(0), count: batch * 784)
    var targets = Array(repeating: Int16(0), count: batch * 10)
    var answers = targets
    for start in stride(from: 0, to: examples, by: batch) {
      let first = train.pixels.startIndex + start * 784
      // Pixels are 256ths.
      Self.copy(train.pixels[first..<first + levels.count], to: &levels)
      for slot in 0..<batch {
        let label = Int(train.labels[start + slot])
        for node in 0..<10 { targets[10 * slot + node] = node == label ? 32_767 : 0 }
      }
      let phases = DigitalPhases(
        freeSweeps: settings.freeSweeps, nudgedSweeps: settings.nudgedSweeps,
        strength: settings.strength, side: generator.next() & 1 == 1 ? .away : .towards)
      var said = answers.mutableSpan
      sweeps +=
        team?.respond(
          &network, &elements, levels: levels.span, targets: targets.span, phases: phases,
          answers: &said
        ).sweeps ?? 0
      for slot in 0..<batch {
        let answer = Self.largest(answers.span.extracting(10 * slot..<10 * (slot + 1)))
        if answer != Int(train.labels[start + slot]) { wrong += 1 }
      }
      team?.turn(
        &network, &elements, rates: rates.span,
        update: DigitalUpdate(isAway: phases.side == .away))
    }
    return (wrong, sweeps)
  }

  /// Relaxes from rest.
  private func answer(_ image: ArraySlice<UInt8>) -> Int {
    let levels = image.map { Int16($0) << 7 }
    network.impose(levels.span)
    network.rest()
    network.relax(sweeps: settings.freeSweeps)
    return network.withStates(layer: settings.sizes.count - 1) { Self.largest($0) }
  }

  private static func copy(_ pixels: ArraySlice<UInt8>, to levels: inout [Int16]) {
    let (pixels, count) = (pixels.span, levels.count)
    var span = levels.mutableSpan
    for at in 0..<count { span[at] = Int16(pixels[at]) << 7 }
  }

  private static func largest(_ states: Span<Int16>) -> Int {
    var found = 0
    for node in states.indices where states[node] > states[found] { found = node }
    return found
  }
}
