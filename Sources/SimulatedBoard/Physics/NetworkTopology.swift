/// Nodes that hang together, and have no way to any source or to ground.
public struct FloatingPart: Equatable, Sendable {
  /// Numbers of its nodes, ascending.
  public var nodes: [Int]
  /// Their names, in the same order.
  public var names: [String]
}

extension BoardModel {
  /// The parts of the network that float while the clamps are released, by their first node.
  ///
  /// The voltage of such a part is not defined. Clamps do not count, because they let go. Entries
  /// with node numbers out of range are passed over.
  public func floatingParts() -> [FloatingPart] {
    floatingParts(withoutElements: [])
  }

  /// The same with some elements, by number, taken out.
  func floatingParts(withoutElements open: Set<Int>) -> [FloatingPart] {
    // One more place for ground.
    var parts = DisjointSets(count: nodes.count + 1)
    let ground = nodes.count
    func join(_ a: Int, _ b: Int) {
      if (0...ground).contains(a) && (0...ground).contains(b) { parts.join(a, b) }
    }
    for (number, element) in elements.enumerated() where !open.contains(number) {
      join(element.nodeA, element.nodeB)
    }
    for resistor in resistors { join(resistor.nodeA, resistor.nodeB ?? ground) }
    for source in sources { join(source.node, ground) }
    let grounded = parts.root(of: ground)
    var members: [Int: [Int]] = [:]
    for node in nodes.indices {
      let root = parts.root(of: node)
      if root != grounded { members[root, default: []].append(node) }
    }
    return members.values
      .sorted { ($0.first ?? 0) < ($1.first ?? 0) }
      .map { part in FloatingPart(nodes: part, names: part.map { nodes[$0] }) }
  }
}

/// Union-find with path halving.
struct DisjointSets {
  private var parent: [Int]

  init(count: Int) { parent = Array(0..<count) }

  mutating func root(of start: Int) -> Int {
    var node = start
    while parent[node] != node {
      parent[node] = parent[parent[node]]
      node = parent[node]
    }
    return node
  }

  mutating func join(_ a: Int, _ b: Int) {
    let (first, second) = (root(of: a), root(of: b))
    // The smaller number leads, so that results do not depend on the order of joins.
    parent[max(first, second)] = min(first, second)
  }
}
