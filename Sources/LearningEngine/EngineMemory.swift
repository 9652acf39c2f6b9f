import BoardInterface
import DigitalNetwork
import FixedPoint
import Plan

/// Where everything that the engine changes lies, in one block whose size the plan alone decides.
///
/// The block must be zeroed, aligned to 8 bytes, and live as long as the engine.
@safe
struct EngineMemory {
  /// One sum of contrasts per element; 2^-40 of full scale squared.
  let contrasts: UnsafeMutablePointer<Int64>
  /// Sums of readings, one per reading.
  let sums: UnsafeMutablePointer<Int64>
  /// What the free response so far says of each target row, or of each output; see
  /// ``FreeResponse``.
  let scores: UnsafeMutablePointer<Int64>
  /// One per element.
  let taps: UnsafeMutablePointer<Int32>
  /// What each tap still owes; see ``Turner``.
  let residuals: UnsafeMutablePointer<Int32>
  /// The free trajectory: T rows of one sample per node; on a twin board its last row alone.
  let free: UnsafeMutablePointer<Sample>
  /// The trajectory that the clamped one is held against: the free one, or the counterclamped.
  let reference: UnsafeMutablePointer<Sample>
  /// From one row of the trajectory to the next; 0 where there is but one.
  let rowStride: Int
  /// What a twin board gives at once: the free copy's samples, and ``clamped``.
  let incoming: UnsafeMutablePointer<Sample>
  /// The clamped samples of one instant.
  let clamped: UnsafeMutablePointer<Sample>
  /// One reading of everything.
  let reading: UnsafeMutablePointer<Sample>
  /// What the clamps are asked for.
  let clampLevels: UnsafeMutablePointer<Sample>
  /// What the sources are asked for, where it is not the plan's own row: in a self-test, and on a
  /// twin board.
  let levels: UnsafeMutablePointer<Sample>
  /// The order of the training examples in this epoch.
  let order: UnsafeMutablePointer<UInt32>
  /// Of plans of layers, for a batch: the examples' numbers (`Plan.number`); levels and targets, and the
  /// answers to them, 2^-15.
  let numbers: UnsafeMutablePointer<UInt32>
  let batchLevels: UnsafeMutablePointer<Int16>
  let batchTargets: UnsafeMutablePointer<Int16>
  let batchAnswers: UnsafeMutablePointer<Int16>
  /// Threads of a board that can turn elements at once.
  static var parts: Int { 4 }

  init(plan: Plan, block: UnsafeMutableRawPointer) {
    var carver = unsafe Carver(next: block)
    let trajectory = Self.trajectory(plan)
    unsafe contrasts = carver.carve(plan.residualCount)
    unsafe sums = carver.carve(plan.readingCount)
    unsafe scores = carver.carve(Self.scoreCount(plan))
    unsafe taps = carver.carve(plan.elementCount)
    unsafe residuals = carver.carve(plan.residualCount)
    unsafe free = carver.carve(trajectory)
    if plan.header.nudge == Nudge.symmetric.rawValue {
      unsafe reference = carver.carve(trajectory)
    } else {
      unsafe reference = free
    }
    rowStride = plan.isTwin ? 0 : plan.nodeCount
    unsafe incoming = carver.carve(plan.readingCount)
    unsafe clamped = plan.isTwin ? incoming + plan.nodeCount : incoming
    unsafe reading = carver.carve(plan.readingCount)
    unsafe clampLevels = carver.carve(plan.clampCount)
    unsafe levels = carver.carve(plan.levelCount)
    unsafe order = carver.carve(Self.orderCount(plan))
    let batch = Self.batch(plan)
    unsafe numbers = carver.carve(batch)
    unsafe batchLevels = carver.carve(batch * plan.sourceCount)
    unsafe batchTargets = carver.carve(batch * plan.outputCount)
    unsafe batchAnswers = carver.carve(batch * plan.outputCount)
  }

  /// The size of the block. Every count of a checked plan is small enough for this not to overflow.
  static func byteCount(for plan: Plan) -> Int {
    let trajectories = plan.header.nudge == Nudge.symmetric.rawValue ? 2 : 1
    let words =
      2 * (plan.residualCount + plan.readingCount + scoreCount(plan))  // eight bytes each
      + plan.elementCount + plan.residualCount + trajectories * trajectory(plan)
      + 2 * plan.readingCount + plan.clampCount + plan.levelCount + orderCount(plan)
    // Of one example: its number, levels, targets and answers.
    let example = 4 + 2 * (plan.sourceCount + 2 * plan.outputCount)
    return words * 4 + batch(plan) * example
  }

  /// Examples that are shown at once.
  private static func batch(_ plan: Plan) -> Int {
    plan.isLayered ? Int(plan.header.batchSize) : 0
  }

  private static func orderCount(_ plan: Plan) -> Int {
    plan.header.order == Order.cyclic.rawValue ? 0 : plan.trainCount
  }

  /// What elements in layers work in. Apart from the rest: programs for other boards have none.
  static func layersByteCount(for plan: Plan) -> Int {
    plan.withShape { layers, blocks in
      DigitalElements.byteCount(
        layers, blocks, batch: Int(plan.header.batchSize), parts: parts, ownsTaps: false)
    }
  }

  /// Samples of the free trajectory that are kept.
  private static func trajectory(_ plan: Plan) -> Int {
    plan.nodeCount * (plan.isTwin ? 1 : plan.samplesPerTrial)
  }

  private static func scoreCount(_ plan: Plan) -> Int {
    switch Decision(rawValue: plan.header.decision) {
    case .nearestTarget: plan.targetRowCount
    case .largestOutput: plan.outputCount
    default: 0
    }
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
