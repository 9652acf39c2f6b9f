/// An SPI device, an I2C bus or a GPIO chip; 32 bytes.
public struct WiringDevice: BitwiseCopyable, Equatable, Sendable {
  /// ``PartNumber/Connection``.
  public var kind: UInt8
  /// SPI mode, 0 to 3.
  public var mode: UInt8 = 0
  public var reserved0: UInt16 = 0
  /// B of `/dev/spidevB.C`, N of `/dev/i2c-N`.
  public var bus: UInt32 = 0
  /// C of `/dev/spidevB.C`.
  public var select: UInt32 = 0
  public var clockHertz: UInt32 = 0
  /// GPIO: labels of which exactly one must be there, with commas between them.
  public var name: WiringText = WiringText()
  public var reserved1: UInt64 = 0

  public init(
    _ kind: PartNumber.Connection, mode: UInt8 = 0, bus: UInt32 = 0, select: UInt32 = 0,
    clockHertz: UInt32 = 0, name: WiringText = WiringText()
  ) {
    self.kind = kind.rawValue
    self.mode = mode
    self.bus = bus
    self.select = select
    self.clockHertz = clockHertz
    self.name = name
  }
}

/// Where a text stands behind the tables; 8 bytes.
public struct WiringText: BitwiseCopyable, Equatable, Sendable {
  public var offset: UInt32
  public var length: UInt32

  public init(offset: UInt32 = 0, length: UInt32 = 0) {
    self.offset = offset
    self.length = length
  }
}

/// A GPIO line that is driven; 16 bytes.
public struct WiringLine: BitwiseCopyable, Equatable, Sendable {
  /// Its chip, an index into the devices.
  public var device: UInt16
  /// Bit 0: active low. Bit 1: active when it is requested, and in the safe state.
  public var flags: UInt16
  public var name: WiringText
  public var reserved: UInt32 = 0

  public init(device: UInt16, flags: UInt16, name: WiringText) {
    self.device = device
    self.flags = flags
    self.name = name
  }

  public var isActiveLow: Bool { flags & 1 != 0 }
  public var startsActive: Bool { flags & 2 != 0 }
}

/// A chip; 32 bytes.
public struct WiringChip: BitwiseCopyable, Equatable, Sendable {
  /// ``PartNumber``.
  public var part: UInt16
  /// An index into the devices; ``WiringHeader/none`` on lines alone.
  public var device: UInt16
  /// 7 bits, on I2C.
  public var address: UInt16 = 0
  /// The first of its lines, an index; they stand behind each other.
  public var firstLine: UInt16 = 0
  /// As the part's page explains.
  public var options: UInt32 = 0
  public var reserved0: UInt32 = 0
  public var name: WiringText
  public var reserved1: UInt64 = 0

  public init(
    part: PartNumber, device: UInt16, address: UInt16 = 0, firstLine: UInt16 = 0,
    options: UInt32 = 0, name: WiringText
  ) {
    self.part = part.rawValue
    self.device = device
    self.address = address
    self.firstLine = firstLine
    self.options = options
    self.name = name
  }
}

/// How a source, clamp, node or element is served; 32 bytes.
///
/// With x the level (sources, clamps; raw sample), the code (nodes) or the tap (elements), the
/// result is `(x * mantissa + offset) / 2^32`, rounded to nearest, ties to even; codes are bounded
/// by 0 and `largestCode`.
public struct WiringChannel: BitwiseCopyable, Equatable, Sendable {
  public var chip: UInt16
  public var channel: UInt16
  /// Clamps: the switch that connects it; ``WiringHeader/none`` where the output lets go by itself.
  public var switchChip: UInt16 = WiringHeader.none
  public var switchChannel: UInt16 = 0
  public var mantissa: Int64
  public var offset: Int64
  public var largestCode: UInt32
  /// Elements: 1 more than the code of the safe state; 0: it stays where it is.
  public var safeCode: UInt32 = 0

  public init(
    chip: UInt16, channel: UInt16, mantissa: Int64, offset: Int64, largestCode: UInt32,
    switchChip: UInt16 = WiringHeader.none, switchChannel: UInt16 = 0
  ) {
    self.chip = chip
    self.channel = channel
    self.switchChip = switchChip
    self.switchChannel = switchChannel
    self.mantissa = mantissa
    self.offset = offset
    self.largestCode = largestCode
  }

  /// A level or tap to a code.
  @inlinable @inline(__always)
  public func code(_ x: Int32) -> Int32 {
    let code = Self.rounded(Int64(x) &* mantissa &+ offset)
    if code < 0 { return 0 }
    return code > Int64(largestCode)
      ? Int32(truncatingIfNeeded: largestCode) : Int32(truncatingIfNeeded: code)
  }

  /// A code to a raw sample, within -2^20 to 2^20.
  @inlinable @inline(__always)
  public func sample(_ code: Int32) -> Int32 {
    let raw = Self.rounded(Int64(code) &* mantissa &+ offset)
    if raw < -(1 << 20) { return -(1 << 20) }
    return raw > 1 << 20 ? 1 << 20 : Int32(truncatingIfNeeded: raw)
  }

  /// By 2^32, to nearest, ties to even.
  @inlinable @inline(__always)
  public static func rounded(_ value: Int64) -> Int64 {
    // Just less than a half, and the bit that a half of an odd number needs.
    (value &+ 0x7FFF_FFFF &+ (value &>> 32 & 1)) &>> 32
  }
}

/// What calibration found of a source, clamp or probe; 16 bytes.
///
/// Sources and clamps: what to ask for a wanted level. Probes: what a reading means. Both are
/// `(x * gain + offset) / 2^40` of raw samples, rounded to nearest.
public struct WiringCorrection: BitwiseCopyable, Equatable, Sendable {
  /// 2^-40; within 1/2 to 2.
  public var gain: Int64
  /// 2^-40 of a raw sample's step; within a quarter of full scale.
  public var offset: Int64

  public init(gain: Int64 = 1 << 40, offset: Int64 = 0) {
    self.gain = gain
    self.offset = offset
  }

  /// Applied to a raw sample or level within two full scales.
  @inline(__always)
  public func corrected(_ raw: Int32) -> Int32 {
    Int32(clamping: (Int64(raw) &* gain &+ offset &+ (1 << 39)) &>> 40)
  }
}
