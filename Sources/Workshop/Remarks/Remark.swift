/// Something to know before the board is built or switched on.
public struct Remark: Codable, Equatable, Sendable {
  public enum Severity: String, Codable, Sendable {
    /// Would damage a part, or would not work reliably.
    case warning
    /// Works, with a limit that one should know.
    case note
  }

  /// One for each kind of remark, so that programs can tell them apart.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    case logicLevel, outputAboveHeader, sourceImpedance, currentLimit, clock, mode, noArm
    case activeLowSwitch, messageLength, chipSelect, bus, unverifiedPins, supplyReference
    case addressInMemory
  }

  public var kind: Kind
  public var severity: Severity
  /// Chips, elements or lines.
  public var about: String
  public var text: String
  /// What to do.
  public var cure: String

  public var description: String {
    "\(severity.rawValue): \(about): \(text); \(cure)"
  }
}
