/// A network without its taps: what is joined to what, and the conductances that never change.
struct NetworkSkeleton {
  var nodeCount: Int
  /// The two ends of each element.
  var elementEnds: [Pair]
  /// Fixed resistors between two nodes.
  var links: [Link]
  /// Siemens from each node to ground or to a source, which is ground to the matrix.
  var groundSiemens: [Double]
  /// The nodes that have a clamp, ascending, each once.
  var clampNodes: [Int]

  struct Pair {
    var a: Int
    var b: Int
  }

  struct Link {
    var a: Int
    var b: Int
    var siemens: Double
  }

  /// `model` must have passed its check.
  init(_ model: BoardModel) {
    nodeCount = model.nodes.count
    elementEnds = model.elements.map { Pair(a: $0.nodeA, b: $0.nodeB) }
    links = []
    groundSiemens = Array(repeating: 0, count: model.nodes.count)
    for source in model.sources { groundSiemens[source.node] += 1 / source.seriesOhms }
    for resistor in model.resistors {
      if let other = resistor.nodeB {
        links.append(Link(a: resistor.nodeA, b: other, siemens: 1 / resistor.ohms))
      } else {
        groundSiemens[resistor.nodeA] += 1 / resistor.ohms
      }
    }
    clampNodes = Set(model.clamps.map(\.node)).sorted()
  }
}
