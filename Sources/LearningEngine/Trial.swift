import BoardInterface
import FixedPoint
import Plan

/// What one trial gave.
public struct TrialOutcome: BitwiseCopyable, Sendable {
  /// The free response's mean squared error over outputs and samples; 2^-40 of full scale squared.
  public var squaredError: UInt64
  /// Whether the free response was the right class; false in tasks without classes.
  public var correct: Bool
  /// Elements that changed their tap; of elements in layers those that were asked to.
  public var moved: UInt32
}

extension Engine {
  /// Shows the next example: drive, settle, sample free; clamp, settle, sample clamped; release
  /// (a twin board: both side by side); and, at the end of a batch, turn every element.
  ///
  /// A trial that meets a fault while it measures turns nothing and does not count. One whose turning
  /// fails counts: the taps are the engine's, and the board has yet to follow. Either way the engine
  /// must be restored, or given up, before another.
  public mutating func runTrial<B: Board & ~Copyable>(
    on board: inout B
  ) throws(BoardFault) -> TrialOutcome {
    advanceSchedule()
    if B.isLayered { return try runLayeredTrial(on: &board) }
    let example = nextExample()
    let answer =
      B.mayBeTwin && plan.isTwin
      ? try measureTwin(on: &board, example) : try measureInTurn(on: &board, example)
    trial &+= 1
    var moved: UInt32 = 0
    if turnsAtOnce {
      if answer.wantsNudge { moved = turnByContrast() }
    } else if endsBatch {
      moved = turnByAccumulatedContrasts()
    }
    if moved > 0 { try turnBoard(&board) }
    return TrialOutcome(
      squaredError: answer.squaredError, correct: answer.correct, moved: moved)
  }

  /// Free first, then clamped, on one network.
  private mutating func measureInTurn<B: Board & ~Copyable>(
    on board: inout B, _ example: Int
  ) throws(BoardFault) -> Answer {
    try measureFree(on: &board, .train, example, phase: .free)
    let answer = judge(row: plan.targetRow(.train, example))
    if answer.wantsNudge {
      if plan.header.nudge == Nudge.symmetric.rawValue {
        try measureNudged(on: &board, example, phase: .counterclamped)
      }
      try measureNudged(on: &board, example, phase: .clamped)
      try board.release()
      if plan.samplesPerTrial == 1, !turnsAtOnce { accumulateContrast(at: 0) }
    }
    return answer
  }

  /// One sample and one trial per update, and nothing but the contrast in it: the common case, for
  /// which contrast and update are one pass over the elements.
  var turnsAtOnce: Bool {
    let header = plan.header
    return header.samplesPerTrial == 1 && plan.termCount == 0 && header.batchSize == 1
      && header.powerWeight == 0
      && header.decay == 0 && header.shrink == 0 && header.updateProbability == 256
      && header.rule == Rule.proportional.rawValue
  }

  private var endsBatch: Bool {
    let batch = plan.header.batchSize
    return batch == 1 || trial % UInt64(batch) == 0
  }
}
