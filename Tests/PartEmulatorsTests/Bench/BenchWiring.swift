import Wiring

/// A wiring written table by table, in memory that lives as long as this does.
@safe
final class BenchWiring {
  let wiring: Wiring
  private let memory: UnsafeMutableRawBufferPointer

  /// What stands in it; channels in the order sources, clamps, probes, elements.
  struct Tables {
    var devices: [WiringDevice] = []
    var lines: [WiringLine] = []
    var chips: [WiringChip] = []
    var sources: [WiringChannel] = []
    var clamps: [WiringChannel] = []
    var probes: [WiringChannel] = []
    var elements: [WiringChannel] = []
    private(set) var text: [UInt8] = []

    mutating func add(_ text: String) -> WiringText {
      defer { self.text += Array(text.utf8) }
      return WiringText(offset: UInt32(self.text.count), length: UInt32(text.utf8.count))
    }
  }

  init(_ tables: Tables) throws {
    var header = WiringHeader()
    header.deviceCount = UInt16(tables.devices.count)
    header.lineCount = UInt16(tables.lines.count)
    header.chipCount = UInt16(tables.chips.count)
    header.sourceCount = UInt16(tables.sources.count)
    header.clampCount = UInt16(tables.clamps.count)
    header.nodeCount = UInt16(tables.probes.count)
    header.elementCount = UInt32(tables.elements.count)
    header.isWired = 1
    header.textBytes = UInt32(tables.text.count)
    var bytes = Self.bytes([header]) + Self.bytes(tables.devices) + Self.bytes(tables.lines)
    bytes += Self.bytes(tables.chips)
    bytes += Self.bytes(tables.sources + tables.clamps + tables.probes + tables.elements)
    bytes += tables.text
    while bytes.count % 8 != 0 { bytes.append(0) }
    unsafe memory = .allocate(byteCount: bytes.count, alignment: 8)
    unsafe memory.copyBytes(from: bytes)
    wiring = unsafe try Wiring(checking: UnsafeRawBufferPointer(memory))
  }

  deinit { unsafe memory.deallocate() }

  private static func bytes<Entry: BitwiseCopyable>(_ entries: [Entry]) -> [UInt8] {
    unsafe entries.withUnsafeBytes { unsafe Array($0) }
  }
}

/// A DAC's channel of n bits over 0 V to its reference: codes per raw sample, times 2^32.
func outputChannel(
  _ chip: Int, _ channel: Int, bits: Int, reference: Double, fullScale: Double
) -> WiringChannel {
  let codesPerRaw = fullScale / (reference / Double(1 << bits)) * 0x1p-20
  return WiringChannel(
    chip: UInt16(chip), channel: UInt16(channel), mantissa: Int64((codesPerRaw * 0x1p32).rounded()),
    offset: 0, largestCode: UInt32(1 << bits - 1))
}

/// An ADC's channel: raw samples per code, times 2^32.
func inputChannel(
  _ chip: Int, _ channel: Int, bits: Int, reference: Double, fullScale: Double
) -> WiringChannel {
  let rawPerCode = reference / Double(1 << bits) / fullScale * 0x1p20
  return WiringChannel(
    chip: UInt16(chip), channel: UInt16(channel), mantissa: Int64((rawPerCode * 0x1p32).rounded()),
    offset: 0, largestCode: UInt32(1 << bits - 1))
}
