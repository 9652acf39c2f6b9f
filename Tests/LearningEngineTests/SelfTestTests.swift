import BoardInterface
import LearningEngine
import Plan
import PlanImage
import SimulatedBoard
import Testing

@Suite struct SelfTestTests {
  private static func model(_ layout: Int, seed: UInt64, clampOhms: Double = 1) -> BoardModel {
    layout == 0
      ? SimulatedNetworks.model(
        edges: SimulatedNetworks.meshed, sources: [0, 1, 2, 3], clamps: [5, 6, 8], seed: seed,
        clampOhms: clampOhms)
      : SimulatedNetworks.model(
        edges: SimulatedNetworks.layered, sources: [0, 1, 2, 3, 4, 5], clamps: [6, 7, 8],
        seed: seed, clampOhms: clampOhms)
  }

  private func verdict(_ model: BoardModel, _ faults: [FaultInjection] = []) throws -> BoardFault? {
    let bench = try EngineBench(SimulatedNetworks.draft(model))
    var board = try SimulatedBoard(model, faults: faults)
    return bench.selfTest(on: &board)
  }

  @Test(arguments: [0, 1]) func aThousandHealthyBoardsPass(layout: Int) throws {
    for seed in 0..<500 as Range<UInt64> {
      let found = try verdict(Self.model(layout, seed: seed))
      #expect(found == nil, "board \(seed)")
    }
  }

  @Test(arguments: [0, 1]) func everyFaultOfEveryChannelIsNamed(layout: Int) throws {
    let kinds: [BoardFault.Kind] = [
      .probeStuck, .probeSaturated, .probeDisconnected, .clampStuck, .sourceOff,
    ]
    for seed in 0..<12 as Range<UInt64> {
      let model = Self.model(layout, seed: seed)
      for kind in kinds {
        for channel in model.channelNames(for: kind).indices {
          let found = try verdict(model, [FaultInjection(kind, channel: channel, atTrial: 0)])
          #expect(found?.kind == kind, "\(kind) \(channel) on board \(seed)")
          #expect(found?.channel == UInt32(channel), "\(kind) \(channel) on board \(seed)")
        }
      }
    }
  }

  /// A clamp behind as much as an element pulls its node only half-way.
  @Test func aWeakClampThatHoldsIsNamed() throws {
    for seed in 0..<20 as Range<UInt64> {
      for clamp in 0..<3 {
        let model = Self.model(0, seed: seed, clampOhms: 20_000)
        let found = try verdict(model, [FaultInjection(.clampStuck, channel: clamp, atTrial: 0)])
        #expect(found?.kind == .clampStuck && found?.channel == UInt32(clamp))
      }
    }
  }

  @Test func detailsSayWhatWasMeasured() throws {
    let model = Self.model(0, seed: 1)
    let volt = 0x1p20 / 3.3
    let tolerance = Double(SimulatedNetworks.tolerance)
    let off = try verdict(model, [FaultInjection(.sourceOff, channel: 2, atTrial: 0)])
    #expect(abs(Double(off?.detail ?? 0) - volt) < tolerance)
    let stuck = try verdict(model, [FaultInjection(.probeStuck, channel: 4, atTrial: 0)])
    #expect(abs(Double(stuck?.detail ?? 0) - 0x1p19) < tolerance)
    // The examples span 0 ... 1, so that the upper level is three quarters; the clamp holds 0.
    let held = try verdict(model, [FaultInjection(.clampStuck, channel: 1, atTrial: 0)])
    #expect(abs(Double(held?.detail ?? 0) + 0.75 * 0x1p20) < tolerance)
  }

  /// Elements may be in any state: without current they do not matter.
  @Test func brokenElementsAreNoAlarm() throws {
    let model = Self.model(0, seed: 3)
    for kind in [BoardFault.Kind.elementStuck, .elementShorted, .elementOpen] {
      for element in 0..<16 {
        #expect(try verdict(model, [FaultInjection(kind, channel: element, atTrial: 0)]) == nil)
      }
    }
  }

  /// Examples that all drive the same level must not make the test blind.
  @Test(arguments: [fullScale, 1 << 18, 0]) func oneLevelOfExamplesIsEnough(level: Int32) throws {
    let model = Self.model(0, seed: 4)
    var draft = SimulatedNetworks.draft(model)
    draft.trainInputs = draft.trainInputs.map { _ in level }
    let bench = try EngineBench(draft)
    var board = try SimulatedBoard(
      model, faults: [FaultInjection(.probeSaturated, channel: 0, atTrial: 0)])
    let found = bench.selfTest(on: &board)
    #expect(found?.kind == .probeSaturated && found?.channel == 0)
    var healthy = try SimulatedBoard(model)
    #expect(bench.selfTest(on: &healthy) == nil)
  }

  @Test func itDrivesAllSourcesToOneLevelAndLeavesClampsAlone() throws {
    var draft = PlanDraft.minimal(nodes: 3, sources: 2, outputNodes: [2])
    draft.trainInputs = [-400, 1_200]
    let bench = try EngineBench(draft)
    let board = ScriptedBoard { board in Array(repeating: board.levels[0], count: 3) }
    var handle = board
    #expect(bench.selfTest(on: &handle) == nil)
    func step(_ number: UInt32, _ level: Int32) -> [Call] {
      [
        .begin(Moment(trial: 0, example: number, phase: .selfTest)), .drive([level, level]),
        .settle(20 * 7), .sample,
      ]
    }
    #expect(board.calls == step(0, 0) + step(1, 800))
  }
}
