/// Every check that stands between the bytes and their first use.
extension Wiring {
  func checkHeader() throws(WiringError) {
    guard lineCount <= Self.lineLimit, isLine(header.armLine), isLine(header.heartbeatLine),
      header.isWired <= 1, header.isCorrected <= 1, header.elementCount <= 1 << 24
    else { throw WiringError(.badHeader, value: UInt32(header.lineCount)) }
  }

  private func isLine(_ line: UInt16) -> Bool {
    line == WiringHeader.none || line < header.lineCount
  }

  func checkDevices() throws(WiringError) {
    for index in 0..<deviceCount {
      let device = device(index)
      guard PartNumber.Connection(rawValue: device.kind) != nil, device.mode <= 3,
        device.bus <= 255, device.select <= 255, isText(device.name),
        device.kind != PartNumber.Connection.spi.rawValue || device.clockHertz > 0
      else { throw WiringError(.badDevice, entry: index, value: UInt32(device.kind)) }
    }
  }

  func checkLines() throws(WiringError) {
    for index in 0..<lineCount {
      let line = line(index)
      guard Int(line.device) < deviceCount, line.name.length > 0, isText(line.name),
        device(Int(line.device)).kind == PartNumber.Connection.lines.rawValue, line.flags <= 3
      else { throw WiringError(.badLine, entry: index, value: UInt32(line.device)) }
    }
  }

  func checkChips() throws(WiringError) {
    for index in 0..<chipCount {
      let chip = chip(index)
      guard let part = PartNumber(rawValue: chip.part), chip.address < 128, isText(chip.name),
        isPlaced(chip, part),
        part.lineCount == 0 || Int(chip.firstLine) + part.lineCount <= lineCount
      else { throw WiringError(.badChip, entry: index, value: UInt32(chip.part)) }
    }
  }

  private func isPlaced(_ chip: WiringChip, _ part: PartNumber) -> Bool {
    if part.connection == .lines { return chip.device == WiringHeader.none }
    return Int(chip.device) < deviceCount
      && device(Int(chip.device)).kind == part.connection.rawValue
  }

  func checkChannels() throws(WiringError) {
    guard isWired else { return }
    for index in 0..<sourceCount { try check(source(index), .output, index) }
    for index in 0..<clampCount {
      let clamp = clamp(index)
      try check(clamp, .output, sourceCount + index)
      if clamp.switchChip == WiringHeader.none {
        if part(Int(clamp.chip)).canLetGo { continue }
      } else if Int(clamp.switchChip) < chipCount {
        let toggle = part(Int(clamp.switchChip))
        if toggle.role == .toggle, Int(clamp.switchChannel) < toggle.channelCount { continue }
      }
      throw WiringError(
        .badChannel, entry: sourceCount + index, value: UInt32(clamp.switchChip))
    }
    for node in 0..<nodeCount { try check(probe(node), .input, sourceCount + clampCount + node) }
    for index in 0..<elementCount {
      try check(
        element(index), .potentiometer, sourceCount + clampCount + nodeCount + index)
    }
  }

  private func check(
    _ channel: WiringChannel, _ role: PartNumber.Role, _ index: Int
  ) throws(WiringError) {
    let limit: Int64 = 1 << 60
    if Int(channel.chip) < chipCount {
      let part = part(Int(channel.chip))
      // Taps have at most 24 bits, levels 22: no product passes 2^62.
      let mantissaLimit: Int64 =
        role == .input ? (1 << 61) / (Int64(channel.largestCode) + 1) : 1 << 38
      if part.role == role, Int(channel.channel) < part.channelCount,
        Int(truncatingIfNeeded: channel.largestCode) <= part.largestCode,
        channel.mantissa >= -mantissaLimit, channel.mantissa <= mantissaLimit,
        channel.offset >= -limit, channel.offset <= limit
      {
        return
      }
    }
    throw WiringError(.badChannel, entry: index, value: UInt32(channel.chip))
  }

  func checkCorrections() throws(WiringError) {
    guard isCorrected else { return }
    for index in 0..<(sourceCount + clampCount + nodeCount) {
      let correction = sourceCorrection(index)
      guard correction.gain >= 1 << 39, correction.gain <= 1 << 41,
        correction.offset >= -(1 << 58), correction.offset <= 1 << 58
      else { throw WiringError(.badCorrection, entry: index) }
    }
  }

  private func isText(_ place: WiringText) -> Bool {
    UInt64(place.offset) + UInt64(place.length) <= UInt64(header.textBytes)
  }
}
