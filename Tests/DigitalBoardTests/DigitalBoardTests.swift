import BoardInterface
import DigitalBoard
import DigitalNetwork
import FixedPoint
import LearningEngine
import Plan
import PlanImage
import Testing

/// The engine on a board of layers, against the network itself and the rule's formula.
@Suite struct DigitalBoardTests {
  private static let sizes = [13, 7, 5, 3]
  private static let links = [(0, 1), (1, 2), (2, 3), (0, 3)]

  func draft(
    _ nudge: Nudge, batch: UInt32, activation: DigitalActivation = .hardSigmoid,
    storesStates: Bool = false
  ) -> PlanDraft {
    var draft = PlanDraft()
    draft.header.seed = 3
    draft.header.trials = 100
    draft.header.nodeCount = 28
    draft.header.batchSize = batch
    draft.header.decision = Decision.largestOutput.rawValue
    draft.header.nudge = nudge.rawValue
    draft.header.push = Push.force.rawValue
    draft.header.nudgedSettleMicroseconds = 5
    draft.header.storesStates = storesStates ? 1 : 0
    draft.sources = (0..<13).map { PlanSource(node: $0) }
    draft.clamps = [25, 26, 27]
    draft.outputs = (0..<3).map { PlanOutput(node: 25 + $0, clamp: $0) }
    draft.layers = Self.sizes.map { PlanLayer(nodeCount: UInt32($0), rate: 3_000) }
    for index in 1..<4 { draft.layers[index].activation = UInt32(activation.rawValue) }
    draft.blocks = Self.links.map {
      PlanBlock(from: UInt16($0.0), to: UInt16($0.1), startReach: 1 << 29)
    }
    draft.blocks[1].weight = 1 << 29
    // 2^53 / 2^54: half a weight for a contrast of 1, a quarter in block 1.
    draft.schedule = [
      ScheduleStep(
        fromTrial: 0, eta: 1 << 15, settleMicroseconds: 12, rateMantissa: 1 << 53, rateShift: 0)
    ]
    var draws = RandomGenerator(seed: 8, stream: 2)
    draft.images = (0..<13 * 6).map { _ in UInt8(draws.next(below: 256)) }
    draft.trainTargets = [0, 1, 2, 2, 1, 0]
    draft.targetRows = [1, 0, 0, 0, 1, 0, 0, 0, 1].map { $0 << 20 }
    draft.names = ["b", "t", "0", "1", "2"]
    return draft
  }

  /// What one example says: the states of all nodes, free and nudged, behind free responses at all of
  /// these taps.
  private func responses(
    _ network: inout DigitalNetwork, _ history: [[Int64]], _ pixels: ArraySlice<UInt8>,
    _ label: UInt32, _ nudge: Nudge, isAway: Bool
  ) -> (first: [Int64], second: [Int64]) {
    let levels = pixels.map { Int16($0) << 7 }
    let target = (0..<3).map { Int16($0 == label ? 32_767 : 0) }
    func states(_ network: borrowing DigitalNetwork) -> [Int64] {
      (0..<Self.sizes.count).flatMap { layer in
        network.withStates(layer: layer) { span in span.indices.map { Int64(span[$0]) } }
      }
    }
    func show(_ strength: Int32?) -> [Int64] {
      network.rest()
      for taps in history {
        set(&network, taps)
        network.impose(levels.span)
        network.relax(sweeps: 12)
      }
      if let strength { network.relax(sweeps: 5, towards: target.span, strength: strength) }
      return states(network)
    }
    // beta .5 of a squared error: strength 1.
    switch nudge {
    case .symmetric: return (show(-65_536), show(65_536))
    default: return (show(nil), show(isAway ? -65_536 : 65_536))
    }
  }

