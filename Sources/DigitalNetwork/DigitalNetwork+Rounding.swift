/// How taps become weights.
struct DigitalRounding {
  /// Weights are multiples of 2^(shift - 15), and no more than so many of them.
  private let shift: Int32
  private let limit: Int32

  init(_ block: DigitalBlock) {
    shift = 16 &- block.weightBits &- block.weightScale
    limit = 1 &<< (block.weightBits &- 1) &- 1
  }

  /// All 16 bits: nothing but the taps' own limit holds a weight.
  var isWhole: Bool { limit == 32_767 }

  /// 2^-30 to 2^-15, to the nearest.
  @inline(__always)
  func weight(_ tap: Int32) -> Int16 {
    let steps = (tap &+ 1 &<< (14 &+ shift)) &>> (15 &+ shift)
    return Int16(truncatingIfNeeded: max(min(steps, limit), 0 &- limit) &<< shift)
  }
}

extension DigitalNetwork {
  /// Sets two rows of weights of fewer than 16 bits, in both directions, to theirs.
  func setNarrowPair(_ pair: Int, of index: Int, rows first: UnsafePointer<Int32>) {
    let place = unsafe block(index).pointee
    let rounding = unsafe place.rounding
    let earlier = unsafe layer(Int(place.from)).pointee
    let later = unsafe layer(Int(place.to)).pointee
    let count = unsafe Int(later.nodeCount)
    for row in unsafe 2 * pair..<min(2 * pair + 2, Int(earlier.nodeCount)) {
      let taps = unsafe first + row % 2 * count
      let weights = unsafe place.forward + 2 * pair * Int(later.columns) + row % 2
      for column in 0..<count { unsafe weights[2 * column] = rounding.weight(taps[column]) }
      guard let backward = unsafe place.backward else { continue }
      for column in 0..<count {
        let at = unsafe 2 * (column / 2 * Int(earlier.columns) + row) + column % 2
        unsafe backward[at] = rounding.weight(taps[column])
      }
    }
  }

  /// Sets two rows of weights within a layer: what is above the diagonal counts for both directions,
  /// and what is on it or below for nothing.
  func setLateralPair(_ pair: Int, of index: Int, rows first: UnsafePointer<Int32>) {
    let place = unsafe block(index).pointee
    let layer = unsafe layer(Int(place.to)).pointee
    let (count, columns) = unsafe (Int(layer.nodeCount), Int(layer.columns))
    for row in 2 * pair..<min(2 * pair + 2, count) {
      for column in row + 1..<max(count, row + 1) {
        let weight = unsafe place.rounding.weight(first[row % 2 * count + column])
        unsafe place.forward[2 * (row / 2 * columns + column) + row % 2] = weight
        unsafe place.forward[2 * (column / 2 * columns + row) + column % 2] = weight
      }
    }
  }
}
