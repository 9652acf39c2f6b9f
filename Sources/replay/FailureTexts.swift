import BoardInterface
import DeviceProgram
import Transcript

// What each reason means, and what to do about it; place and value as the reason documents them.

extension Failure {
  init(_ error: TranscriptError, argument: Int32) {
    let text: StaticString =
      switch error.reason {
      case .truncated: "the transcript is not as long as it says; copy or record it again"
      case .notATranscript: "not a transcript; record one (docs/transcript.md)"
      case .otherVersion: "a transcript of another version; record it with this runtime"
      case .damaged: "the transcript's checksum does not match; copy or record it again"
      case .otherPlan: "recorded with another plan; give the plan that it was recorded with"
      case .badEvent: "not an event of a transcript; record it again"
      case .badSample: "a sample beyond full scale; record it again, the board breaks its promise"
      case .wrongEventCount: "not as many events as the transcript says; record it again"
      }
    self.init(
      Failure.badInput, argument: argument, text, place: error.place, value: error.value)
  }

  /// The board's fault, or where the run differs from its recording; place is then the event.
  init(replayed fault: BoardFault) {
    if fault.kind == .transcriptEnded {
      self.init(disagreement: fault)
    } else {
      self.init(fault)
    }
  }

  private init(disagreement fault: BoardFault) {
    let text: StaticString =
      switch TranscriptBoard.Disagreement(rawValue: fault.channel) {
      case .ended: "the run asks for more than was recorded; place is the event"
      case .askedOtherwise: "the run asks for something else than was recorded; place is the event"
      case .otherAnswer: "the run asks for another answer than was recorded; place is the event"
      case .badAnswer: "the transcript has changed in memory; place is the event"
      case .notFinished: "the run is over before its recording; place is the event"
      case nil: "the run differs from the recorded one; place is the event"
      }
    self.init(
      Failure.boardFault, argument: 2, text, place: UInt64(UInt32(bitPattern: fault.detail)),
      value: Int64(fault.channel))
  }
}
