import BoardInterface
import FixedPoint
import Plan

/// A twin board: two copies of one network side by side, one free, one clamped, with sources of
/// their own. The clamped copy begins one sample later, so that each of its nudges is known when it
/// is due: what it does is what one network would do in its second run, to the bit, but in half the
/// time and with a single row of the free trajectory kept.
extension Engine {
  /// Measures both copies, and sums up the contrasts of every sample.
  mutating func measureTwin<B: Board & ~Copyable>(
    on board: inout B, _ example: Int
  ) throws(BoardFault) -> Answer {
    let row = plan.targetRow(.train, example)
    let samples = plan.samplesPerTrial
    let sumsUp = !turnsAtOnce
    try begin(.free, example, on: &board)
    for t in 0...samples {
      if t == samples, samples == 1 {
        let answer = judge(row: row)
        if !answer.wantsNudge { return answer }
      }
      if t == 1 { try begin(.clamped, example, on: &board) }
      try driveTwin(&board, .train, example, at: t)
      if t > 0 { try nudge(&board, row: row, at: t - 1, towards: true) }
      try board.settle(microseconds: step.settleMicroseconds)
      unsafe try sample(&board, into: memory.incoming)
      if t > 0, sumsUp { accumulateContrast(at: t - 1) }
      if t < samples {
        keepFree()
        observe(row: row, at: t)
      }
    }
    try board.release()
    return judge(row: row)
  }

  /// The free copy's levels of sample `t`, and the clamped one's of the sample before. Where there
  /// is none they stay, or come early.
  mutating func driveTwin<B: Board & ~Copyable>(
    _ board: inout B, _ set: Plan.ExampleSet, _ example: Int, at t: Int
  ) throws(BoardFault) {
    let count = plan.sourceCount
    let free = unsafe plan.inputs(set, example, at: min(t, plan.samplesPerTrial - 1))
    let clamped = unsafe plan.inputs(set, example, at: max(t - 1, 0))
    for index in 0..<count {
      unsafe memory.levels[index] = Sample(raw: free[index])
      unsafe memory.levels[count + index] = Sample(raw: clamped[index])
    }
    try board.drive(unsafe Span(_unsafeStart: memory.levels, count: 2 * count))
  }

  /// The free copy's samples become the row that clamped ones are held against.
  mutating func keepFree() {
    unsafe memory.free.update(from: memory.incoming, count: plan.nodeCount)
  }
}
