import Plan
import PlanImage

/// A small plan that uses every kind of entry: a differential and a plain output, two samples per
/// trial, two classes, two steps.
func sampleDraft() -> PlanDraft {
  var draft = PlanDraft()
  draft.header.seed = 0xFEED_0000_0000_0001
  draft.header.trials = 1_000
  draft.header.signThreshold = 1 << 30
  draft.header.fullScaleMicrovolts = 5_000_000
  draft.header.nodeCount = 4
  draft.header.samplesPerTrial = 2
  draft.header.readingsPerSample = 4
  draft.header.batchSize = 5
  draft.header.recordEvery = 10
  draft.header.checkpointEvery = 50
  draft.header.selfTestTolerance = 1 << 14
  draft.header.decision = Decision.nearestTarget.rawValue
  draft.header.nudge = Nudge.symmetric.rawValue
  draft.header.updateProbability = 128
  draft.header.hinge = 1
  draft.header.hingeMargin = 1 << 18
  draft.header.powerWeight = 1 << 15
  draft.header.decay = 1 << 20
  draft.header.shrink = 1 << 10
  draft.sources = [PlanSource(node: 0), PlanSource(node: 1, safeLevel: -1 << 19)]
  draft.clamps = [2, 3, 1]
  draft.outputs = [
    PlanOutput(node: 2, clamp: 0, minusNode: 3, minusClamp: 1), PlanOutput(node: 1, clamp: 2),
  ]
  draft.elements = [
    PlanElement(
      nodeA: 0, nodeB: 2, minimumTap: 0, maximumTap: 127, startTap: 64, direction: 1),
    PlanElement(
      nodeA: 2, nodeB: 3, minimumTap: 5, maximumTap: 1 << 24, startTap: 5, direction: -1),
    PlanElement(nodeA: 3, nodeB: 1, minimumTap: 7, maximumTap: 7, startTap: 7, direction: 1),
  ]
  draft.schedule = [
    ScheduleStep(
      fromTrial: 0, eta: 1 << 15, settleMicroseconds: 10, rateMantissa: 1 << 62, rateShift: 4),
    ScheduleStep(
      fromTrial: 500, eta: 1 << 14, settleMicroseconds: 20, rateMantissa: 3 << 60, rateShift: 15),
  ]
  draft.trainInputs = (0..<12).map { $0 * 1_000 - 5_000 }
  draft.trainTargets = [0, 1, 1]
  draft.testInputs = [1, -2, 1 << 21, -1 << 21]
  draft.testTargets = [1]
  draft.targetRows = [10, 20, 30, 40, -10, -20, -30, -40]
  draft.names = [
    "board", "task", "in1", "in2", "out+", "out-", "S1", "S2", "C1", "C2", "C3", "R1", "R2", "Rµ",
    "left", "right",
  ]
  return draft
}

extension PlanDraft {
  /// A plan that a twin board can follow.
  mutating func makeTwin() {
    header.twin = 1
    header.nudge = Nudge.oneSided.rawValue
    header.hinge = 0
  }
}
