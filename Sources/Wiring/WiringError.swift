/// Why bytes are no wiring that may be used.
public struct WiringError: Error, Equatable, BitwiseCopyable, Sendable {
  public var reason: Reason
  /// The entry that is meant, counted from 0 in its table.
  public var entry: UInt32
  public var value: UInt32

  public init(_ reason: Reason, entry: Int = 0, value: UInt32 = 0) {
    self.reason = reason
    self.entry = UInt32(truncatingIfNeeded: entry)
    self.value = value
  }

  public enum Reason: UInt8, BitwiseCopyable, Sendable {
    /// Not as long as its counts say. Value: the bytes there are.
    case truncated = 1
    /// Does not begin like a wiring, or is of another version. Value: the version.
    case otherVersion = 2
    case misaligned = 3
    /// More than ``Wiring/lineLimit`` lines, or an arm or heartbeat line that is not there.
    case badHeader = 4
    case badDevice = 5
    case badLine = 6
    /// An unknown part, or one on a device of another kind, or lines that are not there.
    case badChip = 7
    /// A channel that its chip does not have, or a chip of another role.
    case badChannel = 8
    case badCorrection = 9
    /// Its counts of channels are not those of the plan.
    case otherPlan = 10
  }
}
