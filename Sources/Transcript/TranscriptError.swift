/// Why bytes are not a transcript that may be replayed.
public struct TranscriptError: Error, Equatable, BitwiseCopyable, Sendable {
  public var reason: Reason
  /// The byte offset in the transcript, unless the reason says otherwise.
  public var place: UInt64
  /// The offending value; see each reason.
  public var value: Int64

  public init(_ reason: Reason, place: UInt64 = 0, value: Int64 = 0) {
    self.reason = reason
    self.place = place
    self.value = value
  }

  public enum Reason: UInt8, BitwiseCopyable, Sendable {
    /// Longer or shorter than its header says, or too short for one. Place: the bytes expected.
    /// Value: the bytes there are.
    case truncated = 1
    /// Does not begin like a transcript. Value: its first eight bytes as a little-endian word.
    case notATranscript = 2
    /// Written by another version of the runtime. Value: its version.
    case otherVersion = 3
    /// The checksum does not match. Value: that of its bytes.
    case damaged = 4
    /// Recorded with another plan: checksum or a count differs. Place: the header's
    /// ``TranscriptHeader/Field``. Value: what the transcript has.
    case otherPlan = 5
    /// Not an event, or one that does not fit into the bytes left. Value: its first byte.
    case badEvent = 6
    /// A sample outside of `-1 ... 1`. Value: the sample, raw.
    case badSample = 7
    /// Not as many events as the header says. Value: how many there are.
    case wrongEventCount = 8
  }
}
