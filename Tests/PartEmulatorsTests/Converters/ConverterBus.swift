import BusInterface
import PartEmulators

/// SPI devices and I2C buses in memory, with a clock that only bits and pauses move.
final class ConverterBus: Bus {
  struct Device {
    var part: any SPIPartEmulator
    var mode: UInt8
    var clockHertz: UInt32
  }

  var devices: [UInt16: Device] = [:]
  /// By I2C bus.
  var parts: [UInt16: [any I2CPartEmulator]] = [:]
  var i2cHertz = 400_000.0
  private(set) var now = 1_000_000.0
  private(set) var requestCount = 0
  /// The request of this number happens, but is reported as failed.
  var failingRequest: Int?

  func exchange(_ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>) throws(BusFault) {
    guard let device = devices[steps[0].device] else {
      throw BusFault(.failed, device: steps[0].device)
    }
    var isSelected = false
    for index in steps.indices {
      let step = steps[index]
      if !isSelected {
        device.part.select(mode: device.mode, clockHertz: device.clockHertz, atMicroseconds: now)
      }
      for offset in 0..<Int(step.count) {
        bytes[Int(step.incoming) + offset] = device.part.exchange(
          bytes[Int(step.outgoing) + offset], atMicroseconds: now)
        now += 8e6 / Double(device.clockHertz)
      }
      now += Double(step.waitMicroseconds)
      isSelected = step.holdsSelect
      if !isSelected { device.part.deselect(atMicroseconds: now) }
    }
    if isSelected { device.part.deselect(atMicroseconds: now) }
    try count(steps[0].device)
  }

  func transact(_ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>) throws(BusFault) {
    var last: (any I2CPartEmulator)?
    for index in steps.indices {
      let step = steps[index]
      now += 11e6 / i2cHertz
      guard let part = parts[step.device]?.first(where: { $0.address == step.address }),
        part.start(isRead: step.kind == .i2cRead, atMicroseconds: now)
      else { throw BusFault(.notAcknowledged, device: step.device) }
      if let last, last !== part { last.stop(atMicroseconds: now) }
      last = part
      for offset in 0..<Int(step.count) {
        now += 9e6 / i2cHertz
        if step.kind == .i2cRead {
          bytes[Int(step.incoming) + offset] = part.read(atMicroseconds: now)
        } else if !part.write(bytes[Int(step.outgoing) + offset], atMicroseconds: now) {
          throw BusFault(.notAcknowledged, device: step.device)
        }
      }
    }
    last?.stop(atMicroseconds: now)
    try count(steps[0].device)
  }

  func setLines(mask: UInt64, values: UInt64) throws(BusFault) {}
  func pause(microseconds: UInt32) { now += Double(microseconds) }
  func nowMicroseconds() -> UInt64 { UInt64(now) }

  private func count(_ device: UInt16) throws(BusFault) {
    requestCount += 1
    if requestCount - 1 == failingRequest { throw BusFault(.failed, device: device) }
  }
}
