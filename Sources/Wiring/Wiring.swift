/// A checked wiring: which chip on which bus serves which channel of the board. Reads its bytes in
/// place; they must stay readable and unchanged for as long as the value is used.
@safe
public struct Wiring: BitwiseCopyable, @unchecked Sendable {
  public let header: WiringHeader
  private let devices: UnsafePointer<WiringDevice>
  private let lines: UnsafePointer<WiringLine>
  private let chips: UnsafePointer<WiringChip>
  private let channels: UnsafePointer<WiringChannel>
  private let corrections: UnsafePointer<WiringCorrection>
  private let text: UnsafePointer<UInt8>

  /// The most GPIO lines: a set of them is one word.
  public static var lineLimit: Int { 64 }

  /// Reads bytes that are aligned to 8, after checking every count and index once.
  public init(checking bytes: UnsafeRawBufferPointer) throws(WiringError) {
    guard bytes.count >= WiringHeader.byteCount, let base = bytes.baseAddress else {
      throw WiringError(.truncated, value: UInt32(truncatingIfNeeded: bytes.count))
    }
    guard UInt(bitPattern: base) & 7 == 0 else { throw WiringError(.misaligned) }
    let header = unsafe base.load(as: WiringHeader.self)
    guard header.magic == WiringHeader.magicValue, header.version == WiringHeader.currentVersion
    else { throw WiringError(.otherVersion, value: UInt32(header.version)) }
    self.header = header
    let layout = WiringLayout(header)
    guard UInt64(bytes.count) == layout.byteCount else {
      throw WiringError(.truncated, value: UInt32(truncatingIfNeeded: bytes.count))
    }
    unsafe devices = (base + layout.devices).assumingMemoryBound(to: WiringDevice.self)
    unsafe lines = (base + layout.lines).assumingMemoryBound(to: WiringLine.self)
    unsafe chips = (base + layout.chips).assumingMemoryBound(to: WiringChip.self)
    unsafe channels = (base + layout.channels).assumingMemoryBound(to: WiringChannel.self)
    unsafe corrections = (base + layout.corrections)
      .assumingMemoryBound(to: WiringCorrection.self)
    unsafe text = (base + layout.text).assumingMemoryBound(to: UInt8.self)
    try checkHeader()
    try checkDevices()
    try checkLines()
    try checkChips()
    try checkChannels()
    try checkCorrections()
  }

  public var deviceCount: Int { Int(header.deviceCount) }
  public var lineCount: Int { Int(header.lineCount) }
  public var chipCount: Int { Int(header.chipCount) }
  public var sourceCount: Int { Int(header.sourceCount) }
  public var clampCount: Int { Int(header.clampCount) }
  public var nodeCount: Int { Int(header.nodeCount) }
  public var elementCount: Int { Int(header.elementCount) }
  public var isWired: Bool { header.isWired != 0 }
  public var isCorrected: Bool { header.isCorrected != 0 }

  // Indices must lie in range: loops run over the counts.
  public func device(_ index: Int) -> WiringDevice { unsafe devices[index] }
  public func line(_ index: Int) -> WiringLine { unsafe lines[index] }
  public func chip(_ index: Int) -> WiringChip { unsafe chips[index] }
  public func source(_ index: Int) -> WiringChannel { unsafe channels[index] }
  public func clamp(_ index: Int) -> WiringChannel { unsafe channels[sourceCount + index] }
  @inline(__always)
  public func probe(_ node: Int) -> WiringChannel {
    unsafe channels[sourceCount + clampCount + node]
  }
  @inline(__always)
  public func element(_ index: Int) -> WiringChannel {
    unsafe channels[sourceCount + clampCount + nodeCount + index]
  }
  public func sourceCorrection(_ index: Int) -> WiringCorrection { unsafe corrections[index] }
  public func clampCorrection(_ index: Int) -> WiringCorrection {
    unsafe corrections[sourceCount + index]
  }
  public func probeCorrection(_ node: Int) -> WiringCorrection {
    unsafe corrections[sourceCount + clampCount + node]
  }

  /// The UTF-8 bytes of a text.
  public func text(_ place: WiringText) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: text + Int(place.offset), count: Int(place.length))
  }

  /// The part of a chip; its number has been checked.
  public func part(_ chip: Int) -> PartNumber {
    PartNumber(rawValue: self.chip(chip).part) ?? .gpioSwitch
  }
}

/// Byte offsets of the tables, which follow the header in this order without gaps.
public struct WiringLayout {
  public let devices: Int
  public let lines: Int
  public let chips: Int
  public let channels: Int
  public let corrections: Int
  public let text: Int
  /// All of it, the text filled up to a multiple of 8.
  public let byteCount: UInt64

  public init(_ header: WiringHeader) {
    let signals =
      Int(header.sourceCount) + Int(header.clampCount) + Int(header.nodeCount)
    let served = header.isWired == 0 ? 0 : signals + Int(truncatingIfNeeded: header.elementCount)
    devices = WiringHeader.byteCount
    lines = devices + Int(header.deviceCount) * MemoryLayout<WiringDevice>.stride
    chips = lines + Int(header.lineCount) * MemoryLayout<WiringLine>.stride
    channels = chips + Int(header.chipCount) * MemoryLayout<WiringChip>.stride
    // A count of elements beyond any plan's would not fit where Int has 32 bits; checked before use.
    corrections = channels &+ served &* MemoryLayout<WiringChannel>.stride
    text =
      corrections
      &+ (header.isCorrected == 0 ? 0 : signals) * MemoryLayout<WiringCorrection>.stride
    byteCount = UInt64(truncatingIfNeeded: text) &+ (UInt64(header.textBytes) + 7) / 8 * 8
  }
}
