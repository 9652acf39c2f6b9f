import BoardInterface
import DigitalNetwork
import FixedPoint
import Plan

extension Engine {
  /// The generator's state, for a checkpoint. All else that is not in taps and residuals follows
  /// from the plan and the trial number.
  public var generatorState: UInt64 { generator.state }

  /// Whether a checkpoint may be taken: contrasts of an unfinished batch are not saved.
  public var isBetweenBatches: Bool {
    trial % UInt64(plan.header.batchSize) == 0
  }

  /// Lets `body` fill taps and residuals from a checkpoint; ``adopt(trial:generatorState:)`` must
  /// follow.
  public mutating func withMutableTaps<Result: ~Copyable, Failure: Error>(
    _ body: (_ taps: inout MutableSpan<Int32>, _ residuals: inout MutableSpan<Int32>)
      throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var taps = unsafe MutableSpan(_unsafeStart: memory.taps, count: plan.elementCount)
    var residuals = unsafe MutableSpan(_unsafeStart: memory.residuals, count: plan.residualCount)
    return try body(&taps, &residuals)
  }

  /// Puts the engine where a checkpoint was taken, whose taps and residuals are already there.
  ///
  /// Returns false, and leaves the engine unusable, if any of it is out of range: the checkpoint
  /// belongs to another plan.
  public mutating func adopt(trial: UInt64, generatorState: UInt64) -> Bool {
    // The most trials that a plan may have; sums of trial numbers rest on it.
    guard trial <= 1 << 48 else { return false }
    for index in 0..<plan.elementCount {
      let tap = unsafe memory.taps[index]
      if plan.isLayered {
        guard tap.magnitude <= DigitalNetwork.tapLimit.magnitude else { return false }
        continue
      }
      let element = plan.element(index)
      let residual = unsafe Int64(memory.residuals[index])
      guard tap >= element.minimumTap, tap <= element.maximumTap,
        residual >= 0, residual < Residual.oneTap
      else { return false }
      unsafe memory.contrasts[index] = 0
    }
    self.trial = trial
    generator.state = generatorState
    stepIndex = 0
    step = plan.step(0)
    advanceSchedule()
    orderedEpoch = UInt64.max
    return isBetweenBatches
  }
}
