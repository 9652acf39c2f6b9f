import Foundation
import Plan

extension PlanLister {
  /// What names nothing else that is listed.
  func names() -> [PlanField] {
    let nodes = (0..<(plan.isLayered ? 0 : plan.nodeCount)).map { index in
      PlanField("nodes", "\(index)", node(index), raw: [PlanNumber(index)])
    }
    return [
      PlanField("names", "board", name(.board), raw: []),
      PlanField("names", "task", name(.task), raw: []),
    ] + nodes
  }

  func channels() -> [PlanField] {
    // The first layer is driven, the last one pulled.
    if plan.isLayered { return [] }
    let sources = (0..<plan.sourceCount).map { index in
      let source = plan.source(index)
      return PlanField(
        "sources", name(.source(index), or: "source \(index)"),
        "drives \(node(source.node)), safe at \(units.level(source.safeLevel))",
        unit: units.levelUnit, raw: [PlanNumber(source.node), PlanNumber(source.safeLevel)])
    }
    let outputs = (0..<plan.outputCount).map { index in
      let output = plan.output(index)
      var value = "\(node(output.node)) by \(clamp(output.clamp))"
      if output.minusNode != PlanOutput.none {
        value += ", less \(node(output.minusNode)) by \(clamp(output.minusClamp))"
      }
      return PlanField(
        "outputs", "output \(index)", value,
        raw: [output.node, output.minusNode, output.clamp, output.minusClamp].map { PlanNumber($0) }
      )
    }
    let clamps = (0..<plan.clampCount).map { index in
      PlanField(
        "clamps", clamp(index), "holds \(node(plan.clampNode(index)))",
        raw: [PlanNumber(plan.clampNode(index))])
    }
    return sources + outputs + clamps
  }

  private func clamp(_ index: some BinaryInteger) -> String {
    name(.clamp(Int(index)), or: "clamp \(index)")
  }

  func elements() -> [PlanField] {
    (0..<(plan.isLayered ? 0 : plan.elementCount)).map { index in
      let element = plan.element(index)
      let better =
        plan.termCount > 0
        ? "higher is more"
        : element.direction > 0 ? "higher conducts better" : "lower conducts better"
      return PlanField(
        "elements", name(.element(index), or: "element \(index)"),
        "\(node(element.nodeA)) - \(node(element.nodeB)), taps \(element.minimumTap) to "
          + "\(element.maximumTap), start \(element.startTap), \(better)",
        raw: [
          PlanNumber(element.nodeA), PlanNumber(element.nodeB), PlanNumber(element.minimumTap),
          PlanNumber(element.maximumTap), PlanNumber(element.startTap),
          PlanNumber(element.direction),
        ])
    }
  }

  func schedule() -> [PlanField] {
    (0..<plan.scheduleCount).map { index in
      let step = plan.step(index)
      let eta = PlanUnits.number(Double(step.eta) / 0x1p16)
      return PlanField(
        "schedule", "from trial \(step.fromTrial)",
        "eta \(eta) (\(step.eta)/2^16), rate \(PlanUnits.number(PlanUnits.rate(step))) taps per "
          + "full-scale^2, settle \(step.settleMicroseconds) \(plan.isLayered ? "sweeps" : "us")",
        raw: [
          PlanNumber(step.fromTrial), PlanNumber(step.rateMantissa), PlanNumber(step.rateShift),
          PlanNumber(step.eta), PlanNumber(step.settleMicroseconds), PlanNumber(step.reserved),
        ])
    }
  }
}
