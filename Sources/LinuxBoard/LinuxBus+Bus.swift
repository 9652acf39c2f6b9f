public import BusInterface

internal import CLinuxBoard

extension LinuxBus: Bus {
  public mutating func exchange(
    _ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>
  ) throws(BusFault) {
    guard steps.count > 0 else { return }
    let number = steps[0].device
    guard Int(number) < deviceCount else { throw BusFault(.outOfRoom, device: number) }
    let device = unsafe devices[Int(number)]
    let transfers = transfers
    var wanted: Int64 = 0
    for index in steps.indices { wanted += Int64(steps[index].count) }
    let result = unsafe bytes.withUnsafeMutableBufferPointer { buffer -> Int64? in
      guard unsafe transfers.fillSPI(steps, bytes: buffer, clockHertz: device.clockHertz)
      else { return nil }
      return unsafe wheatstone_spi_message(
        device.file, transfers.spi, UInt32(truncatingIfNeeded: steps.count))
    }
    try finish(result, wanted, number)
  }

  public mutating func transact(
    _ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>
  ) throws(BusFault) {
    guard steps.count > 0 else { return }
    let number = steps[0].device
    guard Int(number) < deviceCount else { throw BusFault(.outOfRoom, device: number) }
    let file = unsafe devices[Int(number)].file
    let transfers = transfers
    let result = unsafe bytes.withUnsafeMutableBufferPointer { buffer -> Int64? in
      guard unsafe transfers.fillI2C(steps, bytes: buffer) else { return nil }
      return unsafe wheatstone_i2c_transact(
        file, transfers.i2c, UInt32(truncatingIfNeeded: steps.count))
    }
    try finish(result, Int64(steps.count), number)
  }

  /// One call for each chip that has lines in `mask`.
  public mutating func setLines(mask: UInt64, values: UInt64) throws(BusFault) {
    let lowest = UInt16(truncatingIfNeeded: mask.trailingZeroBitCount)
    guard mask & ~openLines == 0 else { throw BusFault(.outOfRoom, device: lowest) }
    for index in 0..<deviceCount {
      let device = unsafe devices[index]
      let meant = mask & device.lineMask
      guard meant != 0 else { continue }
      let wanted = (levels & ~meant) | ((values ^ activeLow) & meant)
      requestCount &+= 1
      let result = wheatstone_gpio_set(device.handle, Self.packed(wanted, device.lineMask))
      if result < 0 { throw Self.fault(result, lowest) }
      // Only now: a set that failed must not happen together with the next one.
      levels = wanted
    }
  }

  private mutating func finish(
    _ result: Int64?, _ wanted: Int64, _ device: UInt16
  ) throws(BusFault) {
    guard let result else { throw BusFault(.outOfRoom, device: device) }
    requestCount &+= 1
    if result == wanted { return }
    if result >= 0 { throw BusFault(.cutShort, device: device) }
    throw Self.fault(result, device)
  }

  private static func fault(_ result: Int64, _ device: UInt16) -> BusFault {
    let number = Int32(truncatingIfNeeded: -result)
    let kind: BusFault.Kind =
      switch number {
      case OpenError.Number.timedOut: .timedOut
      case OpenError.Number.noDeviceAddress, OpenError.Number.remoteIO: .notAcknowledged
      default: .failed
      }
    return BusFault(kind, device: device, errorNumber: number)
  }
}
