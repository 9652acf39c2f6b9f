import BoardInterface
import DigitalNetwork
import FixedPoint
import Plan

/// Trials on a board whose elements stand in layers: the same phases and the same rule, with the
/// contrast of a batch summed up block by block instead of element by element.
extension Engine {
  /// Free first, then pulled towards the target, or away from it.
  mutating func measureLayered<B: Board & ~Copyable>(
    on board: inout B, _ example: Int
  ) throws(BoardFault) -> Answer {
    let slot = Int(trial % UInt64(plan.header.batchSize))
    if slot == 0, plan.header.nudge == Nudge.eitherSide.rawValue {
      isAway = generator.next() & 1 == 1
    }
    try measureFree(on: &board, .train, example, phase: .free)
    if slot == 0 { noteEnergy(try board.energy()) }
    let answer = judge(row: plan.targetRow(.train, example))
    switch Nudge(rawValue: plan.header.nudge) {
    case .symmetric:
      try pull(on: &board, example, .counterclamped)
      unsafe keep(.free, memory.clamped, slot)
      try pull(on: &board, example, .clamped)
    case .eitherSide:
      unsafe keep(.free, memory.free, slot)
      try pull(on: &board, example, isAway ? .counterclamped : .clamped)
    default:
      unsafe keep(.free, memory.free, slot)
      try pull(on: &board, example, .clamped)
    }
    unsafe keep(.nudged, memory.clamped, slot)
    try board.release()
    return answer
  }

  /// Runs the example on with its outputs pulled towards the target, or away from it.
  private mutating func pull<B: Board & ~Copyable>(
    on board: inout B, _ example: Int, _ phase: Phase
  ) throws(BoardFault) {
    let row = plan.targetRow(.train, example)
    try begin(phase, example, on: &board)
    for index in 0..<plan.outputCount {
      unsafe memory.clampLevels[index] = Sample(
        raw: plan.target(row: row, output: index, at: 0))
    }
    try board.pull(
      unsafe Span(_unsafeStart: memory.clampLevels, count: plan.clampCount),
      // The gradient of a squared error has a factor of 2.
      strength: phase == .clamped ? 2 &* step.eta : -2 &* step.eta)
    try board.settle(microseconds: nudgedSettleMicroseconds)
    unsafe try sample(&board, into: memory.clamped)
  }

  private mutating func keep(
    _ response: DigitalElements.Response, _ samples: UnsafeMutablePointer<Sample>, _ slot: Int
  ) {
    // A sample is its raw integer and nothing else.
    let states = unsafe UnsafeRawPointer(samples).assumingMemoryBound(to: Int32.self)
    contrast?.keep(
      response, states: unsafe Span(_unsafeStart: states, count: plan.nodeCount), slot: slot)
  }

  /// The update of a whole batch, block by block, and with each two rows the board's. Returns how many
  /// elements were asked to move.
  mutating func turnLayers<B: Board & ~Copyable>(
    on board: inout B
  ) throws(BoardFault) -> UInt32 {
    let isMeasured = startsMeasuredUpdate()
    var moved: UInt32 = 0
    var first = 0
    for index in 0..<plan.blockCount {
      let block = plan.block(index)
      let rows = Int(plan.layer(Int(block.from)).nodeCount)
      let count = plan.weightCount(block: index)
      let width = count / rows
      let rate = layeredRate(index)
      var size = UpdateSize()
      for pair in 0..<(rows + 1) / 2 {
        let part = 2 * pair * width..<min((2 * pair + 2) * width, count)
        if isMeasured { remember(first + part.lowerBound, part.count) }
        var taps = unsafe MutableSpan(_unsafeStart: memory.taps + first, count: count)
        if contrast?.turnPair(pair, block: index, taps: &taps, rate: rate, isAway: isAway) == true {
          moved &+= UInt32(truncatingIfNeeded: part.count)
          try turn(&board, first + part.lowerBound, part.count)
        }
        if isMeasured { measure(first + part.lowerBound, part.count, &size) }
      }
      if isMeasured { watch.sizes[index] &+= size.relative }
      first += count
    }
    for layer in 1..<plan.layerCount {
      let count = Int(plan.layer(layer).nodeCount)
      var taps = unsafe MutableSpan(_unsafeStart: memory.taps + first, count: count)
      for index in 0..<plan.blockCount where Int(plan.block(index).to) == layer {
        let rate = layeredRate(index)
        contrast?.turnBiases(layer: layer, taps: &taps, rate: rate, isAway: isAway)
        break
      }
      moved &+= UInt32(truncatingIfNeeded: count)
      try turn(&board, first, count)
      first += count
    }
    return moved
  }

  private mutating func turn<B: Board & ~Copyable>(
    _ board: inout B, _ first: Int, _ count: Int
  ) throws(BoardFault) {
    try board.turn(unsafe Span(_unsafeStart: memory.taps + first, count: count), from: first)
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

  private var nudgedSettleMicroseconds: UInt32 {
    let own = plan.header.nudgedSettleMicroseconds
    return own > 0 ? own : step.settleMicroseconds
  }

  /// Start taps, drawn from the seed: block by block within its reach; biases zero.
  mutating func drawStartTaps() {
    var draws = RandomGenerator(seed: plan.header.seed, stream: Stream.start)
    var first = 0
    for index in 0..<plan.blockCount {
      let reach = Int64(plan.block(index).startReach)
      let count = plan.weightCount(block: index)
      for at in first..<first + count {
        // 31 random bits and their sign, times the reach.
        let draw = Int64(truncatingIfNeeded: draws.next() >> 32) &- (1 << 31)
        unsafe memory.taps[at] = Int32(truncatingIfNeeded: (draw &* reach) >> 31)
      }
      first += count
    }
    for at in first..<plan.elementCount { unsafe memory.taps[at] = 0 }
  }
}
