/// One answer of the recorded board (docs/transcript.md, "Events").
public struct TranscriptEvent: BitwiseCopyable, Sendable {
  public var kind: Kind
  /// The ``Asked`` checksum of every call up to the one that is answered.
  public var asked: UInt32
  /// Where the answer's bytes begin, behind the event's own eight.
  var payload: Int
  /// Where the next event begins.
  var end: Int

  /// Raw values are what a transcript stores: never reuse one.
  public enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// One Int32 per node: raw samples.
    case sample = 1
    /// UInt64: microseconds.
    case time = 2
    /// There was no notice.
    case noNotice = 3
    /// A notice: kind, channel and detail of a fault, four bytes each.
    case notice = 4
    /// The call failed: a fault as in a notice.
    case fault = 5
    /// The recording ends here; checks whatever was asked since the last answer.
    case end = 6

    /// Bytes of the answer.
    public func payloadByteCount(nodeCount: UInt32) -> UInt64 {
      switch self {
      case .sample: 4 * UInt64(nodeCount)
      case .time: 8
      case .notice, .fault: 12
      case .noNotice, .end: 0
      }
    }
  }

  /// Kind, three zero bytes, checksum.
  public static var headByteCount: Int { 8 }
}
