/// The first 64 bytes of a wiring (docs/wiring.md).
public struct WiringHeader: BitwiseCopyable, Equatable, Sendable {
  public var magic: UInt32 = Self.magicValue
  public var version: UInt16 = Self.currentVersion
  public var deviceCount: UInt16 = 0
  public var lineCount: UInt16 = 0
  public var chipCount: UInt16 = 0
  public var sourceCount: UInt16 = 0
  public var clampCount: UInt16 = 0
  /// Nodes; each has a probe.
  public var nodeCount: UInt16 = 0
  /// A line that must be active for the network to be supplied; ``none`` where there is none.
  public var armLine: UInt16 = Self.none
  /// A line that changes once per trial; ``none`` where there is none.
  public var heartbeatLine: UInt16 = Self.none
  /// 1: every channel has a chip; 0: there is nothing but corrections.
  public var isWired: UInt16 = 0
  public var elementCount: UInt32 = 0
  /// Bytes of text behind the tables.
  public var textBytes: UInt32 = 0
  /// Trials between two read-backs of all wipers; 0: at start only.
  public var verifyEvery: UInt32 = 0
  /// How far a driven node may be off what its source was asked, raw sample; 0: not looked at.
  public var watchTolerance: UInt32 = 0
  /// 1: there is a correction for every source, clamp and node.
  public var isCorrected: UInt32 = 0
  public var reserved0: UInt32 = 0
  public var reserved1: UInt64 = 0
  public var reserved2: UInt32 = 0
  public var reserved3: UInt32 = 0

  public init() {}

  /// "WIRE" in a file.
  public static var magicValue: UInt32 { 0x4552_4957 }
  public static var currentVersion: UInt16 { 1 }
  public static var none: UInt16 { 0xFFFF }
  public static var byteCount: Int { MemoryLayout<WiringHeader>.size }
}
