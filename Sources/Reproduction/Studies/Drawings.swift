internal import Curves
internal import Foundation
internal import SimulatedBoard

/// Pictures of networks at some taps.
enum Drawings {
  /// Nodes on a circle.
  static func circle(_ model: NetworkModel, taps: [Int32]) -> NetworkDrawing {
    let count = model.dynamics.nodeCount
    return drawing(
      model, taps: taps,
      places: (0..<count).map { node in
        let turn = 2 * Double.pi * Double(node) / Double(count)
        return (0.5 - 0.45 * cos(turn), 0.5 + 0.45 * sin(turn))
      })
  }

  /// Strengths relative to the strongest, or to `full`.
  static func drawing(
    _ model: NetworkModel, taps: [Int32], places: [(x: Double, y: Double)], full: Double? = nil
  ) -> NetworkDrawing {
    let sources = Set(model.sources.map(\.node))
    let outputs = Set(model.clamps.map(\.node))
    let nodes = places.enumerated().map { node, place in
      NetworkDrawing.Node(
        x: place.x, y: place.y,
        label: node < model.nodeNames.count ? model.nodeNames[node] : "n\(node)",
        role: outputs.contains(node) && outputs.count < places.count
          ? .output : sources.contains(node) ? .source : .inner)
    }
    let values = zip(taps, model.ranges).map { $1.value(tap: Int($0)) }
    let elements = model.dynamics.elements
    let joining = elements.indices.filter {
      switch elements[$0].term {
      case .bias, .leak, .halfSaturation, .inhibition: false
      default: true
      }
    }
    let strongest = full ?? joining.map { abs(values[$0]) }.max() ?? 1
    return NetworkDrawing(
      nodes: nodes,
      links: joining.map { index in
        NetworkDrawing.Link(
          from: elements[index].from, to: elements[index].to,
          strength: values[index] / max(strongest, 1e-12),
          isReciprocal: elements[index].isReciprocal)
      })
  }
}
