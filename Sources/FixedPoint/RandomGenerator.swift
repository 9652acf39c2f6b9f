/// SplitMix64: an integer generator whose whole state is one word, so that a checkpoint can hold
/// it.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
public struct RandomGenerator: BitwiseCopyable, Sendable {
  /// All there is to save and restore.
  public var state: UInt64

  @inlinable @inline(__always)
  public init(seed: UInt64) {
    state = seed
  }

  /// A generator for one use of a seed: streams of different numbers share nothing visible.
  @inlinable @inline(__always)
  public init(seed: UInt64, stream: UInt64) {
    var mixer = RandomGenerator(seed: stream &+ 0x9E37_79B9_7F4A_7C15)
    state = seed ^ mixer.next()
    state = next()
  }

  /// Uniform over all 64-bit values.
  @inlinable @inline(__always)
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform over `0 ..< bound` but for a bias under `bound / 2^32`; 0 where `bound` is 0.
  @inlinable @inline(__always)
  public mutating func next(below bound: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: ((next() >> 32) &* UInt64(bound)) >> 32)
  }
}
