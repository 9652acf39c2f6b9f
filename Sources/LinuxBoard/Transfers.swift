public import BusInterface

internal import CLinuxBoard

/// The kernel's structures for steps, in memory that is given; pure, so that they can be looked at
/// without any bus.
@safe
public struct Transfers {
  let spi: UnsafeMutablePointer<wheatstone_spi_transfer>
  let i2c: UnsafeMutablePointer<wheatstone_i2c_message>

  /// The transfers of the longest SPI message, and behind them the messages of the longest I2C
  /// transaction.
  public static var byteCount: Int {
    unsafe Script.spiTransferLimit * MemoryLayout<wheatstone_spi_transfer>.stride
      + Script.i2cMessageLimit * MemoryLayout<wheatstone_i2c_message>.stride
  }

  /// In memory of ``byteCount``, aligned to 8.
  public init(memory: UnsafeMutableRawPointer) {
    let limit = Script.spiTransferLimit
    unsafe spi = memory.bindMemory(to: wheatstone_spi_transfer.self, capacity: limit)
    unsafe i2c = (memory + limit * MemoryLayout<wheatstone_spi_transfer>.stride)
      .bindMemory(to: wheatstone_i2c_message.self, capacity: Script.i2cMessageLimit)
  }

  /// Fills in the transfers of a message.
  ///
  /// False where steps are of another kind or of several devices, point outside of the bytes, wait
  /// longer than the kernel's 16 bits of microseconds, or where the last one holds the select.
  ///
  /// `cs_change` means two things (include/linux/spi/spi.h): between transfers the select rises and
  /// falls again, 10 us later; behind the last one it stays low, instead of rising as it does
  /// without. So the transfers that do not hold the select get it, and the last one never does: its
  /// select would stay low while the next message goes to another chip on the same wires.
  public func fillSPI(
    _ steps: Span<BusStep>, bytes: UnsafeMutableBufferPointer<UInt8>, clockHertz: UInt32
  ) -> Bool {
    guard steps.count <= Script.spiTransferLimit, let start = bytes.baseAddress
    else { return false }
    for index in steps.indices {
      let step = steps[index]
      let isLast = index == steps.count - 1
      guard step.kind == .spi, step.device == steps[0].device,
        Int(step.outgoing) + Int(step.count) <= bytes.count,
        Int(step.incoming) + Int(step.count) <= bytes.count,
        step.waitMicroseconds <= Self.waitLimitMicroseconds, !(isLast && step.holdsSelect)
      else { return false }
      unsafe (spi + index).initialize(
        to: wheatstone_spi_transfer(
          outgoing: UInt64(UInt(bitPattern: start + Int(step.outgoing))),
          incoming: UInt64(UInt(bitPattern: start + Int(step.incoming))),
          count: UInt32(step.count), clockHertz: clockHertz,
          delayMicroseconds: UInt16(truncatingIfNeeded: step.waitMicroseconds), bitsPerWord: 8,
          selectChanges: isLast || step.holdsSelect ? 0 : 1, outgoingLines: 0, incomingLines: 0,
          wordDelayMicroseconds: 0, reserved: 0))
    }
    return true
  }

  /// The longest wait behind a transfer; a longer one is a pause of its own.
  public static var waitLimitMicroseconds: UInt32 { 65_535 }

  /// Fills in the messages of an I2C transaction; false where steps are of another kind or of
  /// several buses, or point outside of the bytes.
  public func fillI2C(
    _ steps: Span<BusStep>, bytes: UnsafeMutableBufferPointer<UInt8>
  ) -> Bool {
    guard steps.count <= Script.i2cMessageLimit, let start = bytes.baseAddress
    else { return false }
    for index in steps.indices {
      let step = steps[index]
      let isRead = step.kind == .i2cRead
      let offset = Int(isRead ? step.incoming : step.outgoing)
      guard isRead || step.kind == .i2cWrite, step.device == steps[0].device,
        offset + Int(step.count) <= bytes.count
      else { return false }
      unsafe (i2c + index).initialize(
        to: wheatstone_i2c_message(
          address: step.address, flags: isRead ? 1 : 0, count: step.count, bytes: start + offset))
    }
    return true
  }
}
