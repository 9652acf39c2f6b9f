public import Wiring

extension LinuxBus {
  /// A bus for this wiring; nothing is open yet. `memory`: zeroed, `byteCount(devices:lines:)` of the
  /// wiring's counts, aligned to 8, outlives the bus.
  public init(memory: UnsafeMutableRawPointer, wiring: Wiring) {
    unsafe self.init(memory: memory, devices: wiring.deviceCount, lines: wiring.lineCount)
  }

  /// Opens every bus and line that the wiring names; lines last, because they may move something.
  public mutating func open(_ wiring: Wiring) throws(OpenError) {
    for index in 0..<wiring.deviceCount {
      let device = wiring.device(index)
      switch PartNumber.Connection(rawValue: device.kind) {
      case .spi:
        try openSPI(
          index, bus: device.bus, select: device.select, mode: device.mode,
          clockHertz: device.clockHertz)
      case .i2c: try openI2C(index, bus: device.bus)
      case .lines: unsafe try openChip(index, labels: wiring.text(device.name))
      case nil: break
      }
    }
    for index in 0..<wiring.lineCount {
      let line = wiring.line(index)
      unsafe try find(
        line: index, on: Int(line.device), name: wiring.text(line.name),
        isActiveLow: line.isActiveLow, isActive: line.startsActive)
    }
    try requestLines()
  }
}

extension OpenError {
  /// The labels or the line's name that the wiring asked for, as ``describe(asked:into:)`` wants it.
  public func asked(_ wiring: Wiring) -> UnsafeRawBufferPointer {
    let index = Int(self.index)
    switch what {
    case .gpioChip where index < wiring.deviceCount:
      return unsafe wiring.text(wiring.device(index).name)
    case .line where index < wiring.lineCount:
      return unsafe wiring.text(wiring.line(index).name)
    default: return unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    }
  }
}