  @Test(
    arguments: [Nudge.oneSided, .symmetric, .eitherSide].flatMap { nudge in
      [false, true].map { (nudge, $0) }
    },
    [DigitalActivation.hardSigmoid, .tanh, .sigmoid])
  func turnsAsTheFormulaSays(
    _ way: (nudge: Nudge, storesStates: Bool), _ activation: DigitalActivation
  ) throws {
    let (batch, nudge) = (3, way.nudge)
    let draft = draft(
      nudge, batch: UInt32(batch), activation: activation, storesStates: way.storesStates)
    let memory = try PlanMemory(draft.image())
    let plan = memory.plan
    let rig = try Rig(plan)
    let start = rig.taps
    #expect(start.contains { $0 > 1 << 28 } && start.allSatisfy { abs($0) <= 1 << 29 })
    var away: [Bool] = []
    var draws = RandomGenerator(seed: 3, stream: 1)
    for _ in 0..<4 { away.append(nudge == .eitherSide && draws.next() & 1 == 1) }
    // Both sides occur.
    if nudge == .eitherSide { #expect(Set(away).count == 2) }

    let layers = Self.sizes.enumerated().map { index, count in
      DigitalLayer(
        nodeCount: Int32(count), rate: 3_000,
        activation: index == 0 ? .hardSigmoid : activation)
    }
    let blocks = Self.links.map { DigitalBlock(from: Int32($0.0), to: Int32($0.1)) }
    let block = Room(DigitalNetwork.byteCount(layers.span, blocks.span))
    var network = unsafe try DigitalNetwork(layers.span, blocks.span, block: block.base)
    var taps = start.map { Int64($0) }
    // When each example was shown.
    var histories = [[[Int64]]](repeating: [], count: 6)
    for round in 0..<4 {
      var said: [(first: [Int64], second: [Int64])] = []
      for slot in 0..<batch {
        let example = (round * batch + slot) % 6
        if !way.storesStates { histories[example] = [] }
        histories[example].append(taps)
        said.append(
          responses(
            &network, histories[example], draft.images[example * 13..<example * 13 + 13],
            draft.trainTargets[example], nudge, isAway: away[round]))
      }
      turn(&taps, said, isAway: away[round])
      for _ in 0..<batch { _ = try rig.engine.runTrial(on: &rig.board) }
      #expect(rig.taps.map { Int64($0) } == taps, "batch \(round)")
    }
    #expect(taps != start.map { Int64($0) })
    withExtendedLifetime(memory) {}
  }

  private func set(_ network: inout DigitalNetwork, _ taps: [Int64]) {
    var rest = taps.map { Int32($0) }[...]
    for (index, link) in Self.links.enumerated() {
      let count = Self.sizes[link.0] * Self.sizes[link.1]
      let part = Array(rest.prefix(count))
      network.setWeights(block: index, taps: part.span)
      rest = rest.dropFirst(count)
    }
    for layer in 1..<Self.sizes.count {
      let part = Array(rest.prefix(Self.sizes[layer]))
      network.setBiases(layer: layer, taps: part.span)
      rest = rest.dropFirst(Self.sizes[layer])
    }
  }

  /// `tap += rate * sum s_i s_j (second) - s_i s_j (first)`: products of pairs of 2^-30 are shifted by
  /// ten bits, a contrast of 2^-20 at half a weight is 2^9 taps of 2^-30. Taps end where weights do.
  private func turn(
    _ taps: inout [Int64], _ said: [(first: [Int64], second: [Int64])], isAway: Bool
  ) {
    let starts = Self.sizes.indices.map { Self.sizes[..<$0].reduce(0, +) }
    let sign: Int64 = isAway ? -1 : 1
    var at = 0
    for (index, link) in Self.links.enumerated() {
      for row in 0..<Self.sizes[link.0] {
        for column in 0..<Self.sizes[link.1] {
          var sum: Int64 = 0
          for (first, second) in said {
            let (i, j) = (starts[link.0] + row, starts[link.1] + column)
            sum += second[i] * second[j] - first[i] * first[j]
          }
          taps[at] += sign * (sum >> 10) * (index == 1 ? 256 : 512)
          at += 1
        }
      }
    }
    for layer in 1..<Self.sizes.count {
      // The first block that leads to a layer.
      let scale: Int64 = layer == 2 ? 256 : 512
      for node in 0..<Self.sizes[layer] {
        let place = starts[layer] + node
        let sum = said.reduce(0) { $0 + ($1.second[place] - $1.first[place]) << 5 }
        taps[at] += sign * sum * scale
        at += 1
      }
    }
    let limit: Int64 = 32_767 << 15
    for index in taps.indices { taps[index] = min(max(taps[index], -limit), limit) }
  }

  /// `E = 1/2 sum s^2 - sum s W s - sum b s` in double precision.
  @Test func theEnergyIsThatOfTheFormula() throws {
    let memory = try PlanMemory(draft(.oneSided, batch: 1).image())
    let rig = try Rig(memory.plan)
    for _ in 0..<5 { _ = try rig.engine.runTrial(on: &rig.board) }
    let levels = (0..<13).map { Sample(raw: Int32($0) << 15) }
    try rig.board.begin(Moment(trial: 0, example: 0, phase: .free))
    try rig.board.drive(levels.span)
    try rig.board.settle(microseconds: 12)
    var states: [[Double]] = []
    rig.board.withNetwork { network in
      for layer in 0..<Self.sizes.count {
        states.append(
          network.withStates(layer: layer) { s in s.indices.map { Double(s[$0]) * 0x1p-15 } })
      }
    }
    var energy = states.joined().reduce(0) { $0 + $1 * $1 } / 2
    var rest = rig.taps.map { Double($0) * 0x1p-30 }[...]
    for link in Self.links {
      for i in 0..<Self.sizes[link.0] {
        for j in 0..<Self.sizes[link.1] {
          energy -= states[link.0][i] * states[link.1][j] * (rest.popFirst() ?? 0)
        }
      }
    }
    for layer in 1..<Self.sizes.count {
      for state in states[layer] { energy -= state * (rest.popFirst() ?? 0) }
    }
    #expect(rest.isEmpty)
    let measured = Double(rig.board.energy()) * 0x1p-20
    #expect(abs(measured - energy) < 1e-3, "\(measured) \(energy)")
  }

  /// Threads share the work and change nothing.
  @Test(arguments: [2, 3, 4]) func threadsLearnTheSame(_ threads: Int) throws {
    let memory = try PlanMemory(draft(.eitherSide, batch: 6).image())
    let (one, more) = (try Rig(memory.plan), try Rig(memory.plan, threads: threads))
    #expect(more.board.threadCount == threads)
    for _ in 0..<24 {
      let a = try one.engine.runTrial(on: &one.board)
      let b = try more.engine.runTrial(on: &more.board)
      #expect(a.squaredError == b.squaredError && a.correct == b.correct)
    }
    #expect(one.taps == more.taps)
    withExtendedLifetime(memory) {}
  }

  @Test func plansOfOtherBoardsAreRefused() throws {
    var plain = draft(.oneSided, batch: 1)
    plain.layers = []
    #expect(throws: PlanError.self) { _ = try PlanMemory(plain.image()) }
    let memory = try PlanMemory(draft(.oneSided, batch: 1).image())
    let rig = try Rig(memory.plan)
    var other = PlainBoard()
    #expect(throws: BoardFault(.otherNetwork, channel: 4)) { try rig.engine.turnBoard(&other) }
    // What the board is not asked in its own way it refuses.
    let levels = [Sample](repeating: .zero, count: 2)
    #expect(throws: BoardFault(.otherNetwork, channel: 4)) { try rig.board.drive(levels.span) }
    #expect(throws: BoardFault(.otherNetwork, channel: 4)) { try rig.board.clamp(levels.span) }
    let taps = [Int32](repeating: 0, count: 20)
    #expect(throws: BoardFault(.otherNetwork, channel: 4)) { try rig.board.turn(taps.span) }
    var none: DigitalElements?
    #expect(throws: BoardFault(.otherNetwork, channel: 4)) {
      try rig.board.turn(&none, rates: Span(), DigitalUpdate(isAway: false))
    }
  }
}

