import BoardInterface
import Checksum
import Transcript

/// Why there is no transcript.
public enum TranscriptRecordingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// It would be longer than the caller allows.
  case limitPassed(byteLimit: Int)

  public var description: String {
    switch self {
    case .limitPassed(let byteLimit):
      "the transcript is longer than \(byteLimit) bytes: record fewer trials, or allow more"
    }
  }
}

/// The bytes of a transcript, event by event.
struct TranscriptWriter {
  let shape: TranscriptShape
  let byteLimit: Int
  private(set) var hasPassedLimit = false
  private var events: [UInt8] = []
  private var eventCount: UInt64 = 0

  init(_ shape: TranscriptShape, byteLimit: Int) {
    self.shape = shape
    self.byteLimit = byteLimit
  }

  mutating func append(_ samples: Span<Sample>, asked: UInt32) {
    guard begin(.sample, asked: asked, payload: 4 * samples.count) else { return }
    for node in samples.indices { events.append(littleEndian: samples[node].raw) }
  }

  mutating func append(time: UInt64, asked: UInt32) {
    guard begin(.time, asked: asked, payload: 8) else { return }
    events.append(littleEndian: time)
  }

  mutating func append(notice: BoardFault?, asked: UInt32) {
    if let notice {
      append(notice, as: .notice, asked: asked)
    } else {
      _ = begin(.noNotice, asked: asked, payload: 0)
    }
  }

  mutating func append(_ fault: BoardFault, as kind: TranscriptEvent.Kind, asked: UInt32) {
    guard begin(kind, asked: asked, payload: 12) else { return }
    events.append(littleEndian: UInt32(fault.kind.rawValue))
    events.append(littleEndian: fault.channel)
    events.append(littleEndian: fault.detail)
  }

  /// Writes an event's head; false where the event, and the end behind it, would pass the limit.
  private mutating func begin(
    _ kind: TranscriptEvent.Kind, asked: UInt32, payload: Int
  ) -> Bool {
    let head = TranscriptEvent.headByteCount
    let size = TranscriptHeader.byteCount + events.count + head + payload + head
    hasPassedLimit = hasPassedLimit || size > byteLimit
    guard !hasPassedLimit else { return false }
    appendHead(kind, asked)
    return true
  }

  private mutating func appendHead(_ kind: TranscriptEvent.Kind, _ asked: UInt32) {
    events += [kind.rawValue, 0, 0, 0]
    events.append(littleEndian: asked)
    eventCount += 1
  }

  /// Header, events, end.
  func finished(asked: UInt32) throws(TranscriptRecordingError) -> [UInt8] {
    let size = TranscriptHeader.byteCount + events.count + TranscriptEvent.headByteCount
    guard !hasPassedLimit, size <= byteLimit else { throw .limitPassed(byteLimit: byteLimit) }
    var whole = self
    whole.appendHead(.end, asked)
    var body: [UInt8] = []
    body.append(littleEndian: UInt64(TranscriptHeader.byteCount + whole.events.count))
    body.append(littleEndian: whole.eventCount)
    body.append(littleEndian: shape.planChecksum)
    body.append(littleEndian: shape.sourceCount)
    body.append(littleEndian: shape.nodeCount)
    body.append(littleEndian: shape.clampCount)
    body.append(littleEndian: shape.elementCount)
    body += [UInt8](repeating: 0, count: 12)
    body += whole.events
    var bytes: [UInt8] = []
    bytes.append(littleEndian: TranscriptHeader.magicValue)
    bytes.append(littleEndian: TranscriptHeader.currentVersion)
    bytes.append(littleEndian: unsafe body.withUnsafeBytes { unsafe Checksum.of($0) })
    return bytes + body
  }
}

extension [UInt8] {
  fileprivate mutating func append<Word: FixedWidthInteger>(littleEndian word: Word) {
    unsafe Swift.withUnsafeBytes(of: word.littleEndian) { unsafe append(contentsOf: $0) }
  }
}
