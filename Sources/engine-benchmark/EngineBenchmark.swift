import BoardInterface
import FixedPoint
import LearningEngine
import Plan
import PlanImage

/// `engine-benchmark ELEMENTS NODES TRIALS [TAPS_PER_TRIAL]`: runs the engine alone, for callgrind.
@main
enum EngineBenchmark {
  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    let numbers = words.compactMap { Double($0) }
    guard numbers.count == words.count, numbers.count >= 3 else {
      print("usage: engine-benchmark ELEMENTS NODES TRIALS [TAPS_PER_TRIAL]")
      return
    }
    let draft = networkDraft(
      elements: Int(numbers[0]), nodes: Int(numbers[1]),
      tapsPerTrial: numbers.count > 3 ? numbers[3] : 0.02)
    let memory = try PlanMemory(draft.image())
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: Engine.byteCount(for: memory.plan), alignment: 16)
    defer { unsafe block.deallocate() }
    unsafe block.initializeMemory(
      as: UInt8.self, repeating: 0, count: Engine.byteCount(for: memory.plan))
    var board = NullBoard(nodeCount: memory.plan.nodeCount, sets: 16, seed: 1)
    var engine = unsafe Engine(plan: memory.plan, block: block)
    var moved: UInt64 = 0
    for _ in 0..<Int(numbers[2]) {
      moved += UInt64(try engine.runTrial(on: &board).moved)
    }
    print("moved \(moved)")
  }
}
