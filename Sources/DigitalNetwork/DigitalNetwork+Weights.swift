import CRelaxation

extension DigitalNetwork {
  /// A tap is a weight in 2^-30, of which the products take the upper bits: the rest is what the
  /// weight still owes. Taps beyond this are refused by being held here, so that a rounded weight
  /// stays within 16 bits.
  public static var tapLimit: Int32 { (1 << 30) - (1 << 15) }

  /// Sets all weights of a block; row by row, one row per node of the earlier layer, one tap per node
  /// of the later, 2^-30, each within ``tapLimit``.
  public mutating func setWeights(block index: Int, taps: Span<Int32>) {
    let rows = unsafe layer(Int(block(index).pointee.from)).pointee.nodeCount
    let columns = unsafe layer(Int(block(index).pointee.to)).pointee.nodeCount
    guard taps.count == Int(rows) * Int(columns) else { return }
    setRows(block: index, from: 0, taps: taps)
  }

  /// Sets the weights of whole rows from an even row on, up to an odd one or the last.
  public mutating func setRows(block index: Int, from first: Int, taps: Span<Int32>) {
    let rows = unsafe Int(layer(Int(block(index).pointee.from)).pointee.nodeCount)
    let columns = unsafe Int(layer(Int(block(index).pointee.to)).pointee.nodeCount)
    let end = first + taps.count / columns
    guard first >= 0, first % 2 == 0, end <= rows, end % 2 == 0 || end == rows,
      taps.count % columns == 0
    else { return }
    unsafe taps.withUnsafeBufferPointer { taps in
      guard let start = taps.baseAddress else { return }
      for row in stride(from: first, to: end, by: 2) {
        unsafe setPair(row / 2, of: index, rows: start + (row - first) * columns)
      }
    }
  }

  /// Sets the weights of rows `2 * pair` and the one behind it; `taps` are those of the whole block.
  mutating func setPair(_ pair: Int, of index: Int, taps: UnsafePointer<Int32>) {
    let columns = unsafe Int(layer(Int(block(index).pointee.to)).pointee.nodeCount)
    unsafe setPair(pair, of: index, rows: taps + 2 * pair * columns)
  }

  /// Sets the weights of rows `2 * pair` and the one behind it to theirs.
  private mutating func setPair(_ pair: Int, of index: Int, rows first: UnsafePointer<Int32>) {
    let place = unsafe block(index).pointee
    guard unsafe place.from != place.to else {
      return unsafe setLateralPair(pair, of: index, rows: first)
    }
    guard unsafe place.rounding.isWhole else {
      return unsafe setNarrowPair(pair, of: index, rows: first)
    }
    let earlier = unsafe layer(Int(place.from)).pointee
    let later = unsafe layer(Int(place.to)).pointee
    let count = unsafe Int(later.nodeCount)
    let row = 2 * pair
    let isWhole = unsafe row + 1 < Int(earlier.nodeCount)
    let weights = unsafe place.forward + row * Int(later.columns)
    if isWhole {
      unsafe wheatstone_join_rows(weights, first, first + count, Int32(count))
    } else {
      for column in 0..<count { unsafe weights[2 * column] = Self.weight(first[column]) }
    }
    guard let backward = unsafe place.backward else { return }
    let columns = unsafe Int(earlier.columns)
    for column in 0..<count {
      let at = 2 * (column / 2 * columns + row) + column % 2
      unsafe backward[at] = Self.weight(first[column])
      if isWhole { unsafe backward[at + 2] = Self.weight(first[count + column]) }
    }
  }

  /// Sets the biases of a layer, taps as above.
  public mutating func setBiases(layer index: Int, taps: Span<Int32>) {
    let place = unsafe layer(index).pointee
    guard unsafe taps.count == Int(place.nodeCount) else { return }
    for node in taps.indices { unsafe place.biases[node] = (taps[node] + (1 << 9)) >> 10 }
  }

  /// The nearest of 2^-15.
  private static func weight(_ tap: Int32) -> Int16 {
    Int16(truncatingIfNeeded: (tap &+ (1 << 14)) >> 15)
  }
}
