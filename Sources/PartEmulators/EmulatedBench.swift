public import BoardInterface
import FixedPoint
public import SimulatedBoard
public import Wiring

/// A simulated board behind its chips' analog pins: what a chip puts out drives the network, and what
/// the network does is what a chip measures, code by code as the wiring says.
///
/// With the moments announced (``begin(_:)``) and the pauses passed on, its readings are those of the
/// `SimulatedBoard` behind it, bit for bit, because that is what answers.
public final class EmulatedBench: AnalogSide {
  private var board: SimulatedBoard
  private let wiring: Wiring
  /// Chip and channel to the index of what it serves.
  private var sourceOf: [Place: Int] = [:]
  private var clampOf: [Place: Int] = [:]
  private var switchOf: [Place: [Int]] = [:]
  private var nodeOf: [Place: Int] = [:]
  private var elementOf: [Place: Int] = [:]

  private var sourceLevels: [Sample]
  private var clampLevels: [Sample]
  /// Whether each clamp's switch is closed, and its output drives.
  private var closed: [Bool]
  private var drives: [Bool]
  private var taps: [Int32]
  private var disconnected: Set<Int> = []
  private var sourcesChanged = true
  private var clampsChanged = true
  private var tapsChanged = true

  /// One reading of all nodes, and which of them have been asked for.
  private var reading: [Sample]
  private var isRead: [Bool]
  /// How many nodes of it have been asked for.
  private var readCount = 0
  private var hasReading = false

  struct Place: Hashable {
    var chip: Int
    var channel: Int
  }

  /// The wiring must be of this board, with the plan's clamps.
  public init(
    _ model: BoardModel, wiring: Wiring, faults: [FaultInjection] = []
  ) throws(BoardModelError) {
    board = try SimulatedBoard(model, faults: faults, clock: .settling)
    self.wiring = wiring
    sourceLevels = Array(repeating: Sample(raw: 0), count: wiring.sourceCount)
    clampLevels = Array(repeating: Sample(raw: 0), count: wiring.clampCount)
    closed = Array(repeating: false, count: wiring.clampCount)
    drives = Array(repeating: false, count: wiring.clampCount)
    taps = model.elements.map { Int32($0.startTap) }
    reading = Array(repeating: Sample(raw: 0), count: wiring.nodeCount)
    isRead = Array(repeating: false, count: wiring.nodeCount)
    for index in 0..<wiring.sourceCount { sourceOf[Self.place(wiring.source(index))] = index }
    for index in 0..<wiring.clampCount {
      let clamp = wiring.clamp(index)
      clampOf[Self.place(clamp)] = index
      if clamp.switchChip == WiringHeader.none {
        closed[index] = true
      } else {
        let toggle = Place(chip: Int(clamp.switchChip), channel: Int(clamp.switchChannel))
        switchOf[toggle, default: []].append(index)
      }
    }
    for node in 0..<wiring.nodeCount { nodeOf[Self.place(wiring.probe(node))] = node }
    for index in 0..<wiring.elementCount { elementOf[Self.place(wiring.element(index))] = index }
  }

  private static func place(_ channel: WiringChannel) -> Place {
    Place(chip: Int(channel.chip), channel: Int(channel.channel))
  }

  /// What comes next, for the noise; without it noise goes on from the last moment.
  public func begin(_ moment: Moment) {
    board.begin(moment)
    hasReading = false
    // A driver says everything anew in every moment, and so it draws the noise of its converters.
    switch moment.phase {
    case .clamped, .counterclamped: clampsChanged = true
    case .free, .evaluateTrain, .evaluateTest, .selfTest:
      sourcesChanged = true
    }
  }

  /// Time for the network.
  public func pause(microseconds: UInt32) {
    bringUpToDate()
    board.settle(microseconds: microseconds)
    hasReading = false
  }

  public func nextNotice() -> BoardFault? { board.nextNotice() }

