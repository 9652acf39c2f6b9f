/// The elimination of a small network's matrix, worked out once: where zeros stay zeros, and which
/// numbers every step reads and writes.
///
/// The matrix is symmetric. Its values stand in one array: the diagonal first, row by row in the
/// order of elimination, then the entries right of the diagonal, row by row, fill-in included.
struct EliminationPlan {
  let size: Int
  /// Rows before the clamp nodes'.
  let lead: Int
  /// The row of each node, and the node of each row.
  private(set) var row: [Int]
  let node: [Int]
  /// Row r's entries are `starts[r] ..< starts[r + 1]` of the values.
  private(set) var starts: [Int32]
  /// The column of each entry; entries before `size` are the diagonal.
  private(set) var columns: [Int32]
  /// For each row's elimination, in order: the value that each product of two of its entries is
  /// taken from. Pairs (i, j) with i <= j, i first.
  private(set) var targets: [Int32] = []

  init(_ skeleton: NetworkSkeleton) {
    size = skeleton.nodeCount
    lead = size - skeleton.clampNodes.count
    node = eliminationOrder(of: skeleton)
    row = Array(repeating: 0, count: size)
    for (position, number) in node.enumerated() { row[number] = position }
    let pattern = Self.filled(skeleton, row: row)
    starts = []
    columns = (0..<Int32(size)).map { $0 }
    for entries in pattern {
      starts.append(Int32(columns.count))
      columns += entries.map { Int32($0) }
    }
    starts.append(Int32(columns.count))
    for entries in pattern {
      for (first, i) in entries.enumerated() {
        for j in entries[first...] { targets.append(Int32(place(i, j))) }
      }
    }
  }

  /// How many values there are.
  var valueCount: Int { columns.count }

  /// Where the value at two rows stands; 0 where it is always zero.
  func place(_ a: Int, _ b: Int) -> Int {
    if a == b { return a }
    let (low, high) = (min(a, b), max(a, b))
    let entries = Int(starts[low])..<Int(starts[low + 1])
    return entries.first { columns[$0] == high } ?? 0
  }

  /// For each row the columns right of the diagonal that are not zero when it is eliminated.
  private static func filled(_ skeleton: NetworkSkeleton, row: [Int]) -> [[Int]] {
    var pattern = Array(repeating: Set<Int>(), count: row.count)
    let pairs =
      skeleton.elementEnds.map { (row[$0.a], row[$0.b]) }
      + skeleton.links.map { (row[$0.a], row[$0.b]) }
    for (a, b) in pairs { pattern[min(a, b)].insert(max(a, b)) }
    for step in pattern.indices {
      for i in pattern[step] {
        for j in pattern[step] where j > i { pattern[i].insert(j) }
      }
    }
    return pattern.map { $0.sorted() }
  }
}
