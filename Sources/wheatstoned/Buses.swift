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
    throw Failure.told(Failure.unavailable)
  }
  return bus
}

/// Says which device or line is meant, why, and what to do.
@inline(never)
private func report(_ error: OpenError, _ wiring: Wiring) {
  let index = Int(error.index)
  var asked = WiringText()
  switch error.what {
  case .gpioChip: asked = wiring.device(index).name
  case .line where index < wiring.lineCount: asked = wiring.line(index).name
  default: break
  }
  var message = Message()
  message.append("wheatstoned: ")
  unsafe error.describe(asked: wiring.text(asked), into: &message)
  _ = message.write(to: 2)
}

extension Message: TextSink {}