  public func code(part: Int, channel: Int) -> Int32 {
    guard let node = nodeOf[Place(chip: part, channel: channel)] else { return 0 }
    // A second conversion of a node belongs to a new reading, unless it is the only one so far: a
    // pipelined converter begins with conversions that nobody looks at.
    if !hasReading || (isRead[node] && readCount > 1) { read() }
    if !isRead[node] { readCount += 1 }
    isRead[node] = true
    return Self.code(of: reading[node], wiring.probe(node))
  }

  private func read() {
    bringUpToDate()
    var span = reading.mutableSpan
    board.sample(into: &span)
    for node in isRead.indices { isRead[node] = false }
    readCount = 0
    hasReading = true
  }

  public func output(part: Int, channel: Int, code: UInt16?) {
    let place = Place(chip: part, channel: channel)
    if let index = sourceOf[place] {
      let channel = wiring.source(index)
      let level = Self.level(of: code ?? 0, channel)
      guard level != sourceLevels[index] else { return }
      sourceLevels[index] = level
      sourcesChanged = true
    } else if let index = clampOf[place] {
      let level = code.map { Self.level(of: $0, wiring.clamp(index)) } ?? clampLevels[index]
      guard drives[index] != (code != nil) || level != clampLevels[index] else { return }
      drives[index] = code != nil
      clampLevels[index] = level
      clampsChanged = true
    }
    hasReading = false
  }

  public func wiper(part: Int, channel: Int, code: UInt16?) {
    guard let index = elementOf[Place(chip: part, channel: channel)] else { return }
    if let code {
      disconnected.remove(index)
      taps[index] = Self.tap(of: code, wiring.element(index))
    } else {
      disconnected.insert(index)
    }
    tapsChanged = true
    hasReading = false
  }

  public func toggle(part: Int, channel: Int, isClosed: Bool) {
    for index in switchOf[Place(chip: part, channel: channel)] ?? [] where closed[index] != isClosed
    {
      closed[index] = isClosed
      clampsChanged = true
      hasReading = false
    }
  }

  private func bringUpToDate() {
    if tapsChanged {
      board.turn(taps.span)
      board.disconnect(disconnected)
      tapsChanged = false
    }
    if sourcesChanged {
      board.drive(sourceLevels.span)
      sourcesChanged = false
    }
    if clampsChanged {
      let holds = zip(closed, drives).map { $0 && $1 }
      if holds.contains(true) {
        board.clamp(clampLevels.span, connecting: holds)
      } else {
        board.release()
      }
      clampsChanged = false
    }
  }

  /// Whether any clamp holds its node.
  public var isAnyClampHolding: Bool { zip(closed, drives).contains { $0 && $1 } }

  /// What each source was last given, as a level.
  public var standingSources: [Sample] { sourceLevels }

  /// The wipers as they stand, by element.
  public var standingTaps: [Int32] { taps }

  /// The level that a code stands for: the inverse of `WiringChannel.code(_:)`.
  private static func level(of code: UInt16, _ channel: WiringChannel) -> Sample {
    Sample(raw: Int32(clamping: inverse(Int64(code), channel)))
  }

  /// The code that is read as this sample: the inverse of `WiringChannel.sample(_:)`. Full scale is
  /// read from every code above it; the nearest code could be the one below.
  private static func code(of sample: Sample, _ channel: WiringChannel) -> Int32 {
    let isFull = sample.raw >= 1 << 20
    let code = inverse(Int64(sample.raw), channel, isFull ? .up : .toNearestOrEven)
    return Int32(clamping: min(max(code, 0), Int64(channel.largestCode)))
  }

  private static func tap(of code: UInt16, _ channel: WiringChannel) -> Int32 {
    Int32(clamping: inverse(Int64(code), channel))
  }

  /// The x whose image `(x * mantissa + offset) / 2^32` is nearest to `image`.
  private static func inverse(
    _ image: Int64, _ channel: WiringChannel, _ rule: FloatingPointRoundingRule = .toNearestOrEven
  ) -> Int64 {
    guard channel.mantissa != 0 else { return 0 }
    let exact = (Double(image) * 0x1p32 - Double(channel.offset)) / Double(channel.mantissa)
    return Int64(exact.rounded(rule))
  }
}
