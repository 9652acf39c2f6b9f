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
        ? "\(nodes), imposed"
        : "\(nodes), step \(PlanUnits.number(Double(layer.rate) / 0x1p13))"
          + Self.said(layer.activation)
      return PlanField(
        PlanSection.Kind.layers.name, "layer \(index)", value,
        raw: [layer.nodeCount, layer.rate, layer.activation, layer.reserved].map { PlanNumber($0) })
    }
    let blocks = (0..<plan.blockCount).map { index in
      let block = plan.block(index)
      let rate = PlanUnits.number(Double(block.weight) / 0x1p30)
      let reach = PlanUnits.number(Double(block.startReach) / 0x1p30)
      return PlanField(
        PlanSection.Kind.blocks.name, "block \(index)",
        "layer \(block.from) - layer \(block.to), \(plan.weightCount(block: index)) weights, start "
          + "within +-\(reach), rate x \(rate)"
          + (block.weightBits < 16 ? ", \(block.weightBits) bits" : ""),
        raw: [
          PlanNumber(block.from), PlanNumber(block.to), PlanNumber(block.startReach),
          PlanNumber(block.weight), PlanNumber(block.weightBits), PlanNumber(block.weightScale),
          PlanNumber(block.reserved),
        ])
    }
    return layers + blocks
  }

  private static func said(_ activation: UInt32) -> String {
    switch activation {
    case 0: ""
    case 1: ", tanh"
    default: ", sigmoid"
    }
  }
}
