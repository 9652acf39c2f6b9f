import Foundation
import Plan

/// `term_loop` of tools/speed/term_loop.c, from a shared object.
@safe
final class TermLoop {
  let name: String
  private let function: Function

  private typealias Function =
    @convention(c) (
      UnsafeRawPointer, Int, UnsafeRawPointer, Int, Int, UnsafeMutableRawPointer, Int, UInt64
    ) -> Int64

  init(path: String) throws {
    guard let library = unsafe dlopen(path, RTLD_NOW),
      let symbol = unsafe dlsym(library, "term_loop")
    else {
      let reason = unsafe dlerror().map { unsafe String(cString: $0) } ?? "no reason given"
      throw BenchmarkError("\(path) cannot be loaded: \(reason)")
    }
    unsafe function = unsafeBitCast(symbol, to: Function.self)
    name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  /// The contrasts of whole trials on the network's plan and responses; `sums`: one per element.
  func run(on network: BenchmarkNetwork, samples: Int, trials: Int, sums: inout [Int64]) {
    let (plan, board) = (network.plan, network.board)
    _ = unsafe function(
      plan.elementTable, plan.elementCount, board.responses, board.nodeCount, board.sets, &sums,
      samples, UInt64(trials))
  }
}
