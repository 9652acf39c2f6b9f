import FixedPoint
import Plan
import PlanImage

/// A random network and a task with one output, only as large as the measurement needs.
func networkDraft(elements: Int, nodes: Int, tapsPerTrial: Double) -> PlanDraft {
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
  // Samples are uniform over 0...1: the mean magnitude of a contrast is about 2^40 / 5. A rate is
  // chosen that moves the wanted share of a tap by it.
  let mantissa = UInt64(tapsPerTrial * 5 * Double(1 << 54))
  draft.schedule = [
    ScheduleStep(
      fromTrial: 0, eta: 1 << 15, settleMicroseconds: 0, rateMantissa: mantissa, rateShift: 0)
  ]
  draft.trainInputs = [1 << 20]
  draft.trainTargets = [0]
  draft.targetRows = [1 << 19]
  draft.names = Array(repeating: "", count: 2 + nodes + 1 + 1 + elements)
  return draft
}
