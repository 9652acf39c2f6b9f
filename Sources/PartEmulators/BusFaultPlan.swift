/// What goes wrong with one request to a bus, or with all from it on.
public struct BusFaultPlan: Equatable, Sendable {
  /// The request that is meant, counted from 0 over all buses.
  public var request: Int
  public var kind: Kind
  /// Whether every request from there on suffers.
  public var lasts: Bool
  /// What ``Kind/errorReturn`` returns; EIO unless it is set.
  public var errorNumber: Int32 = 5
  /// What ``Kind/stuckBit`` does: this bit, 0 to 7, of every received byte is always 1, or always 0.
  public var bit: UInt8 = 3
  public var isBitHigh = true

  public init(request: Int, kind: Kind, lasts: Bool = false) {
    self.request = request
    self.kind = kind
    self.lasts = lasts
  }

  public enum Kind: Equatable, Hashable, Sendable, CaseIterable {
    /// The request returns an error and nothing happens.
    case errorReturn
    /// No answer: ETIMEDOUT.
    case timeout
    /// Only the first part of it goes out, and the caller is told.
    case shortTransfer
    /// It succeeds without anything happening; received bytes are 0.
    case silentNoOp
    /// It happens, but the received bytes are those of the request before of this device.
    case staleData
    /// It happens, but one input bit always stands at one level.
    case stuckBit
  }

  /// Whether the request of this number suffers.
  public func strikes(_ request: Int) -> Bool {
    lasts ? request >= self.request : request == self.request
  }

  /// What it makes of the bytes that a request received, part by part; `before`: those of the
  /// request before to the same device. What is not there to be stale is 0.
  public func spoilt(_ answers: [[UInt8]], before: [[UInt8]]?) -> [[UInt8]] {
    switch kind {
    case .silentNoOp: return answers.map { $0.map { _ in 0 } }
    case .stuckBit:
      let mask = UInt8(1) << (bit & 7)
      return answers.map { $0.map { isBitHigh ? $0 | mask : $0 & ~mask } }
    case .staleData:
      guard let before, before.map(\.count) == answers.map(\.count) else {
        return answers.map { $0.map { _ in 0 } }
      }
      return before
    case .errorReturn, .timeout, .shortTransfer: return answers
    }
  }
}
