/// The order in which the dense solver eliminates nodes: least degree first, so that zeros stay
/// zeros, and the clamp nodes last, so that connecting the clamps changes only the trailing block.
func eliminationOrder(of skeleton: NetworkSkeleton) -> [Int] {
  let count = skeleton.nodeCount
  var joined = Array(repeating: Set<Int>(), count: count)
  for pair in skeleton.elementEnds {
    joined[pair.a].insert(pair.b)
    joined[pair.b].insert(pair.a)
  }
  for link in skeleton.links {
    joined[link.a].insert(link.b)
    joined[link.b].insert(link.a)
  }
  let clamped = Set(skeleton.clampNodes)
  var left = (0..<count).filter { !clamped.contains($0) }
  var order: [Int] = []
  while let next = left.min(by: { (joined[$0].count, $0) < (joined[$1].count, $1) }) {
    order.append(next)
    left.removeAll { $0 == next }
    let neighbours = joined[next]
    for node in neighbours {
      joined[node].formUnion(neighbours)
      joined[node].remove(node)
      joined[node].remove(next)
    }
  }
  return order + skeleton.clampNodes
}
