internal import CLinuxBoard

extension LinuxBus {
  /// Finds the one GPIO chip whose label is among `labels` (commas between them).
  public mutating func openChip(
    _ device: Int, labels: UnsafeRawBufferPointer
  ) throws(OpenError) {
    var found: Int32 = -1
    var other: Int32 = -1
    var result = -Int64(OpenError.Number.noDevice)
    if let text = labels.baseAddress {
      result = unsafe wheatstone_gpio_find_chip(
        text.assumingMemoryBound(to: CChar.self), labels.count, &found, &other)
    }
    if result < 0 {
      var error = OpenError(
        .gpioChip, index: device, errorNumber: Int32(truncatingIfNeeded: -result))
      error.chip = found
      error.otherChip = other
      error.findGroup(wheatstone_node_gpio.rawValue, UInt32(bitPattern: found), 0)
      throw error
    }
    unsafe devices[device].chip = found
  }

  /// Finds a line by its name on a chip that is open; ``requestLines()`` takes it. A line that has
  /// been found under another number is refused: libgpiod 2 would take the two for one.
  public mutating func find(
    line: Int, on device: Int, name: UnsafeRawBufferPointer, isActiveLow: Bool, isActive: Bool
  ) throws(OpenError) {
    let chip = unsafe devices[device].chip
    var result = -Int64(OpenError.Number.noEntry)
    if let text = name.baseAddress {
      result = unsafe wheatstone_gpio_find_line(
        chip, text.assumingMemoryBound(to: CChar.self), name.count)
    }
    if result < 0 {
      var error = OpenError(
        .line, index: line, errorNumber: Int32(truncatingIfNeeded: -result))
      error.chip = chip
      throw error
    }
    let offset = UInt32(truncatingIfNeeded: result)
    if isFound(offset, chip: chip) {
      var error = OpenError(.line, index: line, errorNumber: OpenError.Number.invalid)
      error.chip = chip
      error.offset = offset
      error.finding = .usedTwice
      throw error
    }
    let bit: UInt64 = 1 << UInt64(line)
    unsafe lines[line] = Line(device: UInt16(truncatingIfNeeded: device), offset: offset)
    unsafe devices[device].lineMask |= bit
    if isActiveLow { activeLow |= bit }
    if isActive != isActiveLow { levels |= bit }
  }

  private func isFound(_ offset: UInt32, chip: Int32) -> Bool {
    for index in 0..<lineCount {
      let line = unsafe lines[index]
      let device = unsafe devices[Int(line.device)]
      if device.lineMask >> UInt64(index) & 1 == 1, device.chip == chip, line.offset == offset {
        return true
      }
    }
    return false
  }

  /// Requests all lines that were found, those of a chip in one call, each with its first value.
  public mutating func requestLines() throws(OpenError) {
    for index in 0..<deviceCount {
      let device = unsafe devices[index]
      guard device.lineMask != 0, device.handle < 0 else { continue }
      var offsets = InlineArray<64, UInt32>(repeating: 0)
      var count = 0
      var left = device.lineMask
      while left != 0 {
        offsets[count] = unsafe lines[left.trailingZeroBitCount].offset
        count += 1
        left &= left &- 1
      }
      let first = Self.packed(levels, device.lineMask)
      let handle = unsafe offsets.span.withUnsafeBufferPointer { buffer -> Int64 in
        guard let base = buffer.baseAddress else { return -Int64(OpenError.Number.invalid) }
        return unsafe wheatstone_gpio_request(device.chip, base, UInt32(count), first)
      }
      if handle < 0 { throw refusal(handle, device) }
      unsafe devices[index].handle = Int32(truncatingIfNeeded: handle)
      openLines |= device.lineMask
    }
  }

  /// Names the line that somebody holds, where one does.
  private func refusal(_ result: Int64, _ device: Device) -> OpenError {
    let number = Int32(truncatingIfNeeded: -result)
    var error = OpenError(
      .line, index: device.lineMask.trailingZeroBitCount, errorNumber: number)
    error.chip = device.chip
    error.findGroup(wheatstone_node_gpio.rawValue, UInt32(bitPattern: device.chip), 0)
    guard number == OpenError.Number.busy else { return error }
    var left = device.lineMask
    while left != 0 {
      let line = left.trailingZeroBitCount
      left &= left &- 1
      let offset = unsafe lines[line].offset
      guard let owner = GPIOChips.owner(ofLine: offset, chip: device.chip) else { continue }
      error.index = UInt16(truncatingIfNeeded: line)
      error.offset = offset
      error.name = owner
      break
    }
    return error
  }
}
