import Curves
import LearningEngine
import Plan

/// How a run goes, for somebody who watches it.
struct LearnProgress {
  let plan: Plan
  /// The trial this session began with.
  let first: UInt64
  private(set) var trial: UInt64
  /// Of trials, so without evaluations at the ends.
  var elapsed = Duration.zero
  /// Exponential means over about two epochs.
  private var meanError = 0.0
  private var meanCorrect = 0.0
  private var weight = 0.0
  private let gain: Double

  init(plan: Plan, first: UInt64) {
    self.plan = plan
    self.first = first
    trial = first
    gain = 1 / Double(max(20, 2 * plan.trainCount))
  }

  mutating func add(_ outcome: TrialOutcome, trial: UInt64) {
    self.trial = trial
    weight += gain * (1 - weight)
    meanError += gain * (Double(outcome.squaredError) - meanError)
    meanCorrect += gain * ((outcome.correct ? 1 : 0) - meanCorrect)
  }

  /// Looking at the clock at every trial would take longer than a trial.
  var isGlanceDue: Bool { trial & 31 == 0 }

  var total: UInt64 { plan.header.trials }
  var fraction: Double { total == 0 ? 1 : min(1, Double(trial) / Double(total)) }

  /// Root mean square error of the outputs, with its unit; nil before the first trial.
  var errorText: String? {
    guard weight > 0 else { return nil }
    let scale = ErrorScale(fullScaleMicrovolts: plan.header.fullScaleMicrovolts)
    return engineering(scale.rms(UInt64(meanError / weight)), unit: scale.unit)
  }

  /// The share of right answers; nil without classes.
  var accuracy: Double? {
    plan.header.decision == Decision.none.rawValue || weight == 0 ? nil : meanCorrect / weight
  }

  var trialsPerSecond: Double {
    let seconds = elapsed.seconds
    return seconds > 0 ? Double(trial - first) / seconds : 0
  }
}

extension Duration {
  /// The same as a number.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
