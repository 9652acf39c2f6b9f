/// A request that a bus did not carry out.
public struct BusFault: Error, Equatable, BitwiseCopyable, Sendable {
  public var kind: Kind
  /// Index into the plan's devices; for lines the index of the lowest line asked for.
  public var device: UInt16
  /// The operating system's errno; 0 where there is none.
  public var errorNumber: Int32

  public init(_ kind: Kind, device: UInt16, errorNumber: Int32 = 0) {
    self.kind = kind
    self.device = device
    self.errorNumber = errorNumber
  }

  /// Raw values go into the journal (a fault's detail): never reuse one.
  public enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// The request returned an error.
    case failed = 1
    /// No answer in time (ETIMEDOUT).
    case timedOut = 2
    /// Fewer bytes or messages than asked.
    case cutShort = 3
    /// Nobody acknowledged the address (ENXIO, EREMOTEIO).
    case notAcknowledged = 4
    /// The script does not fit its memory, or a step points outside of it: a mistake in the program.
    case outOfRoom = 5
  }
}
