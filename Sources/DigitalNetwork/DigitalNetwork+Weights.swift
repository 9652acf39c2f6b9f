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
      guard unsafe place.from != place.to else { return unsafe setLateral(place, taps: first) }
      for row in stride(from: 0, to: Int(rows), by: 2) {
        let upper = unsafe first + row * Int(count)
        unsafe wheatstone_join_rows(
          vectors.kind, place.forward + row * Int(later.columns), upper,
          row + 1 < Int(rows) ? upper + Int(count) : nil, count)
      }
      unsafe narrow(place, row: 0, rows: Int(rows), taps: first)
    }
    unsafe turnBackward(place, row: 0, rows: Int(rows))
  }

  /// The weights of some rows, the first of them even, for the other direction.
  func turnBackward(_ place: DigitalBlockPlace, row: Int, rows: Int) {
    guard let backward = unsafe place.backward else { return }
    let (earlier, later) = unsafe (layer(Int(place.from)).pointee, layer(Int(place.to)).pointee)
    // In groups whose numbers fill a line of the cache.
    let group = Int(WHEATSTONE_ROWS)
    for start in stride(from: row, to: row + rows, by: group) {
      unsafe wheatstone_transpose_rows(
        place.forward, later.columns, backward, earlier.columns, Int32(start),
        Int32(min(group, row + rows - start)), later.nodeCount)
    }
  }

  /// Sets the biases of a layer, taps as above.
  public mutating func setBiases(layer index: Int, taps: Span<Int32>) {
    turnBiases(layer: index, taps: taps)
  }

  func turnBiases(layer index: Int, taps: Span<Int32>) {
    let place = unsafe layer(index).pointee
    guard unsafe taps.count == Int(place.nodeCount) else { return }
    for node in taps.indices { unsafe place.biases[node] = (taps[node] + (1 << 9)) >> 10 }
  }
}
