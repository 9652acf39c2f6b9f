internal import BusInterface
internal import CLinuxBoard

// Indices must lie below the counts that the bus was made with, and each is opened once.
extension LinuxBus {
  /// Opens `/dev/spidevBUS.SELECT` in a mode, 0 to 3, with words of 8 bits.
  public mutating func openSPI(
    _ device: Int, bus: UInt32, select: UInt32, mode: UInt8, clockHertz: UInt32
  ) throws(OpenError) {
    let file = wheatstone_spi_open(bus, select, UInt32(mode), clockHertz)
    if file < 0 { throw Self.refusal(.spi, device, file, bus: bus, select: select) }
    unsafe devices[device].file = Int32(truncatingIfNeeded: file)
    unsafe devices[device].clockHertz = clockHertz
    if spiByteLimit == 0 {
      spiByteLimit = Int(truncatingIfNeeded: max(0, wheatstone_spi_byte_limit()))
    }
    if spiByteLimit > 0, spiByteLimit < Script.spiByteLimit {
      var error = OpenError(
        .spiByteLimit, index: device, errorNumber: Int32(truncatingIfNeeded: spiByteLimit))
      error.bus = bus
      error.select = select
      throw error
    }
  }

  /// Opens `/dev/i2c-BUS`, whose adapter must take plain messages.
  public mutating func openI2C(_ device: Int, bus: UInt32) throws(OpenError) {
    let file = wheatstone_i2c_open(bus)
    if file < 0 { throw Self.refusal(.i2c, device, file, bus: bus) }
    unsafe devices[device].file = Int32(truncatingIfNeeded: file)
  }

  private static func refusal(
    _ what: OpenError.What, _ device: Int, _ result: Int64, bus: UInt32, select: UInt32 = 0
  ) -> OpenError {
    var error = OpenError(
      what, index: device, errorNumber: Int32(truncatingIfNeeded: -result))
    error.bus = bus
    error.select = select
    let kind = what == .spi ? wheatstone_node_spi.rawValue : wheatstone_node_i2c.rawValue
    if error.errorNumber == OpenError.Number.noEntry {
      error.finding = wheatstone_bus_exists(kind, bus) != 0 ? .noNode : .noController
    }
    error.findGroup(kind, bus, select)
    return error
  }
}

extension OpenError {
  /// Which group may use a node that this program may not.
  mutating func findGroup(_ kind: UInt32, _ bus: UInt32, _ select: UInt32) {
    guard errorNumber == Number.noAccess else { return }
    var result: Int64 = 0
    name = unsafe KernelName {
      result = unsafe wheatstone_node_group(kind, bus, select, $0, $1)
    }
    finding = result < 0 ? .noGroup : .notInGroup
  }
}
