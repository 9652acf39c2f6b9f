import BoardInterface
import LearningEngine
import Plan
import PlanImage

/// An engine with the memory that it lives in.
@safe final class EngineBench {
  let memory: PlanMemory
  private let block: UnsafeMutableRawPointer
  var engine: Engine

  init(_ draft: PlanDraft) throws {
    memory = try PlanMemory(draft.image())
    let count = Engine.byteCount(for: memory.plan)
    let block = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
    unsafe block.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    unsafe self.block = block
    unsafe engine = Engine(plan: memory.plan, block: block)
  }

  deinit { unsafe block.deallocate() }

  var plan: Plan { memory.plan }

  func adopt(trial: UInt64, generatorState: UInt64) -> Bool {
    engine.adopt(trial: trial, generatorState: generatorState)
  }

  func evaluate<B: Board & ~Copyable>(
    _ set: Plan.ExampleSet, on board: inout B
  ) throws(BoardFault) -> Evaluation {
    try engine.evaluate(set, on: &board)
  }

  /// The fault that a self-test names; nil: none.
  func selfTest<B: Board & ~Copyable>(on board: inout B) -> BoardFault? {
    do throws(BoardFault) {
      try engine.selfTest(on: &board)
      return nil
    } catch { return error }
  }

  var taps: [Int32] {
    engine.withTaps { (taps, _) in taps.indices.map { taps[$0] } }
  }

  var residuals: [Int32] {
    engine.withTaps { (_, residuals) in residuals.indices.map { residuals[$0] } }
  }

  /// Where every element stands, in 2^-30 tap: an element at tap k that owes nothing stands at
  /// k * 2^30 + 2^29.
  var positions: [Int64] {
    zip(taps, residuals).map { Int64($0) << 30 + Int64($1) }
  }
}
