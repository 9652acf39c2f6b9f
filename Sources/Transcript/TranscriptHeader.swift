/// The first 64 bytes of a transcript (docs/transcript.md, "Header").
public struct TranscriptHeader: BitwiseCopyable, Equatable, Sendable {
  /// CRC-32C of everything from ``checksumStart`` on.
  public var checksum: UInt32 = 0
  /// The transcript's size, header included.
  public var byteCount: UInt64 = 0
  /// Events, the end included.
  public var eventCount: UInt64 = 0
  public var shape: TranscriptShape

  public init(_ shape: TranscriptShape) {
    self.shape = shape
  }

  /// "WHTSTTRN" read as a little-endian word.
  public static var magicValue: UInt64 { 0x4E52_5454_5354_4857 }
  /// A transcript of another version is refused.
  public static var currentVersion: UInt32 { 1 }
  public static var byteCount: Int { 64 }
  public static var checksumStart: Int { 16 }

  /// A field's byte offset; the place that a ``TranscriptError`` names.
  public enum Field: Int, BitwiseCopyable, Sendable {
    case magic = 0
    case version = 8
    case checksum = 12
    case byteCount = 16
    case eventCount = 24
    case planChecksum = 32
    case sourceCount = 36
    case nodeCount = 40
    case clampCount = 44
    case elementCount = 48
    /// Twelve zero bytes.
    case reserved = 52
  }
}
