import LearningEngine
import Plan
import PlanImage

/// The contrast of linear couplings sampled in time, beside the same loop in C.
final class TermComparison {
  private let network: BenchmarkNetwork
  private let loops: [TermLoop]
  private let samples: Int
  private let trials: Int

  init(elements: Int, nodes: Int, samples: Int, trials: Int, libraries: [String]) throws {
    var draft = try NetworkSize(Double(elements), Double(nodes), tapsPerTrial: nil).draft()
    draft.header.samplesPerTrial = UInt32(samples)
    draft.trainInputs = Array(repeating: 1 << 20, count: samples)
    draft.targetRows = Array(repeating: 1 << 19, count: samples)
    draft.terms = draft.elements.map { _ in PlanTerm(.linear, restTap: 512) }
    // Nothing needs to move for the contrast to be taken.
    draft.schedule[0].rateMantissa = 0
    network = try BenchmarkNetwork(draft)
    self.samples = samples
    self.trials = trials
    loops = try libraries.map { try TermLoop(path: $0) }
  }

  /// Nanoseconds per element and sample, as a line of JSON.
  func round() throws -> String {
    var begin = Comparison.processorNanoseconds()
    _ = try network.run(trials: trials)
    var figures = ["\"engine\": \(perElement(since: begin))"]
    var sums = [Int64](repeating: 0, count: network.plan.elementCount)
    for loop in loops {
      begin = Comparison.processorNanoseconds()
      loop.run(on: network, samples: samples, trials: trials, sums: &sums)
      figures.append("\"\(loop.name)\": \(perElement(since: begin))")
      guard sums.contains(where: { $0 != 0 }) else {
        throw BenchmarkError("\(loop.name) has computed nothing")
      }
    }
    return "{\(figures.joined(separator: ", "))}"
  }

  private func perElement(since begin: UInt64) -> Double {
    Double(Comparison.processorNanoseconds() - begin)
      / Double(trials * samples * network.plan.elementCount)
  }
}
