internal import DigitalNetwork
internal import FixedPoint

/// Equilibrium propagation without symmetric weights.
@safe final class VectorFieldMethod: DigitMethod {
  var pace = 1.0
  private let digits: DigitNetwork
  private let memory: DigitMemory
  private var elements: DirectedElements
  private var generator: RandomGenerator
  private var isAway = false

  init(seed: UInt64) throws {
    digits = try DigitNetwork()
    let batch = DigitNetwork.batch
    memory = DigitMemory(DirectedElements.byteCount(for: digits.network, batch: batch))
    guard
      let elements = unsafe DirectedElements(
        for: digits.network, batch: batch, block: memory.start)
    else { throw StudyError(description: "no elements for batches of \(batch)") }
    self.elements = elements
    generator = RandomGenerator(seed: seed, stream: 0x4449_5645)
    for (index, block) in DigitNetwork.blocks.enumerated() {
      draw(index, block, .forward)
      draw(index, block, .backward)
    }
    self.elements.apply(to: &digits.network)
    isAway = generator.next() & 1 == 1
  }

  private func draw(_ index: Int, _ block: DigitalBlock, _ direction: DigitalDirection) {
    var draws = generator
    elements.withTaps(block: index, direction) { taps in
      for at in taps.indices { taps[at] = draws.tap(of: block) }
    }
    generator = draws
  }

  func study(_ example: DigitExample, slot: Int) -> Bool {
    digits.relax(example, sweeps: 20)
    let isRight = digits.answer == example.label
    elements.keep(.free, of: digits.network, slot: slot)
    // beta = 1/2; the cost's gradient has a factor of 2.
    digits.network.relax(
      sweeps: 4, towards: example.target.span, strength: isAway ? -65_536 : 65_536)
    elements.keep(.nudged, of: digits.network, slot: slot)
    return isRight
  }

  func turn() {
    let share = pace / (0.5 * Double(DigitNetwork.batch))
    elements.turn(
      &digits.network, forward: [DigitalRate(0.1 * share), DigitalRate(0.05 * share)].span,
      backward: [DigitalRate(0), DigitalRate(0.05 * share)].span, isAway: isAway)
    isAway = generator.next() & 1 == 1
  }

  func answer(_ example: DigitExample) -> Int {
    digits.relax(example, sweeps: 20)
    return digits.answer
  }

  /// Of the weights between hidden layer and outputs, there and back.
  var cosine: Double {
    let (hidden, outputs) = (Int(DigitNetwork.sizes[1]), Int(DigitNetwork.sizes[2]))
    let there = elements.withTaps(block: 1, .forward) { taps in
      taps.indices.map { Double(taps[$0]) }
    }
    let back = elements.withTaps(block: 1, .backward) { taps in
      taps.indices.map { Double(taps[$0]) }
    }
    var (both, first, second) = (0.0, 0.0, 0.0)
    for node in 0..<hidden {
      for output in 0..<outputs {
        let (a, b) = (there[node * outputs + output], back[output * hidden + node])
        both += a * b
        first += a * a
        second += b * b
      }
    }
    return both / (first * second).squareRoot()
  }
}
