internal import FixedPoint

/// A connected random graph without loops or double edges, and nodes picked for channels; all of it
/// a function of the seed alone.
struct RandomNetwork {
  var edges: [(a: Int, b: Int)] = []
  /// All nodes in random order; channels take theirs from the front.
  var order: [Int]

  /// `nodes >= 1`, and `edges` in `nodes - 1 ... nodes (nodes - 1) / 2`.
  ///
  /// Each node in a random order is joined to a random earlier one, which connects all; the
  /// remaining edges are drawn uniformly among the pairs not yet joined.
  init(nodes: Int, edges count: Int, seed: UInt64) {
    var generator = RandomGenerator(seed: seed, stream: 0x4752_4150)
    order = Array(0..<nodes)
    Self.shuffle(&order, &generator)
    var joined: Set<UInt64> = []
    edges.reserveCapacity(count)
    for index in 1..<max(1, nodes) {
      let earlier = Int(generator.next(below: UInt32(index)))
      join(order[earlier], order[index], &joined)
    }
    let pairs = nodes * (nodes - 1) / 2
    if count > pairs / 2 {
      // Few pairs are left out: listing them all costs at most twice the edges.
      var rest: [(Int, Int)] = []
      for a in 0..<nodes {
        for b in (a + 1)..<max(a + 1, nodes) where !joined.contains(Self.key(a, b)) {
          rest.append((a, b))
        }
      }
      Self.shuffle(&rest, &generator)
      for (a, b) in rest.prefix(count - edges.count) { join(a, b, &joined) }
    }
    while edges.count < count {
      let a = Int(generator.next(below: UInt32(nodes)))
      let b = Int(generator.next(below: UInt32(nodes)))
      if a != b && !joined.contains(Self.key(a, b)) { join(a, b, &joined) }
    }
    Self.shuffle(&order, &generator)
  }

  /// Nodes for clamps and then for sources: the best joined of those still free (of equals that
  /// with the smallest number), or the next in the random order.
  func places(
    clamps: Int, byDegree clampsByDegree: Bool, sources: Int, byDegree sourcesByDegree: Bool
  ) -> (clamps: [Int], sources: [Int]) {
    var degrees = [Int](repeating: 0, count: order.count)
    for edge in edges {
      degrees[edge.a] += 1
      degrees[edge.b] += 1
    }
    let ranked = order.indices.sorted { (-degrees[$0], $0) < (-degrees[$1], $1) }
    let chosen = Array((clampsByDegree ? ranked : order).prefix(clamps))
    let taken = Set(chosen)
    let free = (sourcesByDegree ? ranked : order).filter { !taken.contains($0) }
    return (chosen, Array(free.prefix(sources)))
  }

  private mutating func join(_ a: Int, _ b: Int, _ joined: inout Set<UInt64>) {
    joined.insert(Self.key(a, b))
    edges.append((min(a, b), max(a, b)))
  }

  private static func key(_ a: Int, _ b: Int) -> UInt64 {
    UInt64(min(a, b)) << 32 | UInt64(max(a, b))
  }

  /// Fisher and Yates.
  static func shuffle<T>(_ list: inout [T], _ generator: inout RandomGenerator) {
    for index in stride(from: list.count - 1, to: 0, by: -1) {
      list.swapAt(index, Int(generator.next(below: UInt32(index + 1))))
    }
  }
}
