import BoardInterface
import FixedPoint
import Plan

extension Engine {
  /// Records the free trajectory of an example, and what it says.
  mutating func measureFree<B: Board & ~Copyable>(
    on board: inout B, _ set: Plan.ExampleSet, _ example: Int, phase: Phase
  ) throws(BoardFault) {
    let row = plan.targetRow(set, example)
    try begin(phase, example, on: &board)
    for t in 0..<plan.samplesPerTrial {
      try drive(&board, set, example, at: t)
      try board.settle(microseconds: step.settleMicroseconds)
      if B.mayBeTwin, plan.isTwin {
        unsafe try sample(&board, into: memory.incoming)
        keepFree()
      } else {
        unsafe try sample(&board, into: memory.free + t * plan.nodeCount)
      }
      observe(row: row, at: t)
    }
  }

  /// Runs the example again with its outputs nudged: `.clamped` towards the target,
  /// `.counterclamped` away from it.
  mutating func measureNudged<B: Board & ~Copyable>(
    on board: inout B, _ example: Int, phase: Phase
  ) throws(BoardFault) {
    let towards = phase == .clamped
    let row = plan.targetRow(.train, example)
    try begin(phase, example, on: &board)
    for t in 0..<plan.samplesPerTrial {
      // In a static task the sources still stand.
      if plan.samplesPerTrial > 1 { try drive(&board, .train, example, at: t) }
      try nudge(&board, row: row, at: t, towards: towards)
      try board.settle(microseconds: step.settleMicroseconds)
      if towards {
        unsafe try sample(&board, into: memory.clamped)
        if plan.samplesPerTrial > 1 { accumulateContrast(at: t) }
      } else {
        unsafe try sample(&board, into: memory.reference + t * plan.nodeCount)
      }
    }
  }

  mutating func begin<B: Board & ~Copyable>(
    _ phase: Phase, _ example: Int, on board: inout B
  ) throws(BoardFault) {
    try board.begin(
      Moment(trial: trial, example: UInt32(truncatingIfNeeded: example), phase: phase))
  }

  /// Nudges the outputs by what the free trajectory lacks at sample `t`.
  mutating func nudge<B: Board & ~Copyable>(
    _ board: inout B, row: Int, at t: Int, towards: Bool
  ) throws(BoardFault) {
    if plan.header.push == Push.position.rawValue, plan.weight(output: 0, at: t) == 0 {
      // Nothing is wanted here: outputs move as they will.
      try board.release()
    } else {
      setNudge(row: row, at: t, towards: towards)
      try board.clamp(unsafe Span(_unsafeStart: memory.clampLevels, count: plan.clampCount))
    }
  }

  private mutating func drive<B: Board & ~Copyable>(
    _ board: inout B, _ set: Plan.ExampleSet, _ example: Int, at t: Int
  ) throws(BoardFault) {
    if B.mayBeTwin, plan.isTwin { return try driveTwin(&board, set, example, at: t) }
    let levels = unsafe plan.inputs(set, example, at: t)
    // A sample is its raw integer and nothing else.
    let samples = unsafe UnsafeRawPointer(levels).assumingMemoryBound(to: Sample.self)
    try board.drive(unsafe Span(_unsafeStart: samples, count: plan.sourceCount))
  }

  /// One sample of every node, on a twin board of both copies: the mean of the plan's number of
  /// readings, rounded to nearest.
  mutating func sample<B: Board & ~Copyable>(
    _ board: inout B, into samples: UnsafeMutablePointer<Sample>
  ) throws(BoardFault) {
    let count = plan.readingCount
    let readings = Int64(plan.header.readingsPerSample)
    if readings == 1 {
      unsafe try read(&board, into: samples)
      return
    }
    let sums = unsafe memory.sums
    for node in 0..<count { unsafe sums[node] = 0 }
    for _ in 0..<readings {
      unsafe try read(&board, into: memory.reading)
      for node in 0..<count { unsafe sums[node] &+= Int64(memory.reading[node].raw) }
    }
    for node in 0..<count {
      let sum = unsafe sums[node]
      let half = sum < 0 ? -(readings / 2) : readings / 2
      unsafe samples[node] = Sample(raw: Int32(truncatingIfNeeded: (sum + half) / readings))
    }
  }

  private mutating func read<B: Board & ~Copyable>(
    _ board: inout B, into samples: UnsafeMutablePointer<Sample>
  ) throws(BoardFault) {
    var span = unsafe MutableSpan(_unsafeStart: samples, count: plan.readingCount)
    try board.sample(into: &span)
  }
}
