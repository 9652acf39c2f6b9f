internal import CNetworks

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
    guard isDense else { return unsafe multiplySparse(x, into: y) }
    unsafe withColumns { unsafe wheatstone_product($0, count, x, y) }
  }

  /// y = W x and v = W u.
  @inline(__always)
  func multiply(
    _ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>,
    _ u: UnsafePointer<Double>, into v: UnsafeMutablePointer<Double>
  ) {
    guard isDense else {
      unsafe multiplySparse(x, into: y)
      return unsafe multiplySparse(u, into: v)
    }
    unsafe withColumns { unsafe wheatstone_products($0, count, x, y, u, v) }
  }

  @inline(__always)
  private func withColumns(_ body: (UnsafePointer<Double>) -> Void) {
    unsafe columns.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe body(base.assumingMemoryBound(to: Double.self))
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
