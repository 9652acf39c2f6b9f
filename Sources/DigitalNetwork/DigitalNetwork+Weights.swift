import CRelaxation

extension DigitalNetwork {
  /// A tap is a weight in 2^-30, of which the products take the upper bits: the rest is what the
  /// weight still owes. Taps beyond this are refused by being held here, so that a rounded weight
  /// stays within 16 bits.
  public static var tapLimit: Int32 { (1 << 30) - (1 << 15) }

  /// Sets all weights of a block; row by row, one row per node of the earlier layer, one tap per node
  /// of the later, 2^-30, each within ``tapLimit``.
  public mutating func setWeights(block index: Int, taps: Span<Int32>) {
    let place = unsafe block(index).pointee
    let rows = unsafe layer(Int(place.from)).pointee.nodeCount
    let later = unsafe layer(Int(place.to)).pointee
    let count = unsafe later.nodeCount
    guard taps.count == Int(rows) * Int(count) else { return }
    unsafe taps.withUnsafeBufferPointer { taps in
      guard let first = taps.baseAddress else { return }
      for pair in 0..<rows / 2 {
        let row = unsafe first + Int(2 * pair) * Int(count)
        unsafe wheatstone_join_rows(
          place.forward + Int(2 * pair) * Int(later.columns), row, row + Int(count), count)
      }
      if rows % 2 == 1 {
        let row = unsafe first + Int(rows - 1) * Int(count)
        let weights = unsafe place.forward + Int(rows - 1) * Int(later.columns)
        for column in 0..<Int(count) { unsafe weights[2 * column] = Self.weight(row[column]) }
      }
      guard let backward = unsafe place.backward else { return }
      let columns = unsafe Int(layer(Int(place.from)).pointee.columns)
      for row in 0..<Int(rows) {
        for column in 0..<Int(count) {
          let at = (column / 2 * columns + row) * 2 + column % 2
          unsafe backward[at] = Self.weight(first[row * Int(count) + column])
        }
      }
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
