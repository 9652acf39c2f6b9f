import BoardInterface
import FixedPoint

/// A board without physics: it answers with samples made beforehand, so that what is measured is
/// the engine.
@safe
final class NullBoard: Board {
  let nodeCount: Int
  let sets: Int
  /// One response of all nodes behind the other.
  let responses: UnsafeMutablePointer<Sample>
  /// The response that comes next.
  private(set) var next = 0

  /// `sets` different responses, used one after another.
  init(nodeCount: Int, sets: Int, seed: UInt64) {
    self.nodeCount = nodeCount
    self.sets = sets
    let count = nodeCount * sets
    unsafe responses = UnsafeMutablePointer<Sample>.allocate(capacity: count)
    var random = RandomGenerator(seed: seed)
    for index in 0..<count {
      unsafe (responses + index).initialize(to: Sample(raw: Int32(random.next(below: 1 << 20))))
    }
  }

  deinit { unsafe responses.deallocate() }

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
    let response = unsafe UnsafePointer(responses + next * nodeCount)
    let count = min(nodeCount, target.count)
    unsafe target.withUnsafeMutableBufferPointer { samples in
      unsafe samples.baseAddress?.update(from: response, count: count)
    }
    next = next + 1 == sets ? 0 : next + 1
  }
}
