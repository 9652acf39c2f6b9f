import BoardInterface
import FixedPoint

/// A board without physics: it answers with samples made beforehand, so that what is measured is the
/// engine.

final class NullBoard: Board {
  private let samples: [Sample]
  private let nodeCount: Int
  private var next = 0

  /// `sets` different responses, used one after another.
  init(nodeCount: Int, sets: Int, seed: UInt64) {
    self.nodeCount = nodeCount
    var random = RandomGenerator(seed: seed)
    samples = (0..<nodeCount * sets).map { _ in
      Sample(raw: Int32(random.next(below: 1 << 20)))
    }
  }

  func begin(_ moment: Moment) {}
  func drive(_ levels: Span<Sample>) {}
  func clamp(_ levels: Span<Sample>) {}
  func release() {}
  func settle(microseconds: UInt32) {}
  func turn(_ taps: Span<Int32>) {}
  func makeSafe() {}
  func nextNotice() -> BoardFault? { nil }
  func nowMicroseconds() -> UInt64 { 0 }

  func sample(into target: inout MutableSpan<Sample>) {
    for node in 0..<nodeCount { target[node] = samples[next + node] }
    next += nodeCount
    if next == samples.count { next = 0 }
  }
}
