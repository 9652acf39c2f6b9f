import BoardInterface
import LearningEngine
import Plan
import PlanImage

/// An engine on its null board, with the memory both need.
@safe
final class BenchmarkNetwork {
  let memory: PlanMemory
  let board: NullBoard
  private let block: UnsafeMutableRawPointer
  private var engine: Engine

  convenience init(_ size: NetworkSize) throws { try self.init(size.draft()) }

  init(_ draft: PlanDraft) throws {
    memory = try PlanMemory(draft.image())
    let byteCount = Engine.byteCount(for: memory.plan)
    unsafe block = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
    unsafe block.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    board = NullBoard(nodeCount: memory.plan.nodeCount, sets: 16, seed: 1)
    engine = unsafe Engine(plan: memory.plan, block: block)
  }

  deinit { unsafe block.deallocate() }

  var plan: Plan { memory.plan }

  /// Returns how often an element moved.
  func run(trials: Int) throws(BoardFault) -> UInt64 {
    var moved: UInt64 = 0
    var board = board
    for _ in 0..<trials { moved += UInt64(try engine.runTrial(on: &board).moved) }
    return moved
  }

  /// Taps and residuals, one behind the other.
  func state() -> [Int32] {
    engine.withTaps { taps, residuals in
      taps.indices.map { taps[$0] } + residuals.indices.map { residuals[$0] }
    }
  }
}
