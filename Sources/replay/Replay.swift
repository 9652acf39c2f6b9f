import BoardInterface
import CDevice
import DeviceProgram
import Journal
import JournalFile
import LearningEngine
import LearningRun
import Plan
import Transcript

/// `replay PLAN TRANSCRIPT JOURNAL TAPS`: runs a plan on a recorded board (docs/transcript.md).
///
/// Exit status: 0 fine; 1 the board failed, or the run differs from the recorded one; 2 the plan or
/// the transcript may not be used; 64 wrong usage; 74 a file cannot be read or written.
@main
enum Replay {
  static func main() {
    var status: Int32 = 0
    do throws(Failure) { try run() } catch {
      error.report(program: "replay")
      status = error.status
    }
    wheatstone_exit(status)
  }

  /// The arguments, by their place on the command line.
  private enum Argument {
    static var plan: Int32 { 1 }
    static var transcript: Int32 { 2 }
    static var journal: Int32 { 3 }
    static var taps: Int32 { 4 }
  }

  private static func run() throws(Failure) {
    guard unsafe wheatstone_argument(Argument.taps) != nil,
      unsafe wheatstone_argument(Argument.taps + 1) == nil
    else { throw .wrongUsage }
    let plan = try openPlan(Argument.plan)
    let transcript = try openTranscript(for: plan)
    let block = unsafe try mapMemory(byteCount: Engine.byteCount(for: plan))
    let tapsText = unsafe try mapMemory(byteCount: tapsTextBytes(plan.elementCount))
    var journal = try createJournal(for: plan)
    guard let start = block.baseAddress else { throw .wrongUsage }
    var learning = unsafe LearningRun(plan: plan, block: start)
    var board = TranscriptBoard(transcript)
    var failure: Failure?
    do throws(RunError) { try learn(&learning, on: &board, journal: &journal) } catch {
      switch error {
      case .board(let fault): failure = Failure(replayed: fault)
      case .journal(let reason): throw Failure(reason, argument: Argument.journal)
      }
    }
    // A recorded fault is the recorded result, and its taps count as well.
    try learning.withTaps { (taps, _) throws(Failure) in
      unsafe try writeTaps(taps, argument: Argument.taps, scratch: tapsText)
    }
    if let failure { throw failure }
    do throws(BoardFault) { try board.checkEnd() } catch { throw Failure(replayed: error) }
    try summarize(learning, events: board.eventsUsed, records: journal.recordCount)
  }

  @inline(never)
  private static func openTranscript(for plan: Plan) throws(Failure) -> Transcript {
    let bytes = unsafe try mapFile(argument: Argument.transcript)
    do throws(TranscriptError) {
      return unsafe try Transcript(checking: bytes, for: TranscriptShape(plan))
    } catch { throw Failure(error, argument: Argument.transcript) }
  }

  @inline(never)
  private static func createJournal(
    for plan: Plan
  ) throws(Failure) -> JournalWriter<FileStorage> {
    let header = LearningRun.journalHeader(for: plan)
    let scratch = unsafe try mapMemory(
      byteCount: JournalLayout.writerScratchBytes)
    guard let path = unsafe wheatstone_argument(Argument.journal) else { throw .wrongUsage }
    let storage: FileStorage
    do throws(StorageError) { storage = unsafe try FileStorage(creating: path) } catch {
      throw Failure(error, argument: Argument.journal)
    }
    do throws(JournalError) {
      return unsafe try JournalWriter.create(on: storage, header: header, scratch: scratch)
    } catch { throw Failure(error, argument: Argument.journal) }
  }

  @inline(never)
  private static func learn(
    _ learning: inout LearningRun, on board: inout TranscriptBoard,
    journal: inout JournalWriter<FileStorage>
  ) throws(RunError) {
    try learning.begin(on: &board, journal: &journal)
    while !learning.isFinished { _ = try learning.step(on: &board, journal: &journal) }
    try learning.finish(on: &board, journal: &journal)
  }
}

extension Failure {
  static var wrongUsage: Failure {
    Failure(Failure.usage, "usage: replay PLAN TRANSCRIPT JOURNAL TAPS")
  }
}
