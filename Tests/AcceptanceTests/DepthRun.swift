import BoardFile
import BoardInterface
import FixedPoint
import Journal
import LearningEngine
import LearningRun
import PartEmulators
import Plan
import PlanImage
import SimulatedBoard
import WiredBoard
import Wiring

/// A board with hardware, learning at depth 1 or at depth 2.
struct DepthRun {
  let compiled: CompiledPlan
  let plan: PlanMemory
  let wiring: Wiring

  init(_ board: String, _ task: String, trials: UInt64? = nil, seed: UInt64 = 0) throws {
    let project = try Project.load(board: Learned.boards + "/" + board, task: task)
    compiled = try project.compile(PlanOverrides(seed: seed, trials: trials))
    plan = try PlanMemory(compiled.image)
    wiring = unsafe try Wiring(checking: plan.plan.wiring)
    try wiring.check(against: plan.plan)
  }

  struct Result {
    var taps: [Int32] = []
    var fault: BoardFault?
    var records: [JournalRecord.Kind: Int] = [:]
    var firstError: UInt64 = 0
    var lastError: UInt64 = 0
    var lastFaultKind: UInt8?
    var moved: [Int32] = []
  }

  func atDepth1() throws -> Result {
    var board = try SimulatedBoard(compiled.board, clock: .settling)
    return try learn(on: &board)
  }

  /// `prepare` sees the system when the board has been started.
  func atDepth2(
    _ prepare: (EmulatedSystem) -> Void = { _ in }
  ) throws -> (result: Result, system: EmulatedSystem) {
    let system = try EmulatedSystem(compiled.board, wiring: wiring)
    let block = Block(WiredBoard<EmulatedBus>.byteCount(for: wiring))
    var wired = unsafe WiredBoard(
      plan: plan.plan, wiring: wiring, bus: EmulatedBus(system.bus), block: block.base)
    try wired.start()
    prepare(system)
    var board = AnnouncedBoard(wired, bench: system.bench, meter: system.meter)
    return (try learn(on: &board), system)
  }

  private func learn<B: Board & ~Copyable>(on board: inout B) throws -> Result {
    let block = Block(Engine.byteCount(for: plan.plan))
    let scratch = Block(
      JournalLayout.writerScratchBytes)
    var run = unsafe LearningRun(plan: plan.plan, block: block.base)
    let disk = Disk()
    var journal = unsafe try JournalWriter.create(
      on: MemoryStorage(disk: disk), header: LearningRun.journalHeader(for: plan.plan),
      scratch: scratch.buffer)
    var result = Result()
    do {
      try run.begin(on: &board, journal: &journal)
      result.firstError = run.trainEvaluation.squaredError
      while !run.isFinished { _ = try run.step(on: &board, journal: &journal) }
      try run.finish(on: &board, journal: &journal)
    } catch {
      guard case .board(let fault) = error else { throw error }
      result.fault = fault
    }
    result.lastError = run.trainEvaluation.squaredError
    result.taps = run.withTaps { taps, _ in taps.indices.map { taps[$0] } }
    result.lastFaultKind = Self.lastFault(in: disk.bytes, count: journal.recordCount)
    return result
  }

  /// The kind in the last fault record: kind 4 at byte 0, the fault at byte 1 (docs/journal.md).
  private static func lastFault(in bytes: [UInt8], count: UInt64) -> UInt8? {
    let start = bytes.count - bytes.count % 64
    for offset in stride(from: start - 64, through: 0, by: -64) where bytes[offset] == 4 {
      let kind = bytes[offset + 1]
      // Trials, time and checksum of zero would be room that was never written.
      if kind != 0, bytes[(offset + 60)..<(offset + 64)].contains(where: { $0 != 0 }) {
        return kind
      }
    }
    return nil
  }
}

/// Zeroed memory that lives as long as its owner.
@safe
final class Block {
  let base: UnsafeMutableRawPointer
  private let count: Int

  init(_ byteCount: Int) {
    count = max(byteCount, 16)
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: count)
  }

  deinit { unsafe base.deallocate() }

  @unsafe var buffer: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: base, count: count)
  }
}
