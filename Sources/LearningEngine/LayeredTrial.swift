import BoardInterface
import DigitalNetwork
import FixedPoint
import Plan

/// Trials on a board whose elements stand in layers: the same phases and the same rule. A batch is
/// shown to the board at once, when its first trial is due, so that the board may divide it among
/// threads; each trial then takes its own answer from it.
extension Engine {
  mutating func runLayeredTrial<B: Board & ~Copyable>(
    on board: inout B
  ) throws(BoardFault) -> TrialOutcome {
    let batch = Int(plan.header.batchSize)
    let slot = Int(trial % UInt64(batch))
    if slot == 0 {
      if plan.header.nudge == Nudge.eitherSide.rawValue { isAway = generator.next() & 1 == 1 }
      for place in 0..<batch {
        write(.train, example(ofTrial: trial &+ UInt64(place)), slot: place)
      }
      watch.add(try respond(on: &board, count: batch, trainingPhases))
    }
    // Training examples are numbered first.
    let row = plan.targetRow(.train, Int(unsafe memory.numbers[slot]))
    let answer = answer(slot: slot, row: row)
    trial &+= 1
    return TrialOutcome(
      squaredError: answer.squaredError, correct: answer.correct,
      moved: slot == batch - 1 ? try turnLayers(on: &board) : 0)
  }

  private var trainingPhases: DigitalPhases {
    let nudged = plan.header.nudgedSettleMicroseconds
    return DigitalPhases(
      freeSweeps: Int(step.settleMicroseconds),
      nudgedSweeps: Int(nudged > 0 ? nudged : step.settleMicroseconds),
      // The gradient of a squared error has a factor of 2.
      strength: 2 &* step.eta,
      side: plan.header.nudge == Nudge.symmetric.rawValue ? .both : isAway ? .away : .towards)
  }

  /// Shows every example of a set, a batch at a time, and only looks.
  mutating func evaluateLayered<B: Board & ~Copyable>(
    _ set: Plan.ExampleSet, on board: inout B
  ) throws(BoardFault) -> Evaluation {
    var result = Evaluation()
    var sum: UInt64 = 0
    let (total, batch) = (plan.exampleCount(set), Int(plan.header.batchSize))
    for start in stride(from: 0, to: total, by: batch) {
      let count = min(batch, total - start)
      for slot in 0..<count { write(set, start + slot, slot: slot) }
      // What is learnt must not depend on how often it is looked at.
      let phases = DigitalPhases(
        freeSweeps: Int(step.settleMicroseconds), keepsStates: set != .train)
      _ = try respond(on: &board, count: count, phases)
      for slot in 0..<count {
        let answer = answer(slot: slot, row: plan.targetRow(set, start + slot))
        sum = sum.addingSaturated(answer.squaredError)
        result.correct += answer.correct ? 1 : 0
        result.total += 1
      }
    }
    if result.total > 0 { result.squaredError = sum / UInt64(result.total) }
    return result
  }

  /// Writes down what an example is driven with, and what is wanted of it.
  private mutating func write(_ set: Plan.ExampleSet, _ example: Int, slot: Int) {
    let pixels = unsafe plan.pixels(set, example)
    let levels = unsafe memory.batchLevels + slot * plan.sourceCount
    for index in 0..<plan.sourceCount { unsafe levels[index] = Int16(pixels[index]) &<< 7 }
    let row = plan.targetRow(set, example)
    unsafe memory.numbers[slot] = UInt32(truncatingIfNeeded: plan.number(set, example))
    let targets = unsafe memory.batchTargets + slot * plan.outputCount
    for index in 0..<plan.outputCount {
      unsafe targets[index] = Int16(clamping: plan.target(row: row, output: index, at: 0) >> 5)
    }
  }

