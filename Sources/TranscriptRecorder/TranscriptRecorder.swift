import BoardInterface
import Transcript

/// Any board, with everything that it answers written down (docs/transcript.md).
///
/// Passes every call on and changes nothing. Samples must lie within `-1 ... 1`, as the protocol
/// asks: a transcript with others is refused when it is read.
public struct TranscriptRecorder<Recorded: Board & ~Copyable>: Board, ~Copyable {
  /// The board that is recorded. What is asked of it directly is not.
  public var board: Recorded
  private var asked = Asked()
  private var writer: TranscriptWriter

  /// - Parameters:
  ///   - board: what is recorded.
  ///   - shape: that of the plan which is run.
  ///   - byteLimit: the most bytes that the transcript may take.
  public init(_ board: consuming Recorded, shape: TranscriptShape, byteLimit: Int) {
    self.board = board
    writer = TranscriptWriter(shape, byteLimit: byteLimit)
  }

  /// Whether the limit was passed: nothing more is recorded, and ``finish()`` will fail.
  public var hasPassedLimit: Bool { writer.hasPassedLimit }

  /// The transcript of everything so far.
  public func finish() throws(TranscriptRecordingError) -> [UInt8] {
    try writer.finished(asked: asked.value)
  }

  public mutating func begin(_ moment: Moment) throws(BoardFault) {
    asked.begin(moment)
    do throws(BoardFault) { try board.begin(moment) } catch { throw recorded(error) }
  }

  public mutating func drive(_ levels: Span<Sample>) throws(BoardFault) {
    asked.drive(levels)
    do throws(BoardFault) { try board.drive(levels) } catch { throw recorded(error) }
  }

  public mutating func clamp(_ levels: Span<Sample>) throws(BoardFault) {
    asked.clamp(levels)
    do throws(BoardFault) { try board.clamp(levels) } catch { throw recorded(error) }
  }

  public mutating func release() throws(BoardFault) {
    asked.release()
    do throws(BoardFault) { try board.release() } catch { throw recorded(error) }
  }

  public mutating func settle(microseconds: UInt32) throws(BoardFault) {
    asked.settle(microseconds: microseconds)
    do throws(BoardFault) { try board.settle(microseconds: microseconds) } catch {
      throw recorded(error)
    }
  }

  public mutating func sample(into samples: inout MutableSpan<Sample>) throws(BoardFault) {
    asked.sample(count: samples.count)
    do throws(BoardFault) { try board.sample(into: &samples) } catch { throw recorded(error) }
    writer.append(samples.span, asked: asked.value)
  }

  public mutating func turn(_ taps: Span<Int32>) throws(BoardFault) {
    asked.turn(taps)
    do throws(BoardFault) { try board.turn(taps) } catch { throw recorded(error) }
  }

  public mutating func makeSafe() {
    asked.makeSafe()
    board.makeSafe()
  }

  public mutating func nextNotice() -> BoardFault? {
    asked.nextNotice()
    let notice = board.nextNotice()
    writer.append(notice: notice, asked: asked.value)
    return notice
  }

  public mutating func nowMicroseconds() -> UInt64 {
    asked.nowMicroseconds()
    let time = board.nowMicroseconds()
    writer.append(time: time, asked: asked.value)
    return time
  }

  private mutating func recorded(_ fault: BoardFault) -> BoardFault {
    writer.append(fault, as: .fault, asked: asked.value)
    return fault
  }
}
