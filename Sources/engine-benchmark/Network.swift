import FixedPoint
import LearningEngine
import Plan
import PlanImage

/// How large a network to measure, and how much its taps move.
struct NetworkSize {
  let elements: Int
  let nodes: Int
  /// Mean magnitude of a change; taps per element and trial.
  let tapsPerTrial: Double

  init(_ elements: Double, _ nodes: Double, tapsPerTrial: Double?) throws {
    self.elements = try count(elements, "ELEMENTS")
    self.nodes = try count(nodes, "NODES")
    self.tapsPerTrial = tapsPerTrial ?? 0.02
    guard self.nodes >= 2, self.nodes <= 65_536, self.elements <= 1 << 24 else {
      throw BenchmarkError("a network has 2 to 65536 nodes and up to 16777216 elements")
    }
    guard self.tapsPerTrial >= 0, self.tapsPerTrial <= 100 else {
      throw BenchmarkError("TAPS_PER_TRIAL is \(self.tapsPerTrial); it must be 0 to 100")
    }
  }

  /// A random network and a task with one output, only as large as the measurement needs.
  func draft() -> PlanDraft {
    var random = RandomGenerator(seed: 7)
    var draft = PlanDraft()
    draft.header.nodeCount = UInt32(nodes)
    draft.header.trials = 1 << 40
    draft.sources = [PlanSource(node: 0)]
    draft.outputs = [PlanOutput(node: 1, clamp: 0)]
    draft.clamps = [1]
    draft.elements = (0..<elements).map { _ in
      PlanElement(
        nodeA: UInt16(random.next(below: UInt32(nodes))),
        nodeB: UInt16(random.next(below: UInt32(nodes))),
        minimumTap: 0, maximumTap: 1023, startTap: 512,
        direction: random.next(below: 2) == 0 ? 1 : -1)
    }
    draft.schedule = [
      ScheduleStep(
        fromTrial: 0, eta: 1 << 15, settleMicroseconds: 0, rateMantissa: mantissa, rateShift: shift)
    ]
    draft.trainInputs = [1 << 20]
    draft.trainTargets = [0]
    draft.targetRows = [1 << 19]
    draft.names = Array(repeating: "", count: 2 + nodes + 1 + 1 + elements)
    return draft
  }

  /// Samples are uniform over 0...1: a drop's square is 1/6 on average, and the difference of two
  /// has a mean magnitude of about 1/5 of full scale squared.
  private var tapsPerContrast: Double { tapsPerTrial * 5 }

  /// As in `RateConversion`: below 2^9 taps no shift is needed.
  private var mantissa: UInt64 { UInt64(tapsPerContrast * 0x1p54) }
  private var shift: UInt32 { 0 }
}
