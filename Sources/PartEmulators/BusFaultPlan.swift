/// What goes wrong with one request to a bus, or with all from it on.
public struct BusFaultPlan: Equatable, Sendable {
  /// The request that is meant, counted from 0 over all buses.
  public var request: Int
  public var kind: Kind
  /// Whether every request from there on suffers.
  public var lasts: Bool

  public init(request: Int, kind: Kind, lasts: Bool = false) {
    self.request = request
    self.kind = kind
    self.lasts = lasts
  }

  public enum Kind: Equatable, Hashable, Sendable, CaseIterable {
    /// The request returns EIO and nothing happens.
    case errorReturn
    /// No answer: ETIMEDOUT.
    case timeout
    /// Only the first part of it goes out, and the caller is told.
    case shortTransfer
    /// It succeeds without anything happening; received bytes are 0.
    case silentNoOp
    /// It happens, but the received bytes are those of the request before of this device.
    case staleData
    /// It happens, but one input bit is always 1.
    case stuckBit
  }

  func strikes(_ request: Int) -> Bool { lasts ? request >= self.request : request == self.request }
}
