internal import DigitalNetwork
internal import FixedPoint

/// Equilibrium propagation by messages: elements learn from what their ends have said.
@safe final class SpikingMethod: DigitMethod {
  private static let freeQuanta = [
    (2, 1), (4, 2), (14, 3), (20, 4), (20, 5), (20, 6), (10, 7), (10, 8),
  ].map { DigitalQuantum(steps: $0.0, bits: $0.1) }
  private static let nudgedQuanta = [(10, 5), (15, 6), (15, 7), (10, 8)].map {
    DigitalQuantum(steps: $0.0, bits: $0.1)
  }

  /// The first examples are nudged towards their targets only: away from them an output that has yet
  /// to speak does not move, while those that speak too much are turned down, and may fall silent.
  private static let towardsAtFirst = 15_000

  var pace = 1.0
  private let digits: DigitNetwork
  private let memory: DigitMemory
  private let messageMemory: DigitMemory
  private var elements: DigitalElements
  private var messages: DigitalMessages
  private var generator: RandomGenerator
  private var isAway = false

  /// Messages of each layer, and steps that were not left out, in all examples learnt.
  private(set) var free = [0, 0, 0]
  private(set) var nudged = [0, 0, 0]
  private(set) var steps = 0
  private var examples = 0

  init(seed: UInt64) throws {
    digits = try DigitNetwork()
    let (batch, layers) = (DigitNetwork.batch, DigitNetwork.layers())
    let blocks = DigitNetwork.blocks
    memory = DigitMemory(
      DigitalElements.byteCount(layers.span, blocks.span, batch: batch))
    messageMemory = DigitMemory(DigitalMessages.byteCount(for: digits.network))
    guard
      let elements = unsafe DigitalElements(
        layers.span, blocks.span, batch: batch, block: memory.start),
      let messages = unsafe DigitalMessages(for: digits.network, block: messageMemory.start)
    else { throw StudyError(description: "no elements for batches of \(batch)") }
    self.elements = elements
    self.messages = messages
    generator = RandomGenerator(seed: seed, stream: 0x5350_494B)
    for (index, block) in DigitNetwork.blocks.enumerated() {
      var draws = generator
      self.elements.withTaps(block: index) { taps in
        for at in taps.indices { taps[at] = draws.tap(of: block) }
      }
      generator = draws
    }
    self.elements.apply(to: &digits.network)
  }

  func study(_ example: DigitExample, slot: Int) -> Bool {
    steps += relax(example)
    messages.tell(&digits.network)
    let isRight = digits.answer == example.label
    elements.keep(.free, of: digits.network, slot: slot)
    let sent = (0..<3).map { messages.sent(layer: $0) }
    steps += messages.relax(
      &digits.network, quanta: Self.nudgedQuanta.span, towards: example.target.span, pull: 0,
      isAway: isAway)
    messages.tell(&digits.network)
    elements.keep(.nudged, of: digits.network, slot: slot)
    for layer in 0..<3 {
      free[layer] += sent[layer]
      nudged[layer] += messages.sent(layer: layer) - sent[layer]
    }
    examples += 1
    return isRight
  }

  private func relax(_ example: DigitExample) -> Int {
    messages.begin(&digits.network, with: example.levels.span)
    return messages.relax(&digits.network, quanta: Self.freeQuanta.span)
  }

  func turn() {
    let share = pace / (0.5 * Double(DigitNetwork.batch))
    elements.turn(
      &digits.network, rates: [DigitalRate(0.1 * share), DigitalRate(0.05 * share)].span,
      isAway: isAway)
    isAway = generator.next() & 1 == 1 && examples >= Self.towardsAtFirst
  }

  /// By what the outputs said.
  func answer(_ example: DigitExample) -> Int {
    _ = relax(example)
    messages.tell(&digits.network)
    return digits.answer
  }

  func perExample(_ count: Int) -> Double { Double(count) / Double(max(examples, 1)) }
}
