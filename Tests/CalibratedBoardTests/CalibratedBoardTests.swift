import BoardInterface
import CalibratedBoard
import FixedPoint
import PlanImage
import Testing
import Wiring

/// Two sources, one clamp, three nodes; gains and offsets that are exact in binary.
struct CalibratedBoardTests {
  private static let half = Int64(1) << 39
  private static let one = Int64(1) << 40

  private func words(_ corrections: [WiringCorrection]) -> [UInt64] {
    var draft = WiringDraft()
    draft.header.sourceCount = 2
    draft.header.clampCount = 1
    draft.header.nodeCount = 3
    draft.corrections = corrections
    return draft.words()
  }

  private func run(
    _ corrections: [WiringCorrection], giving given: [Int32] = [0, 0, 0],
    _ body: (inout CalibratedBoard<RecordingBoard>) throws -> Void
  ) throws -> (calls: [String], levels: [Int32]) {
    let words = words(corrections)
    return try unsafe words.withUnsafeBytes { bytes in
      let wiring = unsafe try Wiring(checking: bytes)
      let count = CalibratedBoard<RecordingBoard>.byteCount(for: wiring)
      let block = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 8)
      defer { unsafe block.deallocate() }
      var board = unsafe CalibratedBoard(
        RecordingBoard(giving: given), wiring: wiring, block: block)
      try body(&board)
      return board.withBoard { ($0.calls, $0.levels) }
    }
  }

  private static let corrections = [
    WiringCorrection(gain: one + half, offset: 100 * one),
    WiringCorrection(gain: half, offset: -7 * one),
    WiringCorrection(gain: one, offset: half),
    WiringCorrection(gain: half, offset: 0),
    WiringCorrection(gain: 2 * one, offset: -one),
    WiringCorrection(),
  ]

  @Test func needsRoomForTheMoreNumerousChannels() throws {
    try unsafe words(Self.corrections).withUnsafeBytes { bytes in
      let wiring = unsafe try Wiring(checking: bytes)
      #expect(CalibratedBoard<RecordingBoard>.byteCount(for: wiring) == 8)
    }
  }

  @Test func correctsWhatSourcesAreAskedFor() throws {
    let seen = try run(Self.corrections) {
      try $0.drive([Sample(raw: 1_000), Sample(raw: -2_001)].span)
    }
    // 1.5 x 1000 + 100; half of -2001, less 7, is -1007.5: ties go up.
    #expect(seen.levels == [1_600, -1_007])
    #expect(seen.calls == ["drive"])
  }

  @Test func correctsWhatClampsAreAskedFor() throws {
    let seen = try run(Self.corrections) { try $0.clamp([Sample(raw: -10)].span) }
    #expect(seen.levels == [-9])
  }

  @Test func keepsLevelsWithinTwoFullScales() throws {
    let seen = try run(Self.corrections) {
      try $0.drive([Sample(raw: 2_000_000), Sample(raw: Int32.min)].span)
    }
    #expect(seen.levels == [1 << 21, -(1 << 20) - 7])
  }

  @Test func correctsReadingsAndKeepsThemWithinFullScale() throws {
    var samples = [Sample](repeating: .zero, count: 3)
    _ = try run(Self.corrections, giving: [1_001, 600_000, -3]) {
      var span = samples.mutableSpan
      try $0.sample(into: &span)
    }
    // 500.5 goes up; 2 x 600000 - 1 is beyond 2^20; no correction leaves a reading alone.
    #expect(samples.map(\.raw) == [501, 1 << 20, -3])
  }

  @Test func keepsNegativeReadingsWithinFullScale() throws {
    var samples = [Sample](repeating: .zero, count: 3)
    _ = try run(Self.corrections, giving: [0, -1_048_576, 0]) {
      var span = samples.mutableSpan
      try $0.sample(into: &span)
    }
    #expect(samples[1].raw == -(1 << 20))
  }

  @Test func passesTheRestOn() throws {
    let seen = try run(Self.corrections) { board in
      try board.begin(Moment(trial: 5, example: 0, phase: .free))
      try board.turn([9].span)
      try board.settle(microseconds: 77)
      try board.release()
      board.makeSafe()
      #expect(board.nextNotice() == BoardFault(.elementOpen, channel: 7))
      #expect(board.nowMicroseconds() == 42)
    }
    #expect(seen.calls == ["begin 5", "turn 9", "settle 77", "release", "makeSafe"])
  }

  @Test func passesFaultsOn() throws {
    var samples = [Sample](repeating: .zero, count: 3)
    _ = try run(Self.corrections, giving: []) { board in
      #expect(throws: BoardFault(.busFailed, channel: 3)) {
        var span = samples.mutableSpan
        try board.sample(into: &span)
      }
    }
  }

  @Test func changesNothingWithoutCorrections() throws {
    let seen = try run([], giving: [1_048_576, 5, -9]) { board in
      try board.drive([Sample(raw: 3), Sample(raw: 4)].span)
      var samples = [Sample](repeating: .zero, count: 3)
      var span = samples.mutableSpan
      try board.sample(into: &span)
      #expect(samples.map(\.raw) == [1_048_576, 5, -9])
    }
    #expect(seen.levels == [3, 4])
  }
}
