import Foundation
public import Wiring

/// A wiring before it is bytes: plain arrays, in the order of the tables.
public struct WiringDraft: Equatable, Sendable {
  /// Counts are filled in by ``words()``; everything else is taken as it stands.
  public var header = WiringHeader()
  public var devices: [WiringDevice] = []
  public var lines: [WiringLine] = []
  public var chips: [WiringChip] = []
  /// One each; empty if there are only corrections.
  public var sources: [WiringChannel] = []
  public var clamps: [WiringChannel] = []
  public var probes: [WiringChannel] = []
  public var elements: [WiringChannel] = []
  /// Sources, clamps, nodes; empty: none.
  public var corrections: [WiringCorrection] = []
  private var text: [UInt8] = []

  public init() {}

  /// Keeps a text and says where it stands.
  public mutating func add(_ text: String) -> WiringText {
    let bytes = Array(text.utf8)
    defer { self.text += bytes }
    return WiringText(
      offset: UInt32(clamping: self.text.count), length: UInt32(clamping: bytes.count))
  }

  /// The bytes, in words of 8. Where there are only corrections, the header's counts of sources,
  /// clamps and nodes must have been set.
  public func words() -> [UInt64] {
    var header = header
    header.deviceCount = UInt16(clamping: devices.count)
    header.lineCount = UInt16(clamping: lines.count)
    header.chipCount = UInt16(clamping: chips.count)
    if !probes.isEmpty {
      header.isWired = 1
      header.sourceCount = UInt16(clamping: sources.count)
      header.clampCount = UInt16(clamping: clamps.count)
      header.nodeCount = UInt16(clamping: probes.count)
      header.elementCount = UInt32(clamping: elements.count)
    }
    header.isCorrected = corrections.isEmpty ? 0 : 1
    header.textBytes = UInt32(clamping: text.count)
    var bytes = Self.bytes([header])
    bytes += Self.bytes(devices) + Self.bytes(lines) + Self.bytes(chips)
    bytes += Self.bytes(sources + clamps + probes + elements) + Self.bytes(corrections)
    bytes += text
    while bytes.count % 8 != 0 { bytes.append(0) }
    return stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
  }

  private static func bytes<Entry: BitwiseCopyable>(_ entries: [Entry]) -> [UInt8] {
    unsafe entries.withUnsafeBytes { unsafe Array($0) }
  }
}
