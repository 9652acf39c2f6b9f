/// One thing that is asked of the buses: a transfer, lines to set, a pause.
///
/// Steps refer to bytes of their ``Script`` by offset, so that they can be kept and run again.
public struct BusStep: BitwiseCopyable, Equatable, Sendable {
  public var kind: Kind
  /// SPI: the chip select stays low between this transfer and the next of the same message.
  public var holdsSelect: Bool
  /// The SPI device or the I2C bus: an index into the plan's devices. Unused in the other kinds.
  public var device: UInt16
  /// The I2C address, 7 bits.
  public var address: UInt16
  /// Where the bytes to be sent lie, from the start of the script's bytes.
  public var outgoing: UInt32
  /// Where received bytes go. SPI is full duplex: as many as are sent.
  public var incoming: UInt32
  /// Bytes, in each direction.
  public var count: UInt16
  /// SPI: how long to wait behind the transfer, before the select rises. `pause`: how long.
  public var waitMicroseconds: UInt32
  /// `lines`: which of the plan's output lines to set (bit n: line n), and to what.
  public var lineMask: UInt64
  public var lineValues: UInt64

  public init(
    _ kind: Kind, holdsSelect: Bool = false, device: UInt16 = 0, address: UInt16 = 0,
    outgoing: UInt32 = 0, incoming: UInt32 = 0, count: UInt16 = 0, waitMicroseconds: UInt32 = 0,
    lineMask: UInt64 = 0, lineValues: UInt64 = 0
  ) {
    self.kind = kind
    self.holdsSelect = holdsSelect
    self.device = device
    self.address = address
    self.outgoing = outgoing
    self.incoming = incoming
    self.count = count
    self.waitMicroseconds = waitMicroseconds
    self.lineMask = lineMask
    self.lineValues = lineValues
  }

  public enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// Full duplex, most significant bit first, in the device's mode and clock.
    case spi = 1
    case i2cWrite = 2
    case i2cRead = 3
    /// Sets output lines, all of them in one call.
    case lines = 4
    case pause = 5
  }
}
