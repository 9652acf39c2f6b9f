/// The places of the conductance matrix that can hold a number: the lower triangle, the diagonal
/// first.
struct SparsePattern {
  private(set) var rows: [Int32] = []
  private(set) var columns: [Int32] = []
  private var entries: [Int64: Int] = [:]

  init(_ skeleton: NetworkSkeleton) {
    for node in 0..<skeleton.nodeCount { insert(node, node) }
    for pair in skeleton.elementEnds { insert(pair.a, pair.b) }
    for link in skeleton.links { insert(link.a, link.b) }
  }

  /// Where the place stands; it must be one of the network's.
  func entry(_ a: Int, _ b: Int) -> Int { entries[Self.key(a, b)] ?? 0 }

  private mutating func insert(_ a: Int, _ b: Int) {
    let key = Self.key(a, b)
    if entries[key] != nil { return }
    entries[key] = rows.count
    rows.append(Int32(max(a, b)))
    columns.append(Int32(min(a, b)))
  }

  private static func key(_ a: Int, _ b: Int) -> Int64 { Int64(max(a, b)) << 32 | Int64(min(a, b)) }
}