  private mutating func respond<B: Board & ~Copyable>(
    on board: inout B, count: Int, _ phases: DigitalPhases
  ) throws(BoardFault) -> DigitalResponses {
    let (inputs, outputs) = (count * plan.sourceCount, count * plan.outputCount)
    var answers = unsafe MutableSpan(_unsafeStart: memory.batchAnswers, count: outputs)
    let levels = unsafe Span(_unsafeStart: memory.batchLevels, count: inputs)
    let targets = unsafe Span(_unsafeStart: memory.batchTargets, count: outputs)
    let examples = unsafe Span(_unsafeStart: memory.numbers, count: count)
    return try board.respond(
      to: levels, targets: targets, examples: examples, phases, keepingIn: &elements,
      answers: &answers)
  }

  /// What an example of the batch was worth.
  private mutating func answer(slot: Int, row: Int) -> Answer {
    let answers = unsafe memory.batchAnswers + slot * plan.outputCount
    for index in 0..<plan.outputCount {
      // 2^-15 to 2^-20.
      unsafe memory.free[Int(plan.output(index).node)] = Sample(raw: Int32(answers[index]) &<< 5)
    }
    observe(row: row, at: 0)
    return judge(row: row)
  }

  /// The update of a whole batch. Returns how many elements were asked to move.
  private mutating func turnLayers<B: Board & ~Copyable>(
    on board: inout B
  ) throws(BoardFault) -> UInt32 {
    let isMeasured = watch.startsMeasuredUpdate()
    var rates = InlineArray<16, DigitalRate>(repeating: DigitalRate(mantissa: 0, shift: 1))
    for index in 0..<plan.blockCount { rates[index] = layeredRate(index) }
    try board.turn(
      &elements, rates: rates.span.extracting(0..<plan.blockCount),
      DigitalUpdate(isAway: isAway, isMeasured: isMeasured))
    if isMeasured {
      for index in 0..<plan.blockCount {
        if let size = elements?.updateSize(block: index) { watch.sizes[index] &+= size.relative }
      }
    }
    return UInt32(truncatingIfNeeded: plan.elementCount)
  }

  /// A block's share of the step's rate; taps of 2^-30 for a contrast of 2^-20, hence 2^-20 short of
  /// what the step counts in.
  private func layeredRate(_ index: Int) -> DigitalRate {
    let weight = UInt64(UInt32(bitPattern: plan.block(index).weight))
    let product = step.rateMantissa.multipliedFullWidth(by: weight)
    let mantissa = product.high &<< 34 | product.low &>> 30
    let excess = max(33 - mantissa.leadingZeroBitCount, 0)
    let shift = 44 - Int(step.rateShift) - excess
    guard shift >= 1 else { return DigitalRate(mantissa: Int32.max, shift: 1) }
    return DigitalRate(
      mantissa: Int32(truncatingIfNeeded: mantissa &>> UInt64(excess)), shift: Int32(shift))
  }

  /// The mean energy of the free responses since the last call, 2^-20, and their mean sweeps, 2^-10;
  /// nil where none was.
  public mutating func takeMeanEnergy() -> (energy: Int64, sweeps: UInt64)? {
    watch.takeMeanEnergy()
  }

  /// How far updates since the last call moved each block, of its length: the mean of those that were
  /// measured, 2^-30. Nil where none was.
  public mutating func takeUpdateSizes() -> InlineArray<16, UInt64>? { watch.takeUpdateSizes() }

  /// Start taps, drawn from the seed: block by block within its reach; biases zero.
  mutating func drawStartTaps() {
    var draws = RandomGenerator(seed: plan.header.seed, stream: Stream.start)
    var at = 0
    for index in 0..<plan.blockCount {
      let reach = Int64(plan.block(index).startReach)
      for _ in 0..<plan.weightCount(block: index) {
        // 31 random bits and their sign, times the reach.
        let draw = Int64(truncatingIfNeeded: draws.next() >> 32) &- (1 << 31)
        unsafe memory.taps[at] = Int32(truncatingIfNeeded: (draw &* reach) >> 31)
        at += 1
      }
    }
    for bias in at..<plan.elementCount { unsafe memory.taps[bias] = 0 }
  }

  mutating func makeElements(_ block: UnsafeMutableRawPointer) {
    elements = plan.withShape { layers, blocks in
      unsafe DigitalElements(
        layers, blocks, batch: Int(plan.header.batchSize), parts: EngineMemory.parts,
        taps: memory.taps, block: block)
    }
  }
}
