import BoardInterface
import FixedPoint
import Plan
import PlanImage

/// Plans that between them switch on every setting that changes what a board is asked.
enum PlanCase: String, CaseIterable, Sendable {
  case plain, everything, signRule, hinge, trajectories

  var draft: PlanDraft {
    var draft = baseDraft()
    switch self {
    case .plain: break
    case .everything:
      draft.header.order = Order.shuffled.rawValue
      draft.header.batchSize = 4
      draft.header.updateProbability = 128
      draft.header.nudge = Nudge.symmetric.rawValue
      draft.header.readingsPerSample = 2
      draft.header.selfTestEvery = 30
      draft.header.selfTestTolerance = 1 << 20
      draft.header.evaluateEvery = 12
      draft.header.checkpointEvery = 20
      draft.header.recordEvery = 5
      draft.header.powerWeight = 100
      draft.header.decay = 1 << 16
      draft.header.overclampQuarters = 2
    case .signRule:
      draft.header.rule = Rule.sign.rawValue
      draft.header.signThreshold = 1 << 30
      draft.header.order = Order.shuffled.rawValue
      draft.header.recordEvery = 1
    case .hinge:
      draft.header.decision = Decision.nearestTarget.rawValue
      draft.header.hinge = 1
      draft.header.hingeMargin = 1 << 16
      draft.header.evaluateEvery = 7
      draft.names += ["first", "second"]
    case .trajectories:
      draft.header.samplesPerTrial = 3
      draft.trainInputs = levels(3 * 3 * 2)
      draft.testInputs = levels(2 * 3 * 2)
      draft.targetRows = levels(2 * 3)
      draft.header.evaluateEvery = 10
    }
    return draft
  }
}

/// Four nodes: two driven, one free, one output; five elements.
private func baseDraft() -> PlanDraft {
  var draft = PlanDraft()
  draft.header.nodeCount = 4
  draft.header.trials = 100
  draft.header.seed = 11
  draft.header.recordEvery = 10
  draft.header.checkpointEvery = 40
  draft.sources = [PlanSource(node: 0), PlanSource(node: 1)]
  draft.outputs = [PlanOutput(node: 3, clamp: 0)]
  draft.clamps = [3]
  draft.elements = [(0, 2), (1, 2), (2, 3), (0, 3), (1, 3)].map {
    PlanElement(
      nodeA: $0, nodeB: $1, minimumTap: 0, maximumTap: 127, startTap: 64, direction: -1)
  }
  // A contrast of a tenth of full scale squared moves an element by about twelve taps.
  draft.schedule = [
    ScheduleStep(
      fromTrial: 0, eta: 1 << 15, settleMicroseconds: 100, rateMantissa: 1 << 61, rateShift: 0),
    ScheduleStep(
      fromTrial: 60, eta: 1 << 14, settleMicroseconds: 50, rateMantissa: 1 << 60, rateShift: 0),
  ]
  draft.trainInputs = levels(3 * 2)
  draft.trainTargets = [0, 1, 0]
  draft.testInputs = levels(2 * 2)
  draft.testTargets = [1, 0]
  draft.targetRows = levels(2)
  draft.names = Array(repeating: "", count: 2 + 4 + 2 + 1 + 5)
  return draft
}

/// Different levels between a tenth and nine tenths of full scale.
private func levels(_ count: Int) -> [Int32] {
  var random = RandomGenerator(seed: UInt64(count))
  return (0..<count).map { _ in Int32(1 << 20) / 10 + Int32(random.next(below: 838_860)) }
}

extension Plan {
  var startTaps: [Int32] { (0..<elementCount).map { element($0).startTap } }
}
