import FixedPoint
import Plan

/// How large one update of a block of elements was, and how large the elements are.
public struct UpdateSize: BitwiseCopyable, Equatable, Sendable {
  /// The sum of the squares of the changes, 2^-60; the largest number where it would overflow.
  public var changes: UInt64 = 0
  /// The sum of the squares of the taps, 2^-60 x 2^32.
  public var taps: UInt64 = 0

  /// Nothing measured.
  public init() {}

  /// The root of the ratio, 2^-30: how far the block went, of its length. 0 where nothing was
  /// measured.
  public var relative: UInt64 {
    guard taps > 0 else { return 0 }
    // (changes / taps) x 2^-32, of which the root is wanted in 2^-30.
    let (high, low) = (changes >> 36, changes << 28)
    guard high < taps else { return UInt64(UInt32.max) }
    return integerSquareRoot(taps.dividingFullWidth((high, low)).quotient)
  }
}

/// What is watched of layered learning between two records: samples of it, which cost little.
struct Watch: BitwiseCopyable {
  /// Updates of the session.
  var updates: UInt64 = 0
  /// Relative sizes of measured updates, block by block; 2^-30.
  var sizes = InlineArray<16, UInt64>(repeating: 0)
  var sizeCount: UInt64 = 0
  /// Energies of free responses, 2^-20.
  var energy: Int64 = 0
  var energyCount: Int64 = 0
}

extension Engine {
  /// Of so many updates one is measured.
  private static var updatesBetweenSizes: UInt64 { 32 }

  mutating func startsMeasuredUpdate() -> Bool {
    watch.updates &+= 1
    guard watch.updates % Self.updatesBetweenSizes == 1 else { return false }
    watch.sizeCount &+= 1
    return true
  }

  mutating func noteEnergy(_ energy: Int64) {
    watch.energy &+= energy
    watch.energyCount &+= 1
  }

  /// Keeps taps as they are before an update.
  mutating func remember(_ first: Int, _ count: Int) {
    unsafe memory.before.update(from: memory.taps + first, count: count)
  }

  /// Adds what became of the taps that were remembered.
  mutating func measure(_ first: Int, _ count: Int, _ size: inout UpdateSize) {
    for index in 0..<count {
      let tap = unsafe Int64(memory.taps[first + index])
      let change = unsafe tap &- Int64(memory.before[index])
      size.changes = size.changes.addingSaturated(UInt64(bitPattern: change &* change))
      size.taps &+= UInt64(bitPattern: (tap &* tap) >> 32)
    }
  }

  /// The mean energy of the free responses looked at since the last call, 2^-20; nil where none was.
  public mutating func takeMeanEnergy() -> Int64? {
    guard watch.energyCount > 0 else { return nil }
    let mean = watch.energy / watch.energyCount
    watch.energy = 0
    watch.energyCount = 0
    return mean
  }

  /// How far updates since the last call moved each block, of its length: the mean of those that were
  /// measured, 2^-30. Nil where none was.
  public mutating func takeUpdateSizes() -> InlineArray<16, UInt64>? {
    guard watch.sizeCount > 0 else { return nil }
    var means = watch.sizes
    for index in means.indices { means[index] /= watch.sizeCount }
    watch.sizes = InlineArray<16, UInt64>(repeating: 0)
    watch.sizeCount = 0
    return means
  }
}
