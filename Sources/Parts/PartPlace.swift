/// Where a part sits and how it is set: all that its driver is told.
public struct PartPlace: BitwiseCopyable, Equatable, Sendable {
  /// Its SPI device or I2C bus, an index into the wiring's devices.
  public var device: UInt16
  /// Its I2C address, 7 bits; 0 on SPI.
  public var address: UInt16
  /// The first of its lines, consecutive in the wiring; their order is the part's own.
  public var firstLine: UInt16
  /// Settings that the part's page explains (data rate, range, gain); 0: its defaults.
  public var options: UInt32

  public init(
    device: UInt16 = 0, address: UInt16 = 0, firstLine: UInt16 = 0, options: UInt32 = 0
  ) {
    self.device = device
    self.address = address
    self.firstLine = firstLine
    self.options = options
  }
}
