import CRelaxation

/// How taps become weights.
struct DigitalRounding {
  /// Weights are multiples of 2^(shift - 15), and no more than so many of them.
  let shift: Int32
  let limit: Int32

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
  /// Rounds the forward weights of some rows, the first of them even, to fewer than 16 bits; `taps`:
  /// those of the first row, and behind them of the others.
  func narrow(_ place: DigitalBlockPlace, row first: Int, rows: Int, taps: UnsafePointer<Int32>) {
    let rounding = unsafe place.rounding
    guard !rounding.isWhole else { return }
    let later = unsafe layer(Int(place.to)).pointee
    let (count, columns) = unsafe (Int(later.nodeCount), Int(later.columns))
    for row in stride(from: 0, to: rows, by: 2) {
      let upper = unsafe taps + row * count
      unsafe wheatstone_narrow_rows(
        vectors.kind, place.forward + (first + row) * columns, upper,
        row + 1 < rows ? upper + count : nil, later.nodeCount, rounding.shift, rounding.limit)
    }
  }

  /// Sets the weights within a layer: what is above the diagonal counts for both directions, and what
  /// is on it or below for nothing.
  func setLateral(_ place: DigitalBlockPlace, taps: UnsafePointer<Int32>) {
    let layer = unsafe layer(Int(place.to)).pointee
    let (count, columns) = unsafe (Int(layer.nodeCount), Int(layer.columns))
    for row in 0..<count {
      unsafe place.forward[2 * (row / 2 * columns + row) + row % 2] = 0
      for column in row + 1..<max(count, row + 1) {
        let weight = unsafe place.rounding.weight(taps[row * count + column])
        unsafe place.forward[2 * (row / 2 * columns + column) + row % 2] = weight
        unsafe place.forward[2 * (column / 2 * columns + row) + column % 2] = weight
      }
    }
  }
}
