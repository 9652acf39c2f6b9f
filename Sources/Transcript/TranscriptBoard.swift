import BoardInterface
import FixedPoint

/// A board that answers as a recorded one did, as long as it is asked the same.
///
/// At the first difference, and when the recording is over, calls fail with a fault of kind
/// `BoardFault/Kind/transcriptEnded`: its channel is the ``Disagreement``, its detail the number
/// of the event, from 0. Calls that cannot fail leave the fault to the next that can, and to
/// ``checkEnd()``.
public struct TranscriptBoard: Board, ~Copyable {
  private let transcript: Transcript
  private var asked = Asked()
  /// The next event's byte offset, and its number.
  private var offset = TranscriptHeader.byteCount
  private var index: UInt64 = 0
  private var lastTime: UInt64 = 0
  /// The first difference, if there has been one.
  public private(set) var disagreement: BoardFault?

  /// The beginning of a recording.
  public init(_ transcript: Transcript) {
    self.transcript = transcript
  }

  /// In what a run differs from the recorded one.
  public enum Disagreement: UInt32, BitwiseCopyable, Sendable {
    /// It asks more than was recorded.
    case ended = 1
    /// It has asked something else since the answer before.
    case askedOtherwise = 2
    /// It asks for another kind of answer than the recorded one.
    case otherAnswer = 3
    /// The recorded answer is out of range: the memory has changed since it was checked.
    case badAnswer = 4
    /// It is over before the recording is.
    case notFinished = 5
  }

  /// Events used so far.
  public var eventsUsed: UInt64 { index }

  /// Throws unless the whole recording has been used and nothing else was asked behind its last
  /// answer.
  public mutating func checkEnd() throws(BoardFault) {
    if let disagreement { throw disagreement }
    guard let event = transcript.event(at: offset), event.kind == .end else {
      throw disagree(.notFinished)
    }
    guard event.asked == asked.value else { throw disagree(.askedOtherwise) }
  }

  public mutating func begin(_ moment: Moment) throws(BoardFault) {
    asked.begin(moment)
    try failAsRecorded()
  }

  public mutating func drive(_ levels: Span<Sample>) throws(BoardFault) {
    asked.drive(levels)
    try failAsRecorded()
  }

  public mutating func clamp(_ levels: Span<Sample>) throws(BoardFault) {
    asked.clamp(levels)
    try failAsRecorded()
  }

  public mutating func release() throws(BoardFault) {
    asked.release()
    try failAsRecorded()
  }

  public mutating func settle(microseconds: UInt32) throws(BoardFault) {
    asked.settle(microseconds: microseconds)
    try failAsRecorded()
  }

  public mutating func turn(_ taps: Span<Int32>) throws(BoardFault) {
    asked.turn(taps)
    try failAsRecorded()
  }

  public mutating func sample(into samples: inout MutableSpan<Sample>) throws(BoardFault) {
    asked.sample(count: samples.count)
    try failAsRecorded()
    let event = try next()
    guard event.kind == .sample, samples.count == Int(transcript.header.shape.nodeCount) else {
      throw disagree(.otherAnswer)
    }
    for node in samples.indices {
      guard let sample = transcript.sample(node, of: event) else { throw disagree(.badAnswer) }
      samples[node] = sample
    }
    use(event)
  }

  public mutating func makeSafe() { asked.makeSafe() }

  public mutating func nextNotice() -> BoardFault? {
    asked.nextNotice()
    do throws(BoardFault) {
      let event = try next()
      switch event.kind {
      case .noNotice:
        use(event)
        return nil
      case .notice:
        guard let fault = transcript.fault(of: event) else { throw disagree(.badAnswer) }
        use(event)
        return fault
      default: throw disagree(.otherAnswer)
      }
    } catch { return nil }
  }

  public mutating func nowMicroseconds() -> UInt64 {
    asked.nowMicroseconds()
    do throws(BoardFault) {
      let event = try next()
      guard event.kind == .time else { throw disagree(.otherAnswer) }
      lastTime = transcript.time(of: event)
      use(event)
    } catch {}
    return lastTime
  }
}

extension TranscriptBoard {
  /// Throws the fault that the recorded board gave to this very call, if it did.
  private mutating func failAsRecorded() throws(BoardFault) {
    if let disagreement { throw disagreement }
    guard let event = transcript.event(at: offset), event.kind == .fault,
      event.asked == asked.value
    else { return }
    guard let fault = transcript.fault(of: event) else { throw disagree(.badAnswer) }
    use(event)
    throw fault
  }

  /// The next event, which must answer the call just made.
  private mutating func next() throws(BoardFault) -> TranscriptEvent {
    if let disagreement { throw disagreement }
    guard let event = transcript.event(at: offset) else { throw disagree(.ended) }
    guard event.asked == asked.value else {
      throw disagree(event.kind == .end ? .ended : .askedOtherwise)
    }
    guard event.kind != .end else { throw disagree(.ended) }
    return event
  }

  private mutating func use(_ event: TranscriptEvent) {
    offset = event.end
    index &+= 1
  }

  private mutating func disagree(_ disagreement: Disagreement) -> BoardFault {
    let fault = BoardFault(
      .transcriptEnded, channel: disagreement.rawValue, detail: Int32(clamping: index))
    self.disagreement = fault
    return fault
  }
}