/// An engine and a board with their memory.
@safe final class Rig {
  var engine: Engine
  /// Ends its threads before its memory goes.
  var board: DigitalBoard
  private let rooms: [Room]

  init(_ plan: Plan, threads: Int = 1) throws {
    let rooms = [
      Engine.byteCount(for: plan), Engine.layersByteCount(for: plan),
      DigitalBoard.byteCount(for: plan, threads: threads),
    ].map { Room($0) }
    self.rooms = rooms
    unsafe engine = Engine(plan: plan, block: rooms[0].base, layers: rooms[1].base)
    unsafe board = try DigitalBoard(plan: plan, threads: threads, block: rooms[2].base)
    try engine.turnBoard(&board)
  }

  var taps: [Int32] { engine.withTaps { taps, _ in taps.indices.map { taps[$0] } } }
}

/// Zeroed memory, aligned to 64, that notices who writes behind its end.
@safe final class Room {
  let base: UnsafeMutableRawPointer
  private let end: UnsafeMutablePointer<UInt8>
  private static let guardBytes = 64

  init(_ count: Int) {
    unsafe base = UnsafeMutableRawPointer.allocate(
      byteCount: count + Self.guardBytes, alignment: 64)
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    unsafe end = (base + count).initializeMemory(
      as: UInt8.self, repeating: 0x5A, count: Self.guardBytes)
  }

  deinit {
    for place in 0..<Self.guardBytes where unsafe end[place] != 0x5A {
      Issue.record("written \(place) bytes behind the end")
    }
    unsafe base.deallocate()
  }
}

/// A board that is none of layers, and does nothing.
struct PlainBoard: Board {
  mutating func begin(_ moment: Moment) {}
  mutating func drive(_ levels: Span<Sample>) {}
  mutating func clamp(_ levels: Span<Sample>) {}
  mutating func release() {}
  mutating func settle(microseconds: UInt32) {}
  mutating func sample(into samples: inout MutableSpan<Sample>) {}
  mutating func turn(_ taps: Span<Int32>) {}
  mutating func makeSafe() {}
  mutating func nextNotice() -> BoardFault? { nil }
  mutating func nowMicroseconds() -> UInt64 { 0 }
}
