import BoardInterface
import Foundation
import Plan

/// The same loop in C: `engine_loop` of tools/speed/engine_loop.c, from a shared object.
@safe
final class CLoop {
  let name: String
  private let function: Function

  private typealias Function =
    @convention(c) (
      UnsafeRawPointer, Int, UnsafeRawPointer, Int, Int, Int, UnsafeMutableRawPointer,
      UnsafeMutableRawPointer, UnsafeMutableRawPointer, UnsafeMutableRawPointer, Int64, UInt32,
      UInt64
    ) -> UInt64

  /// What the loop works on, of its own.
  @safe
  final class Memory {
    fileprivate let free: UnsafeMutablePointer<Sample>
    fileprivate let clamped: UnsafeMutablePointer<Sample>
    /// Taps, then residuals: as ``BenchmarkNetwork/state()``.
    fileprivate let state: UnsafeMutablePointer<Int32>
    private let stateCount: Int
    fileprivate var next = 0

    init(nodes: Int, state: [Int32]) {
      unsafe free = UnsafeMutablePointer<Sample>.allocate(capacity: nodes)
      unsafe clamped = UnsafeMutablePointer<Sample>.allocate(capacity: nodes)
      unsafe self.state = UnsafeMutablePointer<Int32>.allocate(capacity: state.count)
      stateCount = state.count
      for (index, value) in state.enumerated() {
        unsafe (self.state + index).initialize(to: value)
      }
    }

    deinit {
      unsafe free.deallocate()
      unsafe clamped.deallocate()
      unsafe state.deallocate()
    }

    func copy() -> [Int32] { (0..<stateCount).map { unsafe state[$0] } }
  }

  init(path: String) throws {
    guard let library = unsafe dlopen(path, RTLD_NOW),
      let symbol = unsafe dlsym(library, "engine_loop")
    else {
      let reason = unsafe dlerror().map { unsafe String(cString: $0) } ?? "no reason given"
      throw BenchmarkError("\(path) cannot be loaded: \(reason)")
    }
    unsafe function = unsafeBitCast(symbol, to: Function.self)
    name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  /// Goes on by `trials` trials on the network's plan and responses.
  func run(trials: Int, on network: BenchmarkNetwork, _ memory: Memory) {
    let plan = network.plan
    let (board, step) = (network.board, plan.step(0))
    _ = unsafe function(
      plan.elementTable, plan.elementCount, board.responses, board.nodeCount,
      board.sets, memory.next, memory.free, memory.clamped, memory.state,
      memory.state + plan.elementCount, Int64(truncatingIfNeeded: step.rateMantissa),
      step.rateShift, UInt64(trials))
    memory.next = (memory.next + 2 * trials) % board.sets
  }
}
