internal import FixedPoint

/// A planar-like graph: disks that push each other apart in the unit square, the nearest pairs
/// joined until the mean degree is reached; connected.
public struct DiskGraph: Sendable {
  public private(set) var pairs: [(Int, Int)] = []
  /// Where the disks are.
  public private(set) var places: [(x: Double, y: Double)] = []

  public init(nodes: Int, degree: Double, seed: UInt64) {
    var generator = RandomGenerator(seed: seed, stream: 0x4449_534B)
    // A graph in two pieces is drawn again; a mean degree of 5 seldom gives one.
    for _ in 0..<100 {
      (pairs, places) = Self.draw(nodes, Int((Double(nodes) * degree / 2).rounded()), &generator)
      if Self.isConnected(nodes, pairs) { return }
    }
  }

  private static func draw(
    _ nodes: Int, _ count: Int, _ generator: inout RandomGenerator
  ) -> (pairs: [(Int, Int)], places: [(x: Double, y: Double)]) {
    var places = (0..<nodes).map { _ in (x: generator.nextUniform(), y: generator.nextUniform()) }
    let reach = 1.1 / Double(max(nodes, 1)).squareRoot()
    for _ in 0..<200 {
      var moved = places
      for a in 0..<nodes {
        for b in 0..<nodes where b != a {
          let (dx, dy) = (places[a].x - places[b].x, places[a].y - places[b].y)
          let distance = (dx * dx + dy * dy).squareRoot()
          guard distance < reach, distance > 0 else { continue }
          moved[a].x += 0.1 * (reach - distance) * dx / distance
          moved[a].y += 0.1 * (reach - distance) * dy / distance
        }
      }
      places = moved.map { (min(max($0.x, 0), 1), min(max($0.y, 0), 1)) }
    }
    var all: [(squared: Double, a: Int, b: Int)] = []
    for a in 0..<nodes {
      for b in 0..<a {
        let (dx, dy) = (places[a].x - places[b].x, places[a].y - places[b].y)
        all.append((dx * dx + dy * dy, a, b))
      }
    }
    let nearest = all.sorted { ($0.squared, $0.a, $0.b) < ($1.squared, $1.a, $1.b) }.prefix(count)
    return (nearest.map { ($0.a, $0.b) }, places)
  }

  /// How many steps each node is from another; nil: it cannot be reached.
  public static func distances(_ nodes: Int, _ pairs: [(Int, Int)], from start: Int) -> [Int?] {
    var distances = [Int?](repeating: nil, count: nodes)
    guard nodes > 0 else { return distances }
    var neighbours = [[Int]](repeating: [], count: nodes)
    for (a, b) in pairs {
      neighbours[a].append(b)
      neighbours[b].append(a)
    }
    distances[start] = 0
    var queue = [start]
    while let node = queue.first {
      queue.removeFirst()
      for next in neighbours[node] where distances[next] == nil {
        distances[next] = (distances[node] ?? 0) + 1
        queue.append(next)
      }
    }
    return distances
  }

  private static func isConnected(_ nodes: Int, _ pairs: [(Int, Int)]) -> Bool {
    !distances(nodes, pairs, from: 0).contains(nil)
  }
}
