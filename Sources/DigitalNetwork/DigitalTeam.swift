import CRelaxation

/// Several threads that learn a batch together: each shows its examples to a network of its own over
/// the same weights, then each turns its rows of elements. The same bits as with one thread.
///
/// Threads are started once. Between pieces of work they wait, at first awake.
@safe
public struct DigitalTeam: ~Copyable {
  public let count: Int
  private let team: UnsafeMutableRawPointer
  /// Of the threads behind the first.
  private let twins: UnsafeMutablePointer<DigitalNetwork>

  /// The most threads.
  public static var limit: Int { DigitalElements.partLimit }

  /// The zeroed bytes that a team needs for a network.
  public static func byteCount(for network: borrowing DigitalNetwork, count: Int) -> Int {
    twinsStart(count) + twinBytes(count)
      + max(count - 1, 0) * DigitalNetwork.byteCount(sharing: network)
  }

  private static func twinsStart(_ count: Int) -> Int {
    DigitalNetwork.aligned(Int(wheatstone_team_bytes(Int32(count))))
  }

  private static func twinBytes(_ count: Int) -> Int {
    DigitalNetwork.aligned(count * MemoryLayout<DigitalNetwork>.stride)
  }

  /// Starts `count` - 1 threads, for 1 to ``limit``. `block`: ``byteCount(for:count:)`` zeroed bytes,
  /// aligned to ``DigitalNetwork/alignment``, that outlive the team; the network's own memory must
  /// outlive it too. Nil for a count out of range, or where the system starts no more threads.
  public init?(
    for network: borrowing DigitalNetwork, count: Int, block: UnsafeMutableRawPointer
  ) {
    guard (1...Self.limit).contains(count) else { return nil }
    guard unsafe wheatstone_team_start(block, Int32(count)) == 0 else { return nil }
    self.count = count
    unsafe team = block
    let start = unsafe block + Self.twinsStart(count)
    unsafe twins = start.bindMemory(to: DigitalNetwork.self, capacity: count)
    var place = unsafe start + Self.twinBytes(count)
    for index in 0..<count - 1 {
      unsafe (twins + index).initialize(to: DigitalNetwork(sharing: network, block: place))
      unsafe place += DigitalNetwork.byteCount(sharing: network)
    }
  }

  deinit { unsafe wheatstone_team_stop(team) }

  /// Shows a batch: every example from rest, free and then nudged, and keeps what the nodes said in
  /// the elements. `levels` and `targets`: example behind example, as for
  /// ``DigitalNetwork/impose(_:)`` and for a nudge; as many as the elements' batch. Returns the free
  /// sweeps of all examples together; 0 where sizes do not fit.
  public mutating func respond(
    _ network: inout DigitalNetwork, _ elements: inout DigitalElements, levels: Span<Int16>,
    targets: Span<Int16>, phases: DigitalPhases
  ) -> Int {
    guard levels.count == elements.batch * network.nodeCount(layer: 0),
      targets.count == elements.batch * network.nodeCount(layer: network.layerCount - 1)
    else { return 0 }
    let count = count
    let (team, twins) = unsafe (team, twins)
    return unsafe withUnsafeMutablePointer(to: &network) { network in
      unsafe withUnsafeMutablePointer(to: &elements) { elements in
        unsafe levels.withUnsafeBufferPointer { levels in
          unsafe targets.withUnsafeBufferPointer { targets in
            var work = unsafe DigitalWork(
              count: count, first: network, twins: twins, elements: elements, phases: phases,
              levels: levels.baseAddress, targets: targets.baseAddress)
            unsafe wheatstone_team_run(
              team, { unsafe DigitalWork.at($0).respond(part: Int($1)) }, &work)
            var sweeps = 0
            for part in 0..<count { unsafe sweeps += work.sweeps[part] }
            return sweeps
          }
        }
      }
    }
  }

  /// As ``DigitalElements/turn(_:rates:isAway:)``, by all threads; the elements' parts must be as many
  /// as these, or the first thread does it alone.
  public mutating func turn(
    _ network: inout DigitalNetwork, _ elements: inout DigitalElements,
    rates: Span<DigitalRate>, isAway: Bool
  ) {
    guard elements.parts == count else {
      elements.turn(&network, rates: rates, isAway: isAway)
      return
    }
    let count = count
    let (team, twins) = unsafe (team, twins)
    unsafe withUnsafeMutablePointer(to: &network) { network in
      unsafe withUnsafeMutablePointer(to: &elements) { elements in
        unsafe rates.withUnsafeBufferPointer { rates in
          var work = unsafe DigitalWork(
            count: count, first: network, twins: twins, elements: elements,
            phases: DigitalPhases(isAway: isAway), rates: rates.baseAddress,
            rateCount: rates.count)
          unsafe wheatstone_team_run(
            team, { unsafe DigitalWork.at($0).turn(part: Int($1)) }, &work)
        }
      }
    }
  }
}

/// How an example is shown: at most so many free and nudged sweeps, and the nudge.
public struct DigitalPhases: BitwiseCopyable, Equatable, Sendable {
  public var freeSweeps: Int
  public var nudgedSweeps: Int
  /// Beta, 2^-16: 0 to 4.
  public var strength: Int32
  /// The nudge goes away from the target.
  public var isAway: Bool

  public init(
    freeSweeps: Int = 0, nudgedSweeps: Int = 0, strength: Int32 = 0, isAway: Bool = false
  ) {
    self.freeSweeps = freeSweeps
    self.nudgedSweeps = nudgedSweeps
    self.strength = strength
    self.isAway = isAway
  }
}
