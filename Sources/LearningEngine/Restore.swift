import BoardInterface
import FixedPoint
import Plan

extension Engine {
  /// The generator's state, for a checkpoint. All else that is not in taps and residuals follows from
  /// the plan and the trial number.
  public var generatorState: UInt64 { generator.state }

  /// Whether a checkpoint may be taken: contrasts of an unfinished batch are not saved.
  public var isBetweenBatches: Bool {
    trial % UInt64(plan.header.batchSize) == 0
  }

  /// Puts the engine where a checkpoint was taken. `body` fills taps and residuals.
  ///
  /// Returns false, and leaves the engine unusable, if a tap or a residual is out of range: the
  /// checkpoint belongs to another plan.
  public mutating func restore<Failure: Error>(
    trial: UInt64, generatorState: UInt64,
    _ body: (_ taps: inout MutableSpan<Int32>, _ residuals: inout MutableSpan<Int32>) throws(Failure)
      -> Void
  ) throws(Failure) -> Bool {
    var taps = unsafe MutableSpan(_unsafeStart: memory.taps, count: plan.elementCount)
    var residuals = unsafe MutableSpan(_unsafeStart: memory.residuals, count: plan.elementCount)
    try body(&taps, &residuals)
    for index in 0..<plan.elementCount {
      let element = plan.element(index)
      let tap = unsafe memory.taps[index]
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
