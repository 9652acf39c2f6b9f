internal import DigitalNetwork
internal import FixedPoint

/// Equilibrium propagation that turns the elements at every step of the nudged phase, by what this
/// step changed; or behind the phase, by what all of it did.
///
/// Source: Ernoult, Grollier, Querlioz, Bengio, Scellier, "Equilibrium Propagation with Continual
/// Weight Updates" (2020), eq. 4.
@safe final class ContinualMethod: DigitMethod {
  private static let nudgedSweeps = 4

  var pace = 1.0
  private let isContinual: Bool
  /// The nudge, and the rates of both blocks.
  private let beta: Double
  private let alphas: [Double]
  private let digits: DigitNetwork
  private let memory: DigitMemory
  private var elements: DigitalElements
  private var generator: RandomGenerator
  private var isAway = false
  /// The batch as it stands: examples, and their states in both layers behind the input.
  private var examples: [DigitExample] = []
  private var states: [[[Int16]]] = []

  init(seed: UInt64, isContinual: Bool) throws {
    self.isContinual = isContinual
    beta = isContinual ? 1 : 0.5
    alphas = isContinual ? [0.08, 0.04] : [0.1, 0.05]
    digits = try DigitNetwork()
    let (batch, layers) = (DigitNetwork.batch, DigitNetwork.layers())
    let blocks = DigitNetwork.blocks
    memory = DigitMemory(
      DigitalElements.byteCount(layers.span, blocks.span, batch: batch))
    guard
      let elements = unsafe DigitalElements(
        layers.span, blocks.span, batch: batch, block: memory.start)
    else { throw StudyError(description: "no elements for batches of \(batch)") }
    self.elements = elements
    generator = RandomGenerator(seed: seed, stream: 0x434F_4E54)
    for (index, block) in DigitNetwork.blocks.enumerated() {
      var draws = generator
      self.elements.withTaps(block: index) { taps in
        for at in taps.indices { taps[at] = draws.tap(of: block) }
      }
      generator = draws
    }
    self.elements.apply(to: &digits.network)
    drawSide()
  }

  /// Weights that change within the phase move the states as well, and are turned by that again. Away
  /// from the target this runs off at rates that learn well towards it: continual nudges go there
  /// only.
  private func drawSide() { isAway = generator.next() & 1 == 1 && !isContinual }

  func study(_ example: DigitExample, slot: Int) -> Bool {
    digits.relax(example, sweeps: 20)
    if slot == 0 { (examples, states) = ([], []) }
    examples.append(example)
    states.append([digits.states(layer: 1), digits.states(layer: 2)])
    return digits.answer == example.label
  }

  func turn() {
    let share = pace / (beta * Double(DigitNetwork.batch))
    let rates = alphas.map { DigitalRate($0 * share) }
    // Every step sees what the step before has made of the weights.
    for _ in 0..<(isContinual ? Self.nudgedSweeps : 1) {
      for slot in examples.indices { nudge(slot) }
      elements.turn(&digits.network, rates: rates.span, isAway: isAway)
    }
    drawSide()
  }

  private func nudge(_ slot: Int) {
    let (levels, target) = (examples[slot].levels, examples[slot].target)
    let (hidden, outputs) = (states[slot][0], states[slot][1])
    // The cost is the sum of squares: its gradient has a factor of 2.
    let strength = Int32(2 * beta * 65_536) * (isAway ? -1 : 1)
    digits.network.impose(levels.span)
    digits.network.setStates(layer: 1, hidden.span)
    digits.network.setStates(layer: 2, outputs.span)
    elements.keep(.free, of: digits.network, slot: slot)
    digits.network.relax(
      sweeps: isContinual ? 1 : Self.nudgedSweeps, towards: target.span, strength: strength)
    elements.keep(.nudged, of: digits.network, slot: slot)
    states[slot] = [digits.states(layer: 1), digits.states(layer: 2)]
  }

  func answer(_ example: DigitExample) -> Int {
    digits.relax(example, sweeps: 20)
    return digits.answer
  }
}
