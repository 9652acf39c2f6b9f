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

  /// Root mean square error of the outputs, in volts; nil before the first trial.
  var errorVolts: Double? {
    weight > 0 ? Units.volts(meanSquare: meanError / weight, of: plan) : nil
  }

  /// The share of right answers; nil without classes.
  var accuracy: Double? {
    plan.header.decision == Decision.none.rawValue || weight == 0 ? nil : meanCorrect / weight
  }

  var trialsPerSecond: Double {
    let seconds = Units.seconds(elapsed)
    return seconds > 0 ? Double(trial - first) / seconds : 0
  }
}

/// From the engine's integers to what people read.
enum Units {
  /// 2^-40 of full scale squared to square volts.
  static func squareVolts(_ meanSquare: Double, of plan: Plan) -> Double {
    let volts =
      plan.header.fullScaleMicrovolts == 0
      ? 1 : Double(plan.header.fullScaleMicrovolts) / 1_000_000
    return meanSquare / 1_099_511_627_776 * volts * volts
  }

  static func volts(meanSquare: Double, of plan: Plan) -> Double {
    squareVolts(meanSquare, of: plan).squareRoot()
  }

  static func seconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }
}
