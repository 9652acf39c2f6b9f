/// The weights of couplings, laid out for products with states: whole columns where many of all
/// pairs are joined, else a list.
struct CouplingMatrix: Sendable {
  private let count: Int
  private let couplings: [Coupling]
  private let isDense: Bool
  private var weights: [Double]
  /// Four rows at a time: block b, then column.
  private var columns: [SIMD4<Double>]

  /// `weights`: the first of them belong to the couplings.
  init(count: Int, couplings: [Coupling], weights: [Double]) {
    self.count = count
    self.couplings = couplings
    isDense = couplings.count * 8 >= count * count
    self.weights = []
    columns = []
    set(weights)
  }

  mutating func set(_ weights: [Double]) {
    guard isDense else {
      self.weights = weights
      return
    }
    columns = Array(repeating: .zero, count: (count + 3) / 4 * count)
    for (coupling, weight) in zip(couplings, weights) {
      columns[coupling.to / 4 * count + coupling.from][coupling.to % 4] += weight
      if coupling.isReciprocal {
        columns[coupling.from / 4 * count + coupling.to][coupling.from % 4] += weight
      }
    }
  }

  /// y = W x.
  @inline(__always)
  func multiply(_ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>) {
    if isDense { unsafe multiplyDense(x, into: y) } else { unsafe multiplySparse(x, into: y) }
  }

  @inline(__always)
  private func multiplyDense(_ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>) {
    unsafe columns.withUnsafeBufferPointer { columns in
      guard var column = columns.baseAddress else { return }
      var row = 0
      // Two blocks at a time: the sums of one would wait for one another.
      while row + 4 < count {
        var (upper, lower) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        for from in 0..<count {
          let state = unsafe SIMD4(repeating: x[from])
          unsafe upper += column[from] * state
          unsafe lower += column[count + from] * state
        }
        unsafe Self.store(upper, y + row, count: 4)
        unsafe Self.store(lower, y + row + 4, count: count - row - 4)
        unsafe column += 2 * count
        row += 8
      }
      if row < count {
        var sum = SIMD4<Double>.zero
        for from in 0..<count { unsafe sum += column[from] * SIMD4(repeating: x[from]) }
        unsafe Self.store(sum, y + row, count: count - row)
      }
    }
  }

  @inline(__always)
  private static func store(_ sum: SIMD4<Double>, _ y: UnsafeMutablePointer<Double>, count: Int) {
    if count >= 4 {
      unsafe UnsafeMutableRawPointer(y).storeBytes(of: sum, as: SIMD4<Double>.self)
    } else {
      for lane in 0..<count { unsafe y[lane] = sum[lane] }
    }
  }

  @inline(__always)
  private func multiplySparse(_ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>) {
    for node in 0..<count { unsafe y[node] = 0 }
    unsafe weights.withUnsafeBufferPointer { weights in
      unsafe couplings.withUnsafeBufferPointer { couplings in
        for index in 0..<couplings.count {
          let coupling = unsafe couplings[index]
          let weight = unsafe weights[index]
          unsafe y[coupling.to] += weight * x[coupling.from]
          if coupling.isReciprocal { unsafe y[coupling.from] += weight * x[coupling.to] }
        }
      }
    }
  }
}
