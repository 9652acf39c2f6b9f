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
  /// What each thread showed.
  private let shown: UnsafeMutablePointer<DigitalResponses>
  /// Where examples that have a number begin, and are left; nil: all begin at rest.
  public var states: DigitalStates?

  /// The most threads.
  public static var limit: Int { DigitalElements.partLimit }

  /// The zeroed bytes that a team needs for a network of these layers.
  public static func byteCount(_ layers: Span<DigitalLayer>, count: Int) -> Int {
    twinsStart(count) + twinBytes(count) + shownBytes(count)
      + max(count - 1, 0) * DigitalNetwork.aligned(DigitalNetwork.byteCount(sharing: layers))
  }

  private static func twinsStart(_ count: Int) -> Int {
    DigitalNetwork.aligned(Int(wheatstone_team_bytes(Int32(count))))
  }

  private static func twinBytes(_ count: Int) -> Int {
    DigitalNetwork.aligned(count * MemoryLayout<DigitalNetwork>.stride)
  }

  private static func shownBytes(_ count: Int) -> Int {
    DigitalNetwork.aligned(count * MemoryLayout<DigitalResponses>.stride)
  }

  /// Starts `limit` - 1 threads, or fewer where the system starts no more; at most ``limit``. `block`:
  /// ``byteCount(_:count:)`` zeroed bytes, aligned to ``DigitalNetwork/alignment``, that outlive the
  /// team; the network's own memory must outlive it too.
  public init(
    for network: borrowing DigitalNetwork, upTo limit: Int, block: UnsafeMutableRawPointer
  ) {
    let wanted = min(max(limit, 1), Self.limit)
    // One that works alone starts no thread, and cannot fail.
    let failed = unsafe wheatstone_team_start(block, Int32(wanted)) != 0
    if failed { _ = unsafe wheatstone_team_start(block, 1) }
    count = failed ? 1 : wanted
    unsafe team = block
    let start = unsafe block + Self.twinsStart(wanted)
    unsafe twins = start.bindMemory(to: DigitalNetwork.self, capacity: wanted)
    unsafe shown = (start + Self.twinBytes(wanted))
      .bindMemory(to: DigitalResponses.self, capacity: wanted)
    var place = unsafe start + Self.twinBytes(wanted) + Self.shownBytes(wanted)
    for index in 0..<count - 1 {
      unsafe (twins + index).initialize(to: DigitalNetwork(sharing: network, block: place))
      unsafe place += network.bytesSharing
    }
  }

  deinit { unsafe wheatstone_team_stop(team) }

  /// Shows a batch: every example from where it begins, free and then nudged, and keeps what the nodes
  /// said in the elements; without nudged sweeps it is only looked at, and nothing is kept. `levels` and
  /// `targets`: example behind example, as for ``DigitalNetwork/impose(_:)`` and for a nudge; up to as
  /// many as the elements' batch. `examples`: their numbers, no two the same; empty where all begin at
  /// rest. Its free response is where an example is left. `answers`: becomes what the last layer says
  /// freely, as `targets`. Does nothing where sizes do not fit.
  public mutating func respond(
    _ network: inout DigitalNetwork, _ elements: inout DigitalElements, levels: Span<Int16>,
    targets: Span<Int16>, examples numbers: Span<UInt32> = Span(), phases: DigitalPhases,
    answers: inout MutableSpan<Int16>
  ) -> DigitalResponses {
    let inputs = network.nodeCount(layer: 0)
    let outputs = network.nodeCount(layer: network.layerCount - 1)
    let examples = levels.count / inputs
    guard examples <= elements.batch, levels.count == examples * inputs,
      targets.count == examples * outputs, answers.count == targets.count
    else { return DigitalResponses() }
    guard areKnown(numbers, count: examples) else { return DigitalResponses() }
    let count = count
    let states = numbers.count > 0 ? states : nil
    let (team, twins, shown) = unsafe (team, twins, shown)
    return unsafe withUnsafeMutablePointer(to: &network) { network in
      unsafe withUnsafeMutablePointer(to: &elements) { elements in
        var work = unsafe DigitalWork(
          count: count, first: network, twins: twins, elements: elements, responses: shown,
          phases: phases, examples: examples, states: states)
        return unsafe levels.withUnsafeBufferPointer { levels in
          unsafe targets.withUnsafeBufferPointer { targets in
            unsafe numbers.withUnsafeBufferPointer { numbers in
              unsafe answers.withUnsafeMutableBufferPointer { answers in
                unsafe work.levels = levels.baseAddress
                unsafe work.targets = targets.baseAddress
                unsafe work.numbers = numbers.baseAddress
                unsafe work.answers = answers.baseAddress
                return unsafe Self.respond(team, &work)
              }
            }
          }
        }
      }
    }
  }

  /// By itself: inlined it would be there once for each of the spans above that may be empty.
  @inline(never)
  private static func respond(
    _ team: UnsafeMutableRawPointer, _ work: inout DigitalWork
  ) -> DigitalResponses {
    unsafe wheatstone_team_run(
      team, { unsafe DigitalWork.at($0).respond(part: Int($1)) }, &work)
    var responses = DigitalResponses()
    for part in unsafe 0..<work.count { unsafe responses.add(work.responses[part]) }
    return responses
  }

  /// Whether every example's states have a place; without numbers, or states, none needs one.
  private func areKnown(_ numbers: Span<UInt32>, count: Int) -> Bool {
    guard numbers.count > 0 else { return true }
    guard numbers.count == count else { return false }
    guard let states = states else { return true }
    for slot in numbers.indices where numbers[slot] >= UInt32(clamping: states.exampleCount) {
      return false
    }
    return true
  }

  /// As ``DigitalElements/turn(_:rates:isAway:)``, by as many threads as the elements have parts for.
  public mutating func turn(
    _ network: inout DigitalNetwork, _ elements: inout DigitalElements,
    rates: Span<DigitalRate>, update: DigitalUpdate
  ) {
    let count = min(count, elements.parts)
    let (team, twins, shown) = unsafe (team, twins, shown)
    unsafe withUnsafeMutablePointer(to: &network) { network in
      unsafe withUnsafeMutablePointer(to: &elements) { elements in
        unsafe rates.withUnsafeBufferPointer { rates in
          var work = unsafe DigitalWork(
            count: count, first: network, twins: twins, elements: elements,
            responses: shown, phases: DigitalPhases(), update: update, rates: rates.baseAddress,
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
  /// 2^-16: 0 to 4. Of a cost that is the sum of squared errors twice beta.
  public var strength: Int32
  public var side: DigitalSide
  /// Whether an example's free response is where its next one begins, if that is known.
  public var keepsStates: Bool

  public init(
    freeSweeps: Int = 0, nudgedSweeps: Int = 0, strength: Int32 = 0,
    side: DigitalSide = .towards, keepsStates: Bool = true
  ) {
    self.freeSweeps = freeSweeps
    self.nudgedSweeps = nudgedSweeps
    self.strength = strength
    self.side = side
    self.keepsStates = keepsStates
  }
}

/// Where a nudge pulls to.
public enum DigitalSide: UInt8, BitwiseCopyable, Equatable, Sendable {
  /// The target; the free response is what it is held against.
  case towards = 0
  /// Away from it, by as much.
  case away = 1
  /// Both, each from the free response: the nudge away takes the free response's place.
  case both = 2
}

/// What the examples of a batch came to.
public struct DigitalResponses: BitwiseCopyable, Equatable, Sendable {
  /// Examples shown.
  public var count = 0
  /// Free sweeps of all examples together.
  public var sweeps = 0
  /// The sum of the energies of some free responses, 2^-20, and how many: each costs as much as half a
  /// sweep.
  public var energy: Int64 = 0
  public var energyCount = 0
  /// Of so many examples the first one's energy is looked at.
  static var examplesPerEnergy: Int { 10 }

  /// None.
  public init() {}

  mutating func add(_ other: DigitalResponses) {
    count &+= other.count
    sweeps &+= other.sweeps
    energy &+= other.energy
    energyCount &+= other.energyCount
  }
}
