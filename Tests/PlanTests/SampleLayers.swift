import Plan
import PlanImage

/// Three layers of 5, 3 and 2 nodes, joined in a row and once across; 3 training, 2 test and 1
/// validation examples.
func sampleLayersDraft() -> PlanDraft {
  var draft = PlanDraft()
  draft.header.seed = 7
  draft.header.trials = 60
  draft.header.nodeCount = 10
  draft.header.batchSize = 3
  draft.header.checkpointEvery = 6
  draft.header.decision = Decision.largestOutput.rawValue
  draft.header.nudge = Nudge.eitherSide.rawValue
  draft.header.push = Push.force.rawValue
  draft.header.evaluateTrain = 0
  draft.header.nudgedSettleMicroseconds = 4
  draft.sources = (0..<5).map { PlanSource(node: $0) }
  draft.clamps = [8, 9]
  draft.outputs = [PlanOutput(node: 8, clamp: 0), PlanOutput(node: 9, clamp: 1)]
  draft.layers = [
    PlanLayer(nodeCount: 5, rate: 0), PlanLayer(nodeCount: 3, rate: 4_096),
    PlanLayer(nodeCount: 2, rate: 8_192),
  ]
  draft.blocks = [
    PlanBlock(from: 0, to: 1, startReach: 1 << 29),
    PlanBlock(from: 1, to: 2, startReach: 1 << 28, weight: 1 << 29),
    PlanBlock(from: 0, to: 2, startReach: 0),
  ]
  draft.schedule = [
    ScheduleStep(
      fromTrial: 0, eta: 1 << 15, settleMicroseconds: 20, rateMantissa: 1 << 50, rateShift: 0)
  ]
  draft.images = (0..<30).map { UInt8($0 * 8) }
  draft.trainTargets = [0, 1, 1]
  draft.testTargets = [1, 0]
  draft.validationTargets = [1]
  draft.targetRows = [1 << 20, 0, 0, 1 << 20]
  draft.names = ["layers", "pictures", "left", "right"]
  return draft
}
