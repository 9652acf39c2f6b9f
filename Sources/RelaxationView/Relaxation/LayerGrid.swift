/// How the nodes of a layer stand as a picture, row by row.
public struct LayerGrid: Equatable, Sendable {
  public var name: String
  public var rows: Int
  public var columns: Int
  public var count: Int

  public init(name: String, rows: Int, columns: Int, count: Int) {
    self.name = name
    self.rows = rows
    self.columns = columns
    self.count = count
  }

  /// Nearly square: the factors that are nearest to each other, or where none are near the smallest
  /// square that holds all.
  public init(name: String, count: Int) {
    let side = Int(Double(count).squareRoot())
    let factor = (1...max(side, 1)).last { count % $0 == 0 && count <= 2 * $0 * $0 }
    if let factor {
      self.init(name: name, rows: factor, columns: count / factor, count: count)
    } else {
      let columns = side * side < count ? side + 1 : side
      self.init(
        name: name, rows: (count + columns - 1) / max(columns, 1), columns: columns, count: count)
    }
  }

  /// Few nodes are shown as bars with their numbers.
  public var isBars: Bool { count <= 16 }

  /// 0 to 255 of a state of 2^-15; nil beyond the layer's last node.
  func grey(_ states: [Int16], row: Int, column: Int) -> UInt8? {
    let index = row * columns + column
    guard row < rows, column < columns, index < min(count, states.count) else { return nil }
    return UInt8((Int(max(states[index], 0)) * 255 + 16_383) / 32_767)
  }
}
