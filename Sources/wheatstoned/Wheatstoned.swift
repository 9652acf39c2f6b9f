import BoardInterface
import CDevice
import CalibratedBoard
import DeviceProgram
import Journal
import JournalFile
import LearningEngine
import LearningRun
import LinuxBoard
import Plan
import WiredBoard
import Wiring

/// `wheatstoned PLAN JOURNAL`: learns on the board that the plan is wired for, alone.
@main
enum Wheatstoned {
  static func main() {
    var status: Int32 = 0
    do throws(Failure) { try run() } catch {
      error.report(program: "wheatstoned")
      status = error.status
    }
    wheatstone_exit(status)
  }

  private static func run() throws(Failure) {
    let options = try Options()
    if options.isHelp { return printHelp() }
    if options.isVersion { return printVersion() }
    let plan = try openPlan(options.plan, unusable: Failure.unusable)
    let wiring = try openWiring(of: plan, argument: options.plan)
    let block = unsafe try mapMemory(byteCount: WiredBoard<LinuxBus>.byteCount(for: wiring))
    guard let start = block.baseAddress else { throw Failure(Failure.noMemory, "no memory") }
    if options.isDryRun {
      var board = unsafe WiredBoard(
        plan: plan, wiring: wiring, bus: try closedBuses(wiring), block: start)
      return try printBudget(board.budget(), plan)
    }
    RealTime.catchStop()
    if options.isSafeOnly {
      var board = unsafe WiredBoard(
        plan: plan, wiring: wiring, bus: try openBuses(wiring), block: start)
      return try bringToSafety(&board)
    }
    unsafe try learn(plan, wiring, options, start)
  }

  @inline(never)
  private static func learn(
    _ plan: Plan, _ wiring: Wiring, _ options: Options, _ block: UnsafeMutableRawPointer
  ) throws(Failure) {
    let engineBlock = unsafe try mapMemory(byteCount: Engine.byteCount(for: plan))
    guard let engineStart = engineBlock.baseAddress else {
      throw Failure(Failure.noMemory, "no memory")
    }
    var learning = unsafe LearningRun(plan: plan, block: engineStart)
    var journal = try openJournal(
      options.journal, plan: plan, unusable: Failure.unusable, &learning)
    if learning.isFinished {
      return say("nothing left to learn: the journal holds all trials of the plan")
    }
    let room = unsafe try mapMemory(byteCount: CorrectedBoard.byteCount(for: wiring))
    guard let levels = room.baseAddress else { throw Failure(Failure.noMemory, "no memory") }
    let board = unsafe WiredBoard(
      plan: plan, wiring: wiring, bus: try openBuses(wiring), block: block)
    let unlocked = RealTime.lockMemory(stackBytes: 65_536)
    warnUnless(unlocked, RealTime.lockCure(unlocked))
    _ = RealTime.sharpenSleep()
    if options.priority > 0 {
      let refused = RealTime.setPriority(options.priority)
      warnUnless(refused, RealTime.priorityCure(refused))
    }
    // Without corrections everything is passed on: one kind of board keeps the program small.
    var corrected = unsafe CorrectedBoard(board, wiring: wiring, block: levels)
    if let fault = corrected.withBoard({ Self.startFault(&$0) }) {
      learning.refuse(fault, on: &corrected, journal: &journal)
      throw Failure(ending: fault)
    }
    var session = Session(options)
    try session.learn(&learning, on: &corrected, journal: &journal)
    try summarize(learning, session.histogram)
  }

  private typealias CorrectedBoard = CalibratedBoard<WiredBoard<LinuxBus>>

  /// Why the board does not start; nil where it does.
  private static func startFault(_ board: inout WiredBoard<LinuxBus>) -> BoardFault? {
    do throws(BoardFault) { try board.start() } catch { return error }
    return nil
  }

  /// Chips are set up first, as far as they answer: some take no levels before.
  @inline(never)
  private static func bringToSafety(_ board: inout WiredBoard<LinuxBus>) throws(Failure) {
    do throws(BoardFault) { try board.start() } catch {}
    board.makeSafe()
    if board.unsafeChips > 0 {
      throw Failure(
        Failure.unavailable,
        "not all chips took their safe state (place says how many): cut the supply",
        place: UInt64(board.unsafeChips))
    }
    say("the board is in its safe state")
  }
}
