import BoardInterface
import FixedPoint
import SimulatedBoard
import Testing

@Suite struct FaultEffectTests {
  private let model = randomModel(nodes: 9, edges: 16, seed: 1)
  private let drive = samples([1, 4])
  private let level = Sample(raw: 1 << 19)

  private func board(_ names: String...) throws -> SimulatedBoard {
    let model = self.model
    let faults = try names.map { name throws in try model.faultInjection(name) }
    return try SimulatedBoard(model, faults: faults)
  }

  /// With every source at one level and the clamps released no current flows.
  @Test func aSoundBoardPassesTheEqualDriveTest() throws {
    var board = try board()
    #expect(
      board.reading(phase: .selfTest, drive: [level, level])
        == Array(repeating: level.raw, count: 9))
    // Neither does a broken element show there.
    var open = try self.board("element-open:e7")
    #expect(
      open.reading(phase: .selfTest, drive: [level, level])
        == Array(repeating: level.raw, count: 9))
  }

  @Test func anOpenElementCarriesNothingAndIsAnnouncedOnce() throws {
    var board = try board("element-open:e7@3")
    var sound = try self.board()
    for trial in 0..<UInt64(3) {
      #expect(
        board.reading(trial: trial, drive: drive) == sound.reading(trial: trial, drive: drive))
    }
    #expect(board.trueState().elementAmperes[6] != 0)
    #expect(board.notices().isEmpty)
    _ = board.reading(trial: 3, drive: drive)
    #expect(board.trueState().elementAmperes[6] == 0)
    #expect(board.notices() == [BoardFault(.elementOpen, channel: 6)])
    _ = board.reading(trial: 4, drive: drive)
    #expect(board.notices().isEmpty)
    // Turning it changes nothing.
    let before = board.again()
    var taps = model.elements.map { Int32($0.startTap) }
    taps[6] = (taps[6] + 40) % 128
    board.turn(taps.span)
    #expect(board.again() == before)
    // A board that wakes up later sees the same.
    var resumed = try self.board("element-open:e7@3")
    #expect(resumed.reading(trial: 4, drive: drive) == board.reading(trial: 4, drive: drive))
    #expect(resumed.notices() == [BoardFault(.elementOpen, channel: 6)])
  }

  @Test func aShortedElementJoinsItsEnds() throws {
    var board = try board("element-shorted:e2")
    _ = board.reading(drive: drive)
    let state = board.trueState()
    let element = model.elements[2]
    let drop = abs(state.nodeVolts[element.nodeA] - state.nodeVolts[element.nodeB])
    #expect(drop < 1e-4)
    #expect(board.notices() == [BoardFault(.elementShorted, channel: 2)])
  }

  @Test func aStuckElementStaysAtItsStartTap() throws {
    var board = try board("element-stuck:e3@1")
    var sound = try self.board()
    var taps = model.elements.map { Int32($0.startTap) }
    taps[3] = (taps[3] + 50) % 128
    let start = sound.reading(trial: 0, drive: drive)
    board.turn(taps.span)
    #expect(board.reading(trial: 0, drive: drive) != start)
    #expect(board.reading(trial: 1, drive: drive) == start)
    let detail = Int32(model.elements[3].startTap)
    #expect(board.notices() == [BoardFault(.elementStuck, channel: 3, detail: detail)])
  }

  @Test func nodesThatLoseTheirLastWayReadAboutZero() throws {
    // A chain: cutting its only link leaves the last node alone.
    let chain = BoardModel(
      name: "chain", seed: 0, fullScaleVolts: 5, nodes: ["a", "b", "c"],
      sources: [source("s", 0)], clamps: [], probes: ProbeModel(converter: idealConverter),
      elements: [pot("e0", 0, 1), pot("e1", 1, 2)])
    for kind in [SolverKind.small, .sparse] {
      var board = try SimulatedBoard(
        chain, faults: [FaultInjection(.elementOpen, channel: 1, atTrial: 0)], solver: kind)
      #expect(board.reading(drive: [level]) == [level.raw, level.raw, 0])
    }
  }

  @Test func brokenProbesLieAndAreSilent() throws {
    var board = try board("probe-stuck:n4", "probe-saturated:n5", "probe-disconnected:n6")
    var sound = try self.board()
    let expected = sound.reading(drive: drive)
    let read = board.reading(drive: drive)
    // The middle and the upper end of -5 ... 5 V.
    #expect(read[4] == 0)
    #expect(read[5] == 1 << 20)
    #expect(read[6] == 0)
    for node in [0, 1, 2, 3, 7, 8] { #expect(read[node] == expected[node]) }
    #expect(board.trueState() == sound.trueState())
    #expect(board.notices().isEmpty)
  }

  @Test func aDisconnectedProbeStillHasItsNoise() throws {
    var noisy = model
    noisy.probes.converter.noiseVolts = 0.1
    var board = try SimulatedBoard(
      noisy, faults: [FaultInjection(.probeDisconnected, channel: 0, atTrial: 0)])
    let read = (0..<100).map { board.reading(trial: UInt64($0), drive: [level, level])[0] }
    #expect(Set(read).count > 90)
    #expect(read.allSatisfy { abs($0) < 6 * 20_972 })
  }

  @Test func aStuckClampShowsInTheEqualDriveTest() throws {
    var board = try board("clamp-stuck:c0@5")
    let whole = Array(repeating: level.raw, count: 9)
    #expect(board.reading(trial: 4, phase: .selfTest, drive: [level, level]) == whole)
    let read = board.reading(trial: 5, phase: .selfTest, drive: [level, level])
    // The clamp sits on the last node, and pulls it down to nearly 0 V.
    #expect(read[8] < level.raw / 10)
    #expect(board.trueState().clampAmperes[0] < 0)
    #expect(board.trueState().clampAmperes[1] == 0)
    // While clamping it works; afterwards it holds again.
    board.clamp([level, level].span)
    #expect(board.again()[8] == level.raw)
    board.release()
    #expect(board.again() == read)
    #expect(board.notices().isEmpty)
  }

  @Test func aSourceOffByAVoltShowsInTheEqualDriveTest() throws {
    var board = try board("source-off:s1")
    let read = board.reading(phase: .selfTest, drive: [level, level])
    // One volt is a fifth of full scale; behind 10 ohm it is nearly all there.
    #expect(abs(Double(read[1] - level.raw) - 0x1p20 / 5) < 1_000)
    #expect(Set(read).count > 2)
    #expect(board.notices().isEmpty)
    board.makeSafe()
    #expect(board.again() == Array(repeating: 0, count: 9))
  }

  @Test func aPassedCurrentLimitIsReportedOnceUntilItFalls() throws {
    var limited = BoardModel(
      name: "limit", seed: 0, fullScaleVolts: 5, nodes: ["a", "b"],
      sources: [source("s", 0, ohms: 10), source("t", 1, ohms: 10)], clamps: [],
      probes: ProbeModel(converter: idealConverter),
      elements: [pot("e0", 0, 1, ohms: 10_000, tap: 0, limitAmperes: 0.02)])
    var board = try SimulatedBoard(limited)
    // 1 V over 10 + 50 + 10 ohm is 14 mA, 2 V 29 mA.
    _ = board.reading(drive: samples([1, 0]))
    #expect(board.notices().isEmpty)
    _ = board.reading(drive: samples([2, 0]))
    _ = board.reading(trial: 1, drive: samples([3, 0]))
    let microamperes = Int32((2 * Double(419_430) / 419_430.4 / 70 * 1e6).rounded())
    #expect(
      board.notices() == [BoardFault(.elementOverCurrent, channel: 0, detail: microamperes)])
    _ = board.reading(drive: samples([0, 0]))
    _ = board.reading(drive: samples([0, 2]))
    #expect(board.notices().count == 1)
    limited.elements[0].limitAmperes = nil
    var free = try SimulatedBoard(limited)
    _ = free.reading(drive: samples([5, 0]))
    #expect(free.notices().isEmpty)
  }
}
