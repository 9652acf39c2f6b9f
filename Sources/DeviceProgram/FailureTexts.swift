import BoardInterface
import Journal
import Plan

// What each reason means, and what to do about it; place and value as the reason documents them.

extension Failure {
  public init(_ error: PlanError, argument: Int32) {
    let text: StaticString =
      switch error.reason {
      case .truncated: "the plan is not as long as it says; copy or compile it again"
      case .notAPlan: "not a plan; compile one with 'wheatstone plan'"
      case .otherVersion: "a plan of another version; compile it with this runtime"
      case .damaged: "the plan's checksum does not match; copy or compile it again"
      case .misaligned: "the plan is not aligned to 8 bytes in memory"
      case .badSection: "a section of the plan is wrong (docs/plan.md); compile it again"
      case .badSetting: "a setting of the plan is out of range (docs/plan.md); compile it again"
      case .badEntry: "an entry of the plan is out of range (docs/plan.md); compile it again"
      case .accumulatorTooNarrow: "the plan's batch or rate is too large for the accumulators"
      }
    self.init(
      Failure.badInput, argument: argument, text, place: error.place, value: error.value)
  }

  public init(_ error: JournalError, argument: Int32) {
    if let storage = error.storageError {
      self.init(storage, argument: argument, place: error.place)
      return
    }
    let text: StaticString =
      switch error.reason {
      case .tooLarge: "more elements or records than a journal can hold; record more rarely"
      case .full: "the journal is full"
      default: "the journal cannot be written (docs/journal.md)"
      }
    self.init(
      Failure.inputOutput, argument: argument, text, place: error.place, value: error.value)
  }

  public init(_ error: StorageError, argument: Int32, place: UInt64 = 0) {
    let text: StaticString =
      switch error.operation {
      case .open: "the file cannot be opened; the value is errno"
      case .lock: "another program writes this file; the value is errno"
      case .read, .endOfFile: "the file cannot be read; the value is errno"
      case .write, .sync: "the file cannot be written; the value is errno"
      case .allocate: "the file's full size cannot be reserved; the value is errno"
      }
    self.init(
      Failure.inputOutput, argument: argument, text, place: place,
      value: Int64(error.errorNumber))
  }

  /// Place: the channel. Value: the fault's detail.
  public init(_ fault: BoardFault) {
    let text: StaticString =
      switch fault.kind {
      case .elementStuck: "the board's fault: an element does not follow its tap"
      case .elementOpen: "the board's fault: an element carries no current"
      case .elementShorted: "the board's fault: an element's ends are joined"
      case .elementOverCurrent: "the board's fault: an element's current passed its limit"
      case .probeStuck: "the board's fault: a probe gives the same value whatever its node does"
      case .probeSaturated: "the board's fault: a probe sits at an end of its range"
      case .probeDisconnected: "the board's fault: a probe does not see its node"
      case .clampStuck: "the board's fault: a released clamp still holds its node"
      case .sourceOff: "the board's fault: a source gives another voltage than asked"
      case .transcriptEnded: "the run differs from the recorded one"
      case .busFailed: "the board's fault: a bus does not carry out requests"
      case .chipSilent: "the board's fault: a chip does not answer as it must"
      case .otherNetwork: "the plan is of a network of layers, which this program does not drive"
      }
    self.init(
      Failure.boardFault, text, place: UInt64(fault.channel), value: Int64(fault.detail))
  }
}
