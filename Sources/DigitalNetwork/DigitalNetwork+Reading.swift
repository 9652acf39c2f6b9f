extension DigitalNetwork {
  /// The layers that a block of elements lies between.
  public func ends(block index: Int) -> DigitalBlock {
    let place = unsafe block(index).pointee
    return unsafe DigitalBlock(from: place.from, to: place.to)
  }

  /// The weight, 2^-15, between node `row` of a block's earlier layer and node `column` of its later
  /// one; 0 where there is no such node.
  public func weight(block index: Int, row: Int, column: Int) -> Int16 {
    let place = unsafe block(index).pointee
    let later = unsafe layer(Int(place.to)).pointee
    guard row >= 0, column >= 0, unsafe row < nodeCount(layer: Int(place.from)),
      unsafe column < Int(later.nodeCount)
    else { return 0 }
    // Pairs of rows, column by column.
    return unsafe place.forward[(row & ~1) * Int(later.columns) + 2 * column + (row & 1)]
  }

  /// The bias of a node, 2^-20; 0 where there is no such node.
  public func bias(layer index: Int, node: Int) -> Int32 {
    guard node >= 0, node < nodeCount(layer: index) else { return 0 }
    return unsafe layer(index).pointee.biases[node]
  }
}
