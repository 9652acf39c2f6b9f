import BoardInterface
import FixedPoint
import PlanImage
import Testing
import Transcript
import TranscriptRecorder

/// The bytes, against docs/transcript.md.
struct FormatTests {
  private let shape = TranscriptShape(
    planChecksum: 0x1234_5678, sourceCount: 2, nodeCount: 3, clampCount: 1, elementCount: 5)

  /// Drives, samples, asks the time, fails to release: every byte by hand.
  @Test func everyByte() throws {
    var recorder = TranscriptRecorder(ScriptedBoard(), shape: shape, byteLimit: 1_000)
    try drive(&recorder, [1, -2])
    var samples = [Sample](repeating: .zero, count: 3)
    var span = samples.mutableSpan
    try recorder.sample(into: &span)
    #expect(samples.map(\.raw) == [1_048_576, -1_048_576, 7], "the answer is passed on")
    #expect(recorder.nowMicroseconds() == 0x0102_0304_0506_0708)
    #expect(recorder.nextNotice() == nil)
    #expect(throws: ScriptedBoard.fault) { try recorder.release() }

    // What was asked: number and count of values of each call, then the values.
    let drive: [UInt8] = [2, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF]
    let sample: [UInt8] = [6, 3, 0, 0, 0, 0, 0, 0]
    let time: [UInt8] = [10, 0, 0, 0, 0, 0, 0, 0]
    let notice: [UInt8] = [9, 0, 0, 0, 0, 0, 0, 0]
    let release: [UInt8] = [4, 0, 0, 0, 0, 0, 0, 0]
    var events: [UInt8] = []
    events += head(1, drive + sample)
    events += [0, 0, 0x10, 0, 0, 0, 0xF0, 0xFF, 7, 0, 0, 0]
    events += head(2, drive + sample + time)
    events += [8, 7, 6, 5, 4, 3, 2, 1]
    events += head(3, drive + sample + time + notice)
    events += head(5, drive + sample + time + notice + release)
    events += [8, 0, 0, 0, 2, 0, 0, 0, 0xFB, 0xFF, 0xFF, 0xFF]
    events += head(6, drive + sample + time + notice + release)

    var expected = Array("WHTSTTRN".utf8) + [1, 0, 0, 0, 0, 0, 0, 0]
    expected += [UInt8(64 + events.count), 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0]
    expected += [0x78, 0x56, 0x34, 0x12, 2, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0]
    expected += [UInt8](repeating: 0, count: 12)
    expected += events
    expected.set(12, UInt64(bitwiseChecksum(expected[16...])))
    #expect(try recorder.finish() == expected)
    #expect(refusal(expected, shape) == nil)
  }

  private func head(_ kind: UInt8, _ asked: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [kind, 0, 0, 0, 0, 0, 0, 0]
    bytes.set(4, UInt64(bitwiseChecksum(asked)))
    return bytes
  }

  /// The limit counts every byte, those of the end included.
  @Test func limit() throws {
    let whole = 64 + (8 + 12) + 8
    for (byteLimit, fits) in [(whole, true), (whole - 1, false), (71, false), (0, false)] {
      var recorder = TranscriptRecorder(ScriptedBoard(), shape: shape, byteLimit: byteLimit)
      var samples = [Sample](repeating: .zero, count: 3)
      var span = samples.mutableSpan
      try recorder.sample(into: &span)
      #expect(samples[2].raw == 7, "the board answers whatever becomes of the recording")
      if fits {
        #expect(try recorder.finish().count == whole)
      } else {
        let hasPassed = recorder.hasPassedLimit
        #expect(hasPassed)
        #expect(throws: TranscriptRecordingError.limitPassed(byteLimit: byteLimit)) {
          try recorder.finish()
        }
      }
    }
  }
}

private func drive<B: Board & ~Copyable>(_ board: inout B, _ raw: [Int32]) throws(BoardFault) {
  let levels = raw.map { Sample(raw: $0) }
  try board.drive(levels.span)
}

/// Answers always the same.
private struct ScriptedBoard: Board {
  static let fault = BoardFault(.clampStuck, channel: 2, detail: -5)
  mutating func begin(_ moment: Moment) {}
  mutating func drive(_ levels: Span<Sample>) {}
  mutating func clamp(_ levels: Span<Sample>) {}
  mutating func release() throws(BoardFault) { throw Self.fault }
  mutating func settle(microseconds: UInt32) {}
  mutating func turn(_ taps: Span<Int32>) {}
  mutating func makeSafe() {}
  mutating func nextNotice() -> BoardFault? { nil }
  mutating func nowMicroseconds() -> UInt64 { 0x0102_0304_0506_0708 }
  mutating func sample(into samples: inout MutableSpan<Sample>) {
    samples[0] = .one
    samples[1] = -.one
    samples[2] = Sample(raw: 7)
  }
}
