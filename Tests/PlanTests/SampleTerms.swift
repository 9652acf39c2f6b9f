import Plan
import PlanImage

/// The sample as a network that moves in time: a reciprocal coupling and two synapses, then a
/// channel of three rates; the outputs count at the second sample only.
func sampleTermsDraft() -> PlanDraft {
  var draft = sampleDraft()
  draft.elements = (0..<6).map {
    PlanElement(
      nodeA: $0 < 3 ? UInt16($0) : 1, nodeB: $0 < 3 ? 3 : 2, minimumTap: 0, maximumTap: 65_535,
      startTap: 32_768, direction: 1)
  }
  draft.terms = [
    PlanTerm(.linear, isReciprocal: true, restTap: 32_768, weight: 1 << 28),
    PlanTerm(.synapse, nodeC: 2, restTap: 32_768), PlanTerm(.bias, nodeC: 2, restTap: 100),
    PlanTerm(.speed, nodeC: 3, restTap: 0, scale: 1 << 36),
    PlanTerm(.halfSaturation, nodeC: 3, restTap: 0, offset: 1 << 14, scale: 1 << 36),
    PlanTerm(.inhibition, nodeC: 3, restTap: 0, scale: 1 << 38),
  ]
  draft.names.replaceSubrange(11..<14, with: ["W", "S1", "S2", "V", "K", "I"])
  draft.sampleWeights = [0, 0, 65_536, 32_768]
  return draft
}
