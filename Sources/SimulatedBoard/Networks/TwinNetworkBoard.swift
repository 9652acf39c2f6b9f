public import BoardInterface
public import FixedPoint

/// Two copies of a network side by side: the free one, and the clamped one, which runs from the
/// moment it is begun. The copies have the same taps; what an element is at its tap may differ.
public struct TwinNetworkBoard: Board, ~Copyable {
  private var free: NetworkBoard
  private var clamped: NetworkBoard
  private var isClampedRunning = false
  private let sourceCount: Int
  private let probeCount: Int

  public init(_ model: NetworkModel) {
    sourceCount = model.sources.count
    probeCount = model.probeCount
    free = NetworkBoard(model)
    clamped = NetworkBoard(model.clampedTwin)
  }

  public mutating func begin(_ moment: Moment) {
    isClampedRunning = moment.phase == .clamped
    if isClampedRunning { clamped.begin(moment) } else { free.begin(moment) }
  }

  public mutating func drive(_ levels: Span<Sample>) {
    guard levels.count == 2 * sourceCount else { return }
    free.drive(levels.extracting(first: sourceCount))
    if isClampedRunning { clamped.drive(levels.extracting(last: sourceCount)) }
  }

  public mutating func clamp(_ levels: Span<Sample>) { clamped.clamp(levels) }
  public mutating func release() { clamped.release() }

  public mutating func settle(microseconds: UInt32) {
    free.settle(microseconds: microseconds)
    if isClampedRunning { clamped.settle(microseconds: microseconds) }
  }

  public mutating func sample(into samples: inout MutableSpan<Sample>) {
    guard samples.count == 2 * probeCount else { return }
    free.sample(into: &samples, from: 0)
    if isClampedRunning { clamped.sample(into: &samples, from: probeCount) }
  }

  public mutating func turn(_ taps: Span<Int32>) {
    free.turn(taps)
    clamped.turn(taps)
  }

  public mutating func makeSafe() {
    free.makeSafe()
    clamped.makeSafe()
  }

  public mutating func nextNotice() -> BoardFault? { nil }
  public mutating func nowMicroseconds() -> UInt64 { free.nowMicroseconds() }
}

extension NetworkModel {
  /// The copy that is clamped: every element is off by its own share of its value.
  public var clampedTwin: NetworkModel {
    guard let twin, twin.mismatch > 0 else { return self }
    var copy = self
    for index in ranges.indices {
      var generator = RandomStream.twin.generator(seed: seed, channel: index)
      let factor = 1 + twin.mismatch * generator.nextGaussian()
      copy.ranges[index].low *= factor
      copy.ranges[index].high *= factor
    }
    return copy
  }
}

/// What two copies of a network that are meant to be the same have in common.
public struct TwinCopies: Equatable, Sendable {
  /// Standard deviation of an element's value in the clamped copy, of its value in the free one.
  public var mismatch: Double

  public init(mismatch: Double = 0) { self.mismatch = mismatch }
}
