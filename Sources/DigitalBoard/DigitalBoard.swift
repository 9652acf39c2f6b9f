import BoardInterface
import CDevice
import DigitalNetwork
import FixedPoint
import Plan

/// A board that is nothing but a `DigitalNetwork`: nodes that relax in fixed point, elements that are
/// numbers. Several threads may share the examples of a batch, and the turning of elements; what comes
/// out is the same.
///
/// A free response starts at rest, or where the example's last one ended (`storesStates`); a nudged one
/// where the free response ended, both sides of a symmetric trial too. A microsecond of settling is a
/// sweep: all nodes take one step.
@safe
public struct DigitalBoard: ~Copyable {
  var network: DigitalNetwork
  var team: DigitalTeam
  let plan: Plan
  /// The levels imposed, 2^-15; one per source.
  let levels: UnsafeMutablePointer<Int16>

  /// The zeroed bytes that a board for a plan of layers works in, with so many threads.
  public static func byteCount(for plan: Plan, threads: Int = 1) -> Int {
    plan.withShape { layers, blocks in
      DigitalNetwork.byteCount(layers, blocks) + DigitalNetwork.alignment
        + DigitalTeam.byteCount(layers, count: threads) + stateBytes(plan, layers)
    } + 2 * plan.sourceCount
  }

  /// What of that are the stored states of the plan's examples, whose ends are whole words.
  public static func stateByteCount(for plan: Plan) -> Int {
    plan.withShape { layers, _ in stateBytes(plan, layers) }
  }

  private static func stateBytes(_ plan: Plan, _ layers: Span<DigitalLayer>) -> Int {
    plan.header.storesStates == 1
      ? DigitalStates.byteCount(layers, examples: plan.allExampleCount) : 0
  }

  /// All taps zero. `block`: ``byteCount(for:threads:)`` zeroed bytes, aligned to
  /// `DigitalNetwork.alignment`, that outlive the board.
  ///
  /// Throws where the plan has no layers. Where the system starts no more threads, one works alone.
  public init(
    plan: Plan, threads: Int = 1, block: UnsafeMutableRawPointer
  ) throws(DigitalShapeError) {
    var network = try plan.withShape { (layers, blocks) throws(DigitalShapeError) in
      unsafe try DigitalNetwork(layers, blocks, block: block)
    }
    network.order = plan.header.alternates == 1 ? .alternating : .together
    let networkBytes = plan.withShape { layers, blocks in
      DigitalNetwork.aligned(DigitalNetwork.byteCount(layers, blocks))
    }
    team = unsafe DigitalTeam(for: network, upTo: threads, block: block + networkBytes)
    self.network = network
    self.plan = plan
    let teamBytes = plan.withShape { layers, _ in
      DigitalTeam.byteCount(layers, count: threads)
    }
    if plan.header.storesStates == 1 {
      team.states = plan.withShape { layers, _ in
        unsafe DigitalStates(
          layers, examples: plan.allExampleCount, block: block + networkBytes + teamBytes)
      }
    }
    unsafe levels = (block + networkBytes + teamBytes + Self.stateByteCount(for: plan))
      .bindMemory(to: Int16.self, capacity: plan.sourceCount)
  }

  /// Threads at work.
  public var threadCount: Int { team.count }

  /// The network, to be looked at.
  public func withNetwork<Result>(_ body: (borrowing DigitalNetwork) -> Result) -> Result {
    body(network)
  }

  /// `DigitalNetwork.energy`, of the example that was shown last.
  public mutating func energy() -> Int64 { network.energy() }

  func fault() -> BoardFault { BoardFault(.otherNetwork, channel: UInt32(plan.layerCount)) }
}
