import Foundation
import Plan

extension PlanLister {
  /// What the elements of a network that moves in time see.
  func terms() -> [PlanField] {
    (0..<plan.termCount).map { index in
      let term = plan.term(index)
      let element = plan.element(index)
      var value = LocalTerm(rawValue: term.kind).map { "\($0)" } ?? "unknown"
      if term.isReciprocal { value += ", reciprocal" }
      if Self.hasThirdNode(term) { value += ", third node \(node(term.nodeC))" }
      value += ", rests at tap \(term.restTap)"
      if term.weight != 1 << 30 {
        value += ", rate x \(PlanUnits.number(Double(term.weight) / 0x1p30))"
      }
      if term.scale != 0 {
        let ends = [element.minimumTap, element.maximumTap].map {
          PlanUnits.number(Double(term.value(tap: $0)) / 0x1p20)
        }
        value += ", \(ends[0]) to \(ends[1])"
      }
      return PlanField(
        "terms", name(.element(index), or: "element \(index)"), value,
        raw: [
          PlanNumber(term.kind), PlanNumber(term.flags), PlanNumber(term.nodeC),
          PlanNumber(term.reserved), PlanNumber(term.restTap), PlanNumber(term.weight),
          PlanNumber(term.offset), PlanNumber(term.scale),
        ])
    }
  }

  private static func hasThirdNode(_ term: PlanTerm) -> Bool {
    switch LocalTerm(rawValue: term.kind) {
    case .synapse, .bias, .speed, .halfSaturation, .inhibition: true
    case .linear, .sine, .leak, .interaction, nil: false
    }
  }

  /// How many samples count, and how the first and last do.
  func sampleWeights() -> [PlanField] {
    guard plan.sampleWeightCount > 0 else { return [] }
    let weights = (0..<plan.samplesPerTrial).flatMap { t in
      (0..<plan.outputCount).map { plan.weight(output: $0, at: t) }
    }
    if full {
      return weights.enumerated().map { index, weight in
        PlanField(
          "sampleWeights",
          "sample \(index / plan.outputCount), output \(index % plan.outputCount)",
          PlanUnits.number(Double(weight) / 0x1p16), raw: [PlanNumber(weight)])
      }
    }
    let counting = weights.count { $0 > 0 }
    return [
      PlanField(
        "sampleWeights", "(all)",
        "\(counting) of \(weights.count) values count, see --full", raw: [])
    ]
  }
}
