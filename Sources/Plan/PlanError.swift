/// Why an image is not a plan that may be run.
public struct PlanError: Error, Equatable, BitwiseCopyable, Sendable {
  public var reason: Reason
  /// The section, entry or version that is meant; see each reason.
  public var place: UInt64
  /// The offending value.
  public var value: Int64

  public init(_ reason: Reason, place: UInt64 = 0, value: Int64 = 0) {
    self.reason = reason
    self.place = place
    self.value = value
  }

  public enum Reason: UInt8, BitwiseCopyable, Sendable {
    /// Shorter than its header or than it says. Value: the bytes there are.
    case truncated = 1
    /// Does not begin like a plan.
    case notAPlan = 2
    /// Made for another version of the runtime. Value: its version.
    case otherVersion = 3
    /// The checksum does not match: damaged.
    case damaged = 4
    /// The image is not aligned to 8 bytes in memory.
    case misaligned = 5
    /// The table of sections is wrong. Place: the section's kind.
    case badSection = 6
    /// A setting is out of range. Place: its byte offset in the header.
    case badSetting = 7
    /// An entry is out of range. Place: section kind x 2^32 + entry.
    case badEntry = 8
    /// Contrasts could overflow their accumulator. Value: the bits that would be needed.
    case accumulatorTooNarrow = 9
  }
}
