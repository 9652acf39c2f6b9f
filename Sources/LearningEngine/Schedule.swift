import FixedPoint
import Plan

extension Engine {
  /// Brings the schedule's step up to the coming trial.
  mutating func advanceSchedule() {
    while stepIndex + 1 < plan.scheduleCount, plan.step(stepIndex + 1).fromTrial <= trial {
      stepIndex += 1
      step = plan.step(stepIndex)
    }
  }

  /// The training example of the coming trial.
  mutating func nextExample() -> Int { example(ofTrial: trial) }

  /// The training example of a trial.
  mutating func example(ofTrial trial: UInt64) -> Int {
    let count = UInt64(plan.trainCount)
    if plan.header.order == Order.cyclic.rawValue { return Int(trial % count) }
    let epoch = trial / count
    if epoch != orderedEpoch { shuffle(epoch: epoch) }
    return Int(unsafe memory.order[Int(trial % count)])
  }

  /// Fisher and Yates, from the seed and the epoch alone, so that nothing need be saved.
  private mutating func shuffle(epoch: UInt64) {
    var draws = RandomGenerator(seed: plan.header.seed, stream: Stream.order &+ epoch)
    let order = unsafe memory.order
    for index in 0..<plan.trainCount { unsafe order[index] = UInt32(truncatingIfNeeded: index) }
    var last = plan.trainCount - 1
    while last > 0 {
      let other = Int(draws.next(below: UInt32(truncatingIfNeeded: last + 1)))
      let kept = unsafe order[last]
      unsafe order[last] = order[other]
      unsafe order[other] = kept
      last -= 1
    }
    orderedEpoch = epoch
  }
}
