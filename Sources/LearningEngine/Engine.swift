import BoardInterface
import DigitalNetwork
import FixedPoint
import Plan

/// Contrastive local learning on any board, in integers, without allocating.
///
/// Source: coupled learning, Stern et al., Phys. Rev. X 11, 021045 (2021), eqs. 4 to 7; with T
/// samples per trial, equation (12) of its dynamical extension. The caller owns the memory: one
/// block of ``byteCount(for:)`` zeroed bytes, aligned to 8, that outlives the engine, as must the
/// plan's image.
///
/// All methods of a trial are `mutating`, also those that change nothing of the struct itself:
/// called from a mutating method a borrowing one would first copy its more than 500 bytes.
@safe
public struct Engine: ~Copyable {
  public let plan: Plan
  let memory: EngineMemory
  /// Trials done since the very beginning, resumed runs included.
  public internal(set) var trial: UInt64 = 0
  /// Draws the subsets of elements; part of a checkpoint.
  var generator: RandomGenerator
  /// Where the schedule stands.
  var step: ScheduleStep
  var stepIndex = 0
  /// Where the sources stand in a self-test.
  let testLevels: (low: Int32, high: Int32)
  /// What has been seen of the free trajectory.
  var response = FreeResponse()
  /// The epoch that ``EngineMemory/order`` is drawn for.
  var orderedEpoch = UInt64.max

  /// The zeroed bytes that an engine for this plan works in.
  public static func byteCount(for plan: Plan) -> Int {
    EngineMemory.byteCount(for: plan)
  }

  /// What a batch says to elements that stand in layers; made when their board is first turned.
  var elements: DigitalElements?
  private let layersBlock: UnsafeMutableRawPointer?
  /// Whether the nudges of this batch go away from their targets.
  var isAway = false
  var watch = Watch()

  /// The zeroed bytes that elements in layers work in; see ``init(plan:block:layers:)``.
  public static func layersByteCount(for plan: Plan) -> Int {
    EngineMemory.layersByteCount(for: plan)
  }

  /// An engine at the plan's start taps. `block`: see above. `layers`: where the plan has layers,
  /// ``layersByteCount(for:)`` zeroed bytes, aligned to `DigitalNetwork.alignment`, that live as long.
  public init(
    plan: Plan, block: UnsafeMutableRawPointer, layers: UnsafeMutableRawPointer? = nil
  ) {
    self.plan = plan
    unsafe layersBlock = layers
    unsafe memory = EngineMemory(plan: plan, block: block)
    generator = RandomGenerator(seed: plan.header.seed, stream: Stream.subset)
    step = plan.step(0)
    testLevels = Self.testLevels(of: plan)
    if plan.isLayered {
      drawStartTaps()
      return
    }
    for index in 0..<plan.elementCount {
      unsafe memory.taps[index] = plan.element(index).startTap
      unsafe memory.residuals[index] = Residual.settled
      unsafe memory.contrasts[index] = 0
    }
  }

  /// Uses of the plan's seed.
  enum Stream {
    static var subset: UInt64 { 1 }
    static var start: UInt64 { 2 }
    static var order: UInt64 { 1 << 32 }
  }

  /// Hands out the taps and the residuals (2^-30 tap; 2^29: nothing owed), one per element in the
  /// board's order. Elements in layers have taps of 2^-30 and no residuals.
  public func withTaps<Result, Failure: Error>(
    _ body: (_ taps: Span<Int32>, _ residuals: Span<Int32>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(
      unsafe Span(_unsafeStart: memory.taps, count: plan.elementCount),
      unsafe Span(_unsafeStart: memory.residuals, count: plan.residualCount))
  }

  /// Elements that stand at an end of their range.
  public var elementsAtRail: Int {
    var count = 0
    for index in 0..<plan.elementCount {
      let tap = unsafe memory.taps[index]
      if plan.isLayered {
        count += tap.magnitude >= DigitalNetwork.tapLimit.magnitude ? 1 : 0
        continue
      }
      let element = plan.element(index)
      if tap == element.minimumTap || tap == element.maximumTap { count += 1 }
    }
    return count
  }

  /// Brings the board to the engine's taps; before the first trial, and after a restore.
  ///
  /// Throws `BoardFault.Kind.otherNetwork` where the plan is of layers, or of two copies, and the
  /// board is not.
  public mutating func turnBoard<B: Board & ~Copyable>(_ board: inout B) throws(BoardFault) {
    guard plan.isLayered == B.isLayered, B.mayBeTwin || !plan.isTwin else {
      throw BoardFault(.otherNetwork, channel: UInt32(plan.layerCount))
    }
    if B.isLayered, elements == nil {
      guard let block = unsafe layersBlock else { throw BoardFault(.otherNetwork, channel: 0) }
      unsafe makeElements(block)
    }
    try board.turn(unsafe Span(_unsafeStart: memory.taps, count: plan.elementCount))
  }
}
