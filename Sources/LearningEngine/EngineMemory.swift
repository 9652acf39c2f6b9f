import BoardInterface
import FixedPoint
import Plan

/// Where everything that the engine changes lies, in one block whose size the plan alone decides.
///
/// The block must be zeroed, aligned to 8 bytes, and live as long as the engine.
@safe
struct EngineMemory {
  /// One sum of contrasts per element; 2^-40 of full scale squared.
  let contrasts: UnsafeMutablePointer<Int64>
  /// Sums of readings, one per node.
  let sums: UnsafeMutablePointer<Int64>
  /// One per element.
  let taps: UnsafeMutablePointer<Int32>
  /// What each tap still owes; see ``Turner``.
  let residuals: UnsafeMutablePointer<Int32>
  /// The free trajectory: T rows of one sample per node.
  let free: UnsafeMutablePointer<Sample>
  /// The trajectory that the clamped one is held against: the free one, or the counterclamped.
  let reference: UnsafeMutablePointer<Sample>
  /// The clamped samples of one instant.
  let clamped: UnsafeMutablePointer<Sample>
  /// One reading of every node.
  let reading: UnsafeMutablePointer<Sample>
  /// What the clamps are asked for.
  let clampLevels: UnsafeMutablePointer<Sample>
  /// What the sources are asked for in a self-test.
  let testLevels: UnsafeMutablePointer<Sample>
  /// The order of the training examples in this epoch.
  let order: UnsafeMutablePointer<UInt32>

  init(plan: Plan, block: UnsafeMutableRawPointer) {
    var carver = unsafe Carver(next: block)
    let trajectory = plan.nodeCount * plan.samplesPerTrial
    unsafe contrasts = carver.carve(plan.elementCount)
    unsafe sums = carver.carve(plan.nodeCount)
    unsafe taps = carver.carve(plan.elementCount)
    unsafe residuals = carver.carve(plan.elementCount)
    unsafe free = carver.carve(trajectory)
    if plan.header.nudge == Nudge.symmetric.rawValue {
      unsafe reference = carver.carve(trajectory)
    } else {
      unsafe reference = free
    }
    unsafe clamped = carver.carve(plan.nodeCount)
    unsafe reading = carver.carve(plan.nodeCount)
    unsafe clampLevels = carver.carve(plan.clampCount)
    unsafe testLevels = carver.carve(plan.sourceCount)
    unsafe order = carver.carve(plan.trainCount)
  }

  /// The size of the block. Every count of a checked plan is small enough for this not to overflow.
  static func byteCount(for plan: Plan) -> Int {
    let trajectories = plan.header.nudge == Nudge.symmetric.rawValue ? 2 : 1
    let words =
      2 * (plan.elementCount + plan.nodeCount)  // contrasts, sums: eight bytes each
      + 2 * plan.elementCount + trajectories * plan.nodeCount * plan.samplesPerTrial
      + 2 * plan.nodeCount + plan.clampCount + plan.sourceCount + plan.trainCount
    return words * 4
  }
}

/// Cuts typed pieces off a block, one after another.
@unsafe
private struct Carver {
  var next: UnsafeMutableRawPointer

  mutating func carve<Value: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Value> {
    let piece = unsafe next.bindMemory(to: Value.self, capacity: count)
    unsafe next += count * MemoryLayout<Value>.stride
    return unsafe piece
  }
}
