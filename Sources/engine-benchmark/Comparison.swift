import Foundation

/// The engine and the C loops in turn, from the same state to the same state.
final class Comparison {
  private let network: BenchmarkNetwork
  private let libraries: [CLoop]
  private let memories: [CLoop.Memory]
  private let trials: Int

  init(_ network: BenchmarkNetwork, libraries: [CLoop], trials: Int) {
    self.network = network
    self.libraries = libraries
    self.trials = trials
    let start = network.state()
    memories = libraries.map { _ in
      CLoop.Memory(nodes: network.plan.nodeCount, state: start)
    }
  }

  /// Every contender once; the nanoseconds each took per element and trial, as a line of JSON.
  func round() throws -> String {
    var figures: [String] = []
    var begin = Self.processorNanoseconds()
    _ = try network.run(trials: trials)
    figures.append("\"engine\": \(perElement(since: begin))")
    let state = network.state()
    for (library, memory) in zip(libraries, memories) {
      begin = Self.processorNanoseconds()
      library.run(trials: trials, on: network, memory)
      let time = perElement(since: begin)
      guard memory.copy() == state else {
        throw BenchmarkError("\(library.name) and the engine differ in a tap or a residual")
      }
      figures.append("\"\(library.name)\": \(time)")
    }
    return "{\(figures.joined(separator: ", "))}"
  }

  private func perElement(since begin: UInt64) -> Double {
    Double(Self.processorNanoseconds() - begin) / Double(trials)
      / Double(network.plan.elementCount)
  }

  /// The processor time of this thread: what other programs take does not count.
  static func processorNanoseconds() -> UInt64 { nanoseconds(of: CLOCK_THREAD_CPUTIME_ID) }

  /// The processor time of all threads.
  static func allNanoseconds() -> UInt64 { nanoseconds(of: CLOCK_PROCESS_CPUTIME_ID) }

  private static func nanoseconds(of clock: clockid_t) -> UInt64 {
    var time = timespec()
    _ = unsafe clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
