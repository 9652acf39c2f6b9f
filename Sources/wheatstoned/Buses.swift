import DeviceProgram
import LinuxBoard
import Wiring

/// Buses that are not open yet.
@inline(never)
func closedBuses(_ wiring: Wiring) throws(Failure) -> LinuxBus {
  let memory = unsafe try mapMemory(
    byteCount: LinuxBus.byteCount(devices: wiring.deviceCount, lines: wiring.lineCount))
  guard let start = memory.baseAddress else { throw Failure(Failure.noMemory, "no memory") }
  return unsafe LinuxBus(memory: start, wiring: wiring)
}

/// Opens every bus and line that a wiring names; where one cannot be opened, says which, why, and what
/// to do.
@inline(never)
func openBuses(_ wiring: Wiring) throws(Failure) -> LinuxBus {
  var bus = try closedBuses(wiring)
  do throws(OpenError) { try bus.open(wiring) } catch {
    var message = Message()
    message.append("wheatstoned: ")
    unsafe error.describe(asked: error.asked(wiring), into: &message)
    _ = message.write(to: 2)
    throw Failure.told(Failure.unavailable)
  }
  return bus
}

extension Message: TextSink {}
