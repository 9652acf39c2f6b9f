import BoardInterface
import Curves
import Foundation
import Journal
import JournalFile
import LearningEngine
import LearningRun
import PartEmulators
import Plan
import SimulatedBoard
import WiredBoard

/// The same plan in this process, at depth 1 or 2.
struct HostRun {
  var taps: [Int32] = []
  var fault: BoardFault?
  var violations: [Violation] = []
  var requests = 0

  static func atDepth1(_ subject: Subject) throws -> HostRun {
    var board = try SimulatedBoard(subject.model, clock: .settling)
    var run = HostRun()
    try run.learn(subject, on: &board)
    return run
  }

  static func atDepth2(_ subject: Subject) throws -> HostRun {
    let system = try subject.system()
    let block = Memory(WiredBoard<EmulatedBus>.byteCount(for: subject.wiring))
    var board = unsafe WiredBoard(
      plan: subject.plan.plan, wiring: subject.wiring, bus: EmulatedBus(system.bus),
      block: block.base)
    try board.start()
    var run = HostRun()
    try run.learn(subject, on: &board)
    run.violations = system.wires.violations
    run.requests = system.bus.requestCount
    return run
  }

  private mutating func learn<B: Board & ~Copyable>(_ subject: Subject, on board: inout B) throws {
    let plan = subject.plan.plan
    let block = Memory(Engine.byteCount(for: plan))
    let scratch = Memory(
      JournalLayout.writerScratchBytes)
    var learning = unsafe LearningRun(plan: plan, block: block.base)
    let path = NSTemporaryDirectory() + "hil-\(UUID().uuidString).journal"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var journal = unsafe try JournalWriter.create(
      on: Self.storage(path), header: LearningRun.journalHeader(for: plan), scratch: scratch.buffer)
    do {
      try learning.begin(on: &board, journal: &journal)
      while !learning.isFinished { _ = try learning.step(on: &board, journal: &journal) }
      try learning.finish(on: &board, journal: &journal)
    } catch {
      guard case .board(let found) = error else { throw error }
      fault = found
    }
    taps = learning.withTaps { taps, _ in taps.indices.map { taps[$0] } }
  }

  private static func storage(_ path: String) throws(StorageError) -> FileStorage {
    let bytes = path.utf8CString
    return try unsafe bytes.span.withUnsafeBufferPointer { (name) throws(StorageError) in
      guard let name = name.baseAddress else { throw StorageError(.open, errorNumber: 0) }
      return unsafe try FileStorage(creating: name)
    }
  }
}

/// Zeroed memory that lives as long as its owner.
@safe
final class Memory {
  let base: UnsafeMutableRawPointer
  private let count: Int

  init(_ byteCount: Int) {
    count = max(byteCount, 16)
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: count)
  }

  deinit { unsafe base.deallocate() }

  @unsafe
  var buffer: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: base, count: count)
  }
}
