import DeviceProgram
import LearningEngine
import LearningRun

/// Says on one line of the standard output what a run came to.
@inline(never)
func summarize(
  _ learning: borrowing LearningRun, events: UInt64, records: UInt64
) throws(Failure) {
  var message = Message()
  message.append("replay: trials ")
  message.append(learning.trial)
  message.append(", events ")
  message.append(events)
  message.append(", records ")
  message.append(records)
  message.append(", train ", learning.trainEvaluation)
  message.append(", test ", learning.testEvaluation)
  guard message.write(to: 1) else {
    throw Failure(Failure.inputOutput, "the standard output cannot be written")
  }
}

extension Message {
  /// Mean squared error in 2^-40 of full scale squared, and how many of how many are right.
  fileprivate mutating func append(_ name: StaticString, _ evaluation: Evaluation) {
    append(name)
    append(evaluation.squaredError)
    append(" x 2^-40, right ")
    append(UInt64(evaluation.correct))
    append(" of ")
    append(UInt64(evaluation.total))
  }
}
