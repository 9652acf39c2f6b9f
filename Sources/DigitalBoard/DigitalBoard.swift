import BoardInterface
import CDevice
import DigitalNetwork
import FixedPoint
import Plan

/// A board that is nothing but a ``DigitalNetwork``: nodes that relax in fixed point, elements that are
/// numbers.
///
/// A free response starts at rest, a nudged one where the free response ended; both sides of a
/// symmetric trial start there. A microsecond of settling is a sweep: all nodes take one step.
@safe
public struct DigitalBoard: ~Copyable {
  private var network: DigitalNetwork
  private let plan: Plan
  /// What the pull aims at, 2^-15; one per clamp.
  private let targets: UnsafeMutablePointer<Int16>
  /// The levels imposed, 2^-15; one per source.
  private let levels: UnsafeMutablePointer<Int16>
  /// The free response, kept for the second side of a symmetric trial.
  private let kept: UnsafeMutablePointer<Int16>
  private var hasKept = false
  private var strength: Int32?
  /// Sweeps done since the start, and responses that they were for. A response that stops changing
  /// needs fewer than it was given.
  public private(set) var sweepCount: UInt64 = 0
  public private(set) var responseCount: UInt64 = 0

  /// The zeroed bytes that a board for a plan of layers works in.
  public static func byteCount(for plan: Plan) -> Int {
    networkBytes(plan) + ownBytes(plan)
  }

  private static func networkBytes(_ plan: Plan) -> Int {
    plan.withShape { layers, blocks in (DigitalNetwork.byteCount(layers, blocks) + 31) & ~31 }
  }

  private static func ownBytes(_ plan: Plan) -> Int {
    2 * (plan.clampCount + plan.sourceCount + plan.nodeCount)
  }

  /// All taps zero. `block`: ``byteCount(for:)`` zeroed bytes, aligned to 32, that outlive the board.
  ///
  /// Throws where the plan has no layers.
  public init(plan: Plan, block: UnsafeMutableRawPointer) throws(DigitalShapeError) {
    let network = try plan.withShape { (layers, blocks) throws(DigitalShapeError) in
      unsafe try DigitalNetwork(layers, blocks, block: block)
    }
    self.network = network
    self.plan = plan
    let own = unsafe (block + Self.networkBytes(plan))
      .bindMemory(to: Int16.self, capacity: Self.ownBytes(plan) / 2)
    unsafe targets = own
    unsafe levels = own + plan.clampCount
    unsafe kept = own + plan.clampCount + plan.sourceCount
  }

  /// The network, to be looked at.
  public func withNetwork<Result>(_ body: (borrowing DigitalNetwork) -> Result) -> Result {
    body(network)
  }
}

extension DigitalBoard: Board {
  public static var mayBeTwin: Bool { false }
  public static var isLayered: Bool { true }

  public mutating func begin(_ moment: Moment) throws(BoardFault) {
    responseCount &+= 1
    switch moment.phase {
    case .clamped:
      if hasKept { unsafe network.setStates(kept) }
      hasKept = false
    case .counterclamped:
      unsafe network.copyStates(to: kept)
      hasKept = true
    case .free, .evaluateTrain, .evaluateTest, .evaluateValidation, .selfTest:
      hasKept = false
      network.rest()
    }
  }

  public mutating func drive(_ samples: Span<Sample>) throws(BoardFault) {
    guard samples.count == plan.sourceCount else {
      throw BoardFault(.otherNetwork, channel: UInt32(plan.layerCount))
    }
    for index in samples.indices { unsafe levels[index] = Self.state(samples[index]) }
    network.impose(unsafe Span(_unsafeStart: levels, count: samples.count))
  }

  /// Not what these nodes know: they are pulled.
  public mutating func clamp(_ levels: Span<Sample>) throws(BoardFault) {
    throw BoardFault(.otherNetwork, channel: UInt32(plan.layerCount))
  }

  public mutating func pull(_ levels: Span<Sample>, strength: Int32) throws(BoardFault) {
    guard levels.count == plan.clampCount else {
      throw BoardFault(.otherNetwork, channel: UInt32(plan.layerCount))
    }
    for index in levels.indices { unsafe targets[index] = Self.state(levels[index]) }
    self.strength = strength
  }

  public mutating func release() throws(BoardFault) { strength = nil }

  public mutating func settle(microseconds: UInt32) throws(BoardFault) {
    guard let strength else {
      sweepCount &+= UInt64(network.relax(sweeps: Int(microseconds)))
      return
    }
    sweepCount &+= UInt64(
      network.relax(
        sweeps: Int(microseconds),
        towards: unsafe Span(_unsafeStart: targets, count: plan.clampCount), strength: strength))
  }

  public mutating func sample(into samples: inout MutableSpan<Sample>) throws(BoardFault) {
    var first = 0
    for layer in 0..<network.layerCount {
      let count = network.nodeCount(layer: layer)
      guard first + count <= samples.count else {
        throw BoardFault(.otherNetwork, channel: UInt32(plan.layerCount))
      }
      network.withStates(layer: layer) { states in
        for node in states.indices {
          samples[first + node] = Sample(raw: Int32(states[node]) &<< 5)
        }
      }
      first += count
    }
  }

  public mutating func turn(_ taps: Span<Int32>) throws(BoardFault) {
    guard taps.count == plan.elementCount else {
      throw BoardFault(.otherNetwork, channel: UInt32(plan.layerCount))
    }
    try turn(taps, from: 0)
  }

  /// Whole blocks, whole pairs of rows or the biases of whole layers, as the engine turns them.
  public mutating func turn(_ taps: Span<Int32>, from first: Int) throws(BoardFault) {
    var (taken, start) = (0, 0)
    for block in 0..<plan.blockCount where taken < taps.count {
      let count = plan.weightCount(block: block)
      let at = first + taken
      if at >= start, at < start + count {
        let width = Int(plan.layer(Int(plan.block(block).to)).nodeCount)
        let part = min(taps.count - taken, start + count - at)
        network.setRows(
          block: block, from: (at - start) / width, taps: taps.extracting(taken..<taken + part))
        taken += part
      }
      start += count
    }
    for layer in 1..<plan.layerCount where taken < taps.count {
      let count = network.nodeCount(layer: layer)
      if first + taken == start, taps.count - taken >= count {
        network.setBiases(layer: layer, taps: taps.extracting(taken..<taken + count))
        taken += count
      }
      start += count
    }
    guard taken == taps.count else {
      throw BoardFault(.otherNetwork, channel: UInt32(plan.layerCount))
    }
  }

  public mutating func energy() throws(BoardFault) -> Int64 { network.energy() }

  public mutating func makeSafe() {
    strength = nil
    network.rest()
  }

  public mutating func nextNotice() -> BoardFault? { nil }

  /// The machine's clock: how long a relaxation takes is what people ask of these boards.
  public mutating func nowMicroseconds() -> UInt64 { wheatstone_monotonic_microseconds() }

  /// 2^-15, from 0 to just below 1.
  private static func state(_ sample: Sample) -> Int16 {
    Int16(truncatingIfNeeded: min(max(sample.raw &>> 5, 0), 32_767))
  }
}
