internal import DigitalNetwork
internal import FixedPoint

/// Equilibrium propagation from states that a feed-forward network foresees.
///
/// The predictor has the same layers, and weights that only lead forward. Each of its layers learns
/// by the delta rule to say what the same layer of the network came to.
@safe final class InitialisedMethod: DigitMethod {
  enum Start { case rest, prediction }

  private static let none = [DigitalRate(0), DigitalRate(0)]

  var pace = 1.0
  private let start: Start
  private let sweeps: Int
  private let foresees: Bool
  private let digits: DigitNetwork
  private let foreseen: DigitNetwork
  private let memory: DigitMemory
  private let foreseenMemory: DigitMemory
  private var elements: DigitalElements
  private var predictor: DirectedElements
  private var generator: RandomGenerator
  private var isAway = false

  /// `sweeps`: free ones. A predictor learns beside where `foresees`, or where it is begun with.
  init(seed: UInt64, from start: Start, sweeps: Int, foresees: Bool) throws {
    self.start = start
    self.sweeps = sweeps
    self.foresees = foresees || start == .prediction
    digits = try DigitNetwork()
    // A whole step at a time: one sweep per layer is the feed-forward pass.
    foreseen = try DigitNetwork(rate: 1 << 13)
    let (batch, layers) = (DigitNetwork.batch, DigitNetwork.layers())
    let blocks = DigitNetwork.blocks
    memory = DigitMemory(
      DigitalElements.byteCount(layers.span, blocks.span, batch: batch))
    foreseenMemory = DigitMemory(DirectedElements.byteCount(for: foreseen.network, batch: batch))
    guard
      let elements = unsafe DigitalElements(
        layers.span, blocks.span, batch: batch, block: memory.start),
      let predictor = unsafe DirectedElements(
        for: foreseen.network, batch: batch, block: foreseenMemory.start)
    else { throw StudyError(description: "no elements for batches of \(batch)") }
    self.elements = elements
    self.predictor = predictor
    generator = RandomGenerator(seed: seed, stream: 0x4655_5455)
    for (index, block) in DigitNetwork.blocks.enumerated() {
      var draws = generator
      self.elements.withTaps(block: index) { taps in
        for at in taps.indices { taps[at] = draws.tap(of: block) }
      }
      self.predictor.withTaps(block: index, .forward) { taps in
        for at in taps.indices { taps[at] = draws.tap(of: block) }
      }
      generator = draws
    }
    self.elements.apply(to: &digits.network)
    self.predictor.apply(to: &foreseen.network)
    isAway = generator.next() & 1 == 1
  }

  /// The network at its start: at rest, or where the predictor puts it.
  func begin(_ example: DigitExample, from start: Start) {
    digits.network.impose(example.levels.span)
    digits.network.rest()
    guard start == .prediction else { return }
    foreseen.relax(example, sweeps: 2)
    for layer in 1...2 {
      let states = foreseen.states(layer: layer)
      digits.network.setStates(layer: layer, states.span)
    }
  }

  func study(_ example: DigitExample, slot: Int) -> Bool {
    begin(example, from: start)
    if foresees {
      if start == .rest { foreseen.relax(example, sweeps: 2) }
      predictor.keep(.free, of: foreseen.network, slot: slot)
    }
    digits.network.relax(sweeps: sweeps)
    if foresees { predictor.keep(.nudged, of: digits.network, slot: slot) }
    let isRight = digits.answer == example.label
    elements.keep(.free, of: digits.network, slot: slot)
    digits.network.relax(
      sweeps: 4, towards: example.target.span, strength: isAway ? -65_536 : 65_536)
    elements.keep(.nudged, of: digits.network, slot: slot)
    return isRight
  }

  func turn() {
    let batch = Double(DigitNetwork.batch)
    let share = pace / (0.5 * batch)
    elements.turn(
      &digits.network, rates: [DigitalRate(0.1 * share), DigitalRate(0.05 * share)].span,
      isAway: isAway)
    isAway = generator.next() & 1 == 1
    guard foresees else { return }
    let step = pace / batch
    predictor.turn(
      &foreseen.network, forward: [DigitalRate(0.05 * step), DigitalRate(0.05 * step)].span,
      backward: Self.none.span, isAway: false)
  }

  func answer(_ example: DigitExample) -> Int {
    begin(example, from: start)
    digits.network.relax(sweeps: sweeps)
    return digits.answer
  }

  /// After so many free sweeps from a start: the answer, and all states behind the input.
  func response(
    _ example: DigitExample, from start: Start, sweeps: Int
  ) -> (answer: Int, states: [Int16]) {
    begin(example, from: start)
    digits.network.relax(sweeps: sweeps)
    return (digits.answer, digits.states(layer: 1) + digits.states(layer: 2))
  }
}
