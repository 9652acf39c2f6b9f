import FixedPoint

/// Which elements take part in an update: each with the same probability, independently.
///
/// One draw of 64 bits serves eight elements, hence the probability in 1/256.
///
/// Source: desynchronous learning, Wycoff et al., J. Chem. Phys. 156, 144903 (2022).
struct Subset {
  private let probability: UInt64
  private var bits: UInt64 = 0
  private var left: UInt32 = 0

  /// `probability` in 1/256; 256 takes every element and draws nothing.
  init(probability: UInt32) {
    self.probability = UInt64(probability)
  }

  @inline(__always)
  mutating func takesNext(_ generator: inout RandomGenerator) -> Bool {
    if probability >= 256 { return true }
    if left == 0 {
      bits = generator.next()
      left = 8
    }
    let draw = bits & 255
    bits >>= 8
    left &-= 1
    return draw < probability
  }
}
