import CRelaxation

/// Which way a directed weight leads within a block: from the earlier layer to the later, or back.
public enum DigitalDirection: UInt8, BitwiseCopyable, Equatable, Sendable {
  case forward
  case backward
}

extension DigitalNetwork {
  /// Sets the weights of one direction of a block and leaves the other as it is: row by row, one row
  /// per node that speaks, one tap per node that hears, 2^-30, each within ``tapLimit``. Nothing leads
  /// back to the input.
  ///
  /// The relaxation is then that of the vector field `-s + W s` with any W: no energy falls. Source:
  /// Scellier, Goyal, Binas, Mesnard, Bengio, "Generalization of Equilibrium Propagation to Vector
  /// Field Dynamics" (2018), section 3.
  public mutating func setWeights(
    block index: Int, _ direction: DigitalDirection, taps: Span<Int32>
  ) {
    let ends = unsafe ends(of: index, direction)
    let (rows, count) = unsafe (Int(ends.speaking.nodeCount), Int(ends.hearing.nodeCount))
    guard taps.count == rows * count else { return }
    unsafe taps.withUnsafeBufferPointer { taps in
      guard let first = taps.baseAddress else { return }
      for pair in 0..<(rows + 1) / 2 { unsafe setPair(pair, of: index, direction, taps: first) }
    }
  }

  func ends(
    of index: Int, _ direction: DigitalDirection
  ) -> (speaking: DigitalLayerPlace, hearing: DigitalLayerPlace) {
    let place = unsafe block(index).pointee
    let (from, to) = unsafe (layer(Int(place.from)).pointee, layer(Int(place.to)).pointee)
    return unsafe direction == .forward ? (from, to) : (to, from)
  }

  /// Sets the weights of rows `2 * pair` and the one behind it; `taps` are all of the direction's.
  mutating func setPair(
    _ pair: Int, of index: Int, _ direction: DigitalDirection, taps: UnsafePointer<Int32>
  ) {
    let place = unsafe block(index).pointee
    guard let weights = unsafe direction == .forward ? place.forward : place.backward else {
      return
    }
    let ends = unsafe ends(of: index, direction)
    let count = unsafe Int(ends.hearing.nodeCount)
    let row = 2 * pair
    let first = unsafe taps + row * count
    let both = unsafe weights + row * Int(ends.hearing.columns)
    let isWhole = unsafe row + 1 < Int(ends.speaking.nodeCount)
    unsafe wheatstone_join_rows(
      vectors.kind, both, first, isWhole ? first + count : nil, Int32(count))
  }
}
