import Foundation
import Plan

extension PlanLister {
  /// The network of a plan of layers.
  func layers() -> [PlanField] {
    let layers = (0..<plan.layerCount).map { index in
      let layer = plan.layer(index)
      let nodes = "\(layer.nodeCount) nodes"
      let value =
        index == 0
        ? "\(nodes), imposed" : "\(nodes), step \(PlanUnits.number(Double(layer.rate) / 0x1p13))"
      return PlanField(
        PlanSection.Kind.layers.name, "layer \(index)", value,
        raw: [PlanNumber(layer.nodeCount), PlanNumber(layer.rate), PlanNumber(layer.reserved)])
    }
    let blocks = (0..<plan.blockCount).map { index in
      let block = plan.block(index)
      let rate = PlanUnits.number(Double(block.weight) / 0x1p30)
      let reach = PlanUnits.number(Double(block.startReach) / 0x1p30)
      return PlanField(
        PlanSection.Kind.blocks.name, "block \(index)",
        "layer \(block.from) - layer \(block.to), \(plan.weightCount(block: index)) weights, start "
          + "within +-\(reach), rate x \(rate)",
        raw: [
          PlanNumber(block.from), PlanNumber(block.to), PlanNumber(block.startReach),
          PlanNumber(block.weight), PlanNumber(block.reserved),
        ])
    }
    return layers + blocks
  }
}
