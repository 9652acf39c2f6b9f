import BoardInterface
import CDevice
import DeviceProgram
import DigitalBoard
import DigitalNetwork
import Journal
import JournalFile
import LearningEngine
import LearningRun
import Plan

/// `digitald PLAN JOURNAL [TAPS]`: runs a plan of layers, which need no board but this computer
/// (docs/device.md), by a thread for each processor, at most 4. Goes on where the journal ends; TAPS is
/// written at the end.
///
/// Exit status: 0 fine; 2 the plan or the journal may not be used; 64 wrong usage; 74 a file cannot
/// be read or written.
@main
enum DigitalDaemon {
  static func main() {
    var status: Int32 = 0
    do throws(Failure) { try run() } catch {
      error.report(program: "digitald")
      status = error.status
    }
    wheatstone_exit(status)
  }

  private enum Argument {
    static var plan: Int32 { 1 }
    static var journal: Int32 { 2 }
    static var taps: Int32 { 3 }
  }

  private static func run() throws(Failure) {
    guard unsafe wheatstone_argument(Argument.journal) != nil,
      unsafe wheatstone_argument(Argument.taps + 1) == nil
    else { throw Failure(Failure.usage, "usage: digitald PLAN JOURNAL [TAPS]") }
    let plan = try openPlan(Argument.plan)
    let block = unsafe try mapMemory(byteCount: Engine.byteCount(for: plan))
    let layers = unsafe try mapMemory(byteCount: Engine.layersByteCount(for: plan))
    guard let start = block.baseAddress else { throw .noArgument }
    var learning = unsafe LearningRun(plan: plan, block: start, layers: layers.baseAddress)
    var board = try makeBoard(plan)
    var journal = try openJournal(
      Argument.journal, plan: plan, unusable: Failure.badInput, &learning)
    let every = UInt64(max(plan.header.recordEvery, 1))
    do throws(RunError) {
      try begin(&learning, on: &board, journal: &journal)
      if learning.trial > 0, plan.header.storesStates == 1 { warnOfStates() }
      while try learn(&learning, on: &board, journal: &journal, upTo: every) { report(&learning) }
      try finish(&learning, on: &board, journal: &journal)
      report(&learning)
    } catch {
      switch error {
      case .board(let fault): throw Failure(fault)
      case .journal(let reason): throw Failure(reason, argument: Argument.journal)
      }
    }
    guard unsafe wheatstone_argument(Argument.taps) != nil else { return }
    let text = unsafe try mapMemory(byteCount: tapsTextBytes(plan.elementCount))
    try learning.withTaps { (taps, _) throws(Failure) in
      unsafe try writeTaps(taps, argument: Argument.taps, scratch: text)
    }
  }

  @inline(never)
  private static func makeBoard(_ plan: Plan) throws(Failure) -> DigitalBoard {
    let threads = min(Int(wheatstone_processor_count()), 4)
    let room = unsafe try mapMemory(
      byteCount: DigitalBoard.byteCount(for: plan, threads: threads))
    guard let place = room.baseAddress else { throw .noArgument }
    do throws(DigitalShapeError) {
      return unsafe try DigitalBoard(plan: plan, threads: threads, block: place)
    } catch {
      throw Failure(
        Failure.badInput, argument: Argument.plan,
        "the plan is of a board that has an analog part: wheatstoned runs it")
    }
  }

  // Each by itself: a run is large for the stack, and inlined it would be there several times.

  @inline(never)
  private static func begin(
    _ learning: inout LearningRun, on board: inout DigitalBoard,
    journal: inout JournalWriter<FileStorage>
  ) throws(RunError) { try learning.begin(on: &board, journal: &journal) }

  @inline(never)
  private static func finish(
    _ learning: inout LearningRun, on board: inout DigitalBoard,
    journal: inout JournalWriter<FileStorage>
  ) throws(RunError) { try learning.finish(on: &board, journal: &journal) }

  /// Trials up to the next multiple of `every`; false where the run is over.
  @inline(never)
  private static func learn(
    _ learning: inout LearningRun, on board: inout DigitalBoard,
    journal: inout JournalWriter<FileStorage>, upTo every: UInt64
  ) throws(RunError) -> Bool {
    while !learning.isFinished {
      _ = try learning.step(on: &board, journal: &journal)
      if learning.trial % every == 0 { return !learning.isFinished }
    }
    return false
  }

  @inline(never)
  private static func warnOfStates() {
    var message = Message()
    message.append(
      "digitald: warning: the journal does not hold the states of examples: they begin at rest")
    _ = message.write(to: 2)
  }

  /// One line: how many were wrong, of how many.
  @inline(never)
  private static func report(_ learning: inout LearningRun) {
    var message = Message()
    message.append("trial ")
    message.append(learning.trial)
    let epoch = learning.epoch
    message.append(": wrong while learning ")
    message.append(UInt64(epoch.total - epoch.correct))
    message.append(" of ")
    message.append(UInt64(epoch.total))
    message.appendWrong(", validation ", learning.validationEvaluation)
    message.appendWrong(", test ", learning.testEvaluation)
    _ = message.write(to: 1)
  }
}

extension Message {
  fileprivate mutating func appendWrong(_ name: StaticString, _ evaluation: Evaluation) {
    append(name)
    append(UInt64(evaluation.total - evaluation.correct))
    append(" of ")
    append(UInt64(evaluation.total))
  }
}
