import DeviceProgram
import LearningEngine
import LearningRun
import LinuxBoard
import Plan
import WiredBoard

func say(_ text: StaticString) {
  var message = Message()
  message.append("wheatstoned: ")
  message.append(text)
  _ = message.write(to: 1)
}

/// Something that makes trials late but not wrong.
func warnUnless(_ errorNumber: Int32, _ text: StaticString) {
  if errorNumber == 0 { return }
  var message = Message()
  message.append("wheatstoned: warning: ")
  message.append(text)
  message.append(" (errno ")
  message.append(Int64(errorNumber))
  message.append(")")
  _ = message.write(to: 2)
}

func printVersion() {
  var message = Message()
  message.append("wheatstoned 0.1.0, plan version ")
  message.append(UInt64(PlanHeader.currentVersion))
  message.append(", libgpiod ")
  message.append(Int64(RealTime.gpioVersion))
  _ = message.write(to: 1)
}

/// What `--dry-run` says.
@inline(never)
func printBudget(_ budget: TrialBudget, _ plan: Plan) throws(Failure) {
  var message = Message()
  message.append("wheatstoned: the plan fits its wiring: ")
  message.append(plan.header.trials)
  message.append(" trials, each ")
  message.append(UInt64(budget.trialRequests))
  message.append(" requests and at most ")
  message.append(UInt64(budget.elementRequests))
  message.append(" for elements; ")
  message.append(budget.busNanoseconds / 1_000)
  message.append(" us on the buses, ")
  message.append(budget.pauseNanoseconds / 1_000)
  message.append(" us of waiting")
  guard message.write(to: 1) else {
    throw Failure(Failure.inputOutput, "the standard output cannot be written")
  }
}

/// One line at the end of a session.
@inline(never)
func summarize(
  _ learning: borrowing LearningRun, _ histogram: StepHistogram
) throws(Failure) {
  var message = Message()
  message.append("wheatstoned: trials ")
  message.append(learning.trial)
  message.append(" of ")
  message.append(learning.plan.header.trials)
  message.append(", mean squared error ")
  message.append(learning.trainEvaluation.squaredError)
  message.append(" x 2^-40, trial p50 ")
  message.append(histogram.percentile(perMille: 500))
  message.append(" p99 ")
  message.append(histogram.percentile(perMille: 990))
  message.append(" p99.9 ")
  message.append(histogram.percentile(perMille: 999))
  message.append(" max ")
  message.append(histogram.longest)
  message.append(" us")
  guard message.write(to: 1) else {
    throw Failure(Failure.inputOutput, "the standard output cannot be written")
  }
}
