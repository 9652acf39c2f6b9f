import DeviceProgram
import LinuxBoard
import Wiring

/// Opens every bus and line that a wiring names.
@inline(never)
func openBuses(_ wiring: Wiring) throws(Failure) -> LinuxBus {
  let memory = unsafe try mapMemory(
    byteCount: LinuxBus.byteCount(devices: wiring.deviceCount, lines: wiring.lineCount))
  guard let start = memory.baseAddress else { throw Failure(Failure.noMemory, "no memory") }
  var bus = unsafe LinuxBus(
    memory: start, devices: wiring.deviceCount, lines: wiring.lineCount)
  do throws(OpenError) {
    for index in 0..<wiring.deviceCount {
      let device = wiring.device(index)
      switch PartNumber.Connection(rawValue: device.kind) {
      case .spi:
        try bus.openSPI(
          index, bus: device.bus, select: device.select, mode: device.mode,
          clockHertz: device.clockHertz)
      case .i2c: try bus.openI2C(index, bus: device.bus)
      case .lines: unsafe try bus.openChip(index, labels: wiring.text(device.name))
      case nil: break
      }
    }
    for index in 0..<wiring.lineCount {
      let line = wiring.line(index)
      unsafe try bus.find(
        line: index, on: Int(line.device), name: wiring.text(line.name),
        isActiveLow: line.isActiveLow, isActive: line.startsActive)
    }
    try bus.requestLines()
  } catch {
    report(error, wiring)
    throw Failure(
      Failure.unavailable, error.cure, place: UInt64(error.index),
      value: Int64(error.errorNumber))
  }
  return bus
}

/// Says which device or line is meant, by its name, before the failure says what to do.
@inline(never)
private func report(_ error: OpenError, _ wiring: Wiring) {
  var message = Message()
  message.append("wheatstoned: ")
  let index = Int(error.index)
  switch error.what {
  case .spi, .spiByteLimit:
    message.append("/dev/spidev")
    message.append(UInt64(wiring.device(index).bus))
    message.append(".")
    message.append(UInt64(wiring.device(index).select))
  case .i2c:
    message.append("/dev/i2c-")
    message.append(UInt64(wiring.device(index).bus))
  case .gpioChip:
    message.append("the GPIO chip ")
    unsafe message.append(wiring.text(wiring.device(index).name))
  case .line:
    message.append("the line ")
    unsafe message.append(wiring.text(wiring.line(index).name))
    if error.chip >= 0 {
      message.append(" is held by ")
      unsafe message.append(
        cString: RealTime.owner(ofLine: error.offset, chip: error.chip))
    }
  }
  message.append(": errno ")
  message.append(Int64(error.errorNumber))
  _ = message.write(to: 2)
}
