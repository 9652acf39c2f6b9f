internal import PlanImage
internal import SimulatedBoard
internal import Wiring

/// Turns a board's hardware into the wiring of a plan.
struct WiringMaker {
  private let hardware: HardwareDescription
  private let board: BoardDescription
  private var draft = WiringDraft()

  /// The wiring of `hardware` with the clamps of a plan, by the board's numbers.
  static func wiring(
    of hardware: HardwareDescription, board: BoardDescription, clamps: [Int]
  ) -> WiringDraft {
    var maker = WiringMaker(hardware, board)
    maker.addChips()
    maker.addChannels(clamps)
    maker.addSettings()
    return maker.draft
  }

  private init(_ hardware: HardwareDescription, _ board: BoardDescription) {
    self.hardware = hardware
    self.board = board
  }

  private mutating func device(_ device: WiringDevice) -> UInt16 {
    if let index = draft.devices.firstIndex(of: device) { return UInt16(index) }
    draft.devices.append(device)
    return UInt16(draft.devices.count - 1)
  }

  private mutating func addChips() {
    let needsLines =
      hardware.chips.contains { !$0.lines.isEmpty } || hardware.arm != nil
      || hardware.heartbeat != nil
    if needsLines {
      let labels = draft.add(hardware.gpioLabels.joined(separator: ","))
      draft.devices.append(WiringDevice(.lines, name: labels))
    }
    for chip in hardware.chips {
      var place = WiringHeader.none
      var address: UInt16 = 0
      switch chip.connection {
      case .spi(let bus, let select, let clock, let mode):
        place = device(
          WiringDevice(
            .spi, mode: UInt8(mode), bus: UInt32(bus), select: UInt32(select),
            clockHertz: UInt32(clock)))
      case .i2c(let bus, let number):
        place = device(
          WiringDevice(
            .i2c, bus: UInt32(bus), clockHertz: UInt32(hardware.i2cClockHertz)))
        address = UInt16(number)
      case .lines: break
      }
      let first = UInt16(draft.lines.count)
      let levels = Self.startLevels(of: chip.part)
      for (line, starts) in zip(chip.lines, levels) { _ = add(line, startsActive: starts) }
      draft.chips.append(
        WiringChip(
          part: chip.part, device: place, address: address, firstLine: first,
          options: chip.options, name: draft.add(chip.name)))
    }
  }

  /// What a part's lines must be from the first moment on: deselected, outputs off (the parts'
  /// pages).
  private static func startLevels(of part: PartNumber) -> [Bool] {
    switch part {
    case .ad5220: [true, true, false]
    case .x9c: [true, false, false]
    case .hc595: [true]
    default: Array(repeating: false, count: part.lineCount)
    }
  }

  private mutating func add(_ line: LineDescription, startsActive: Bool = false) -> UInt16 {
    let flags: UInt16 = (line.isActiveLow ? 1 : 0) | (startsActive ? 2 : 0)
    draft.lines.append(WiringLine(device: 0, flags: flags, name: draft.add(line.name)))
    return UInt16(draft.lines.count - 1)
  }

  private mutating func addChannels(_ clamps: [Int]) {
    let full = board.model.fullScaleVolts
    draft.sources = hardware.sources.map { output($0, full) }
    draft.clamps = clamps.map { index in
      let clamp = hardware.clamps[index]
      var channel = output(clamp.level, full)
      if let toggle = clamp.toggle {
        channel.switchChip = UInt16(toggle.chip)
        channel.switchChannel = UInt16(toggle.channel)
      }
      return channel
    }
    draft.probes = hardware.probes.map { place in
      let chip = hardware.chips[place.chip]
      let step = chip.referenceVolts / Double(chip.part.largestCode + 1)
      return WiringChannel(
        chip: UInt16(place.chip), channel: UInt16(place.channel),
        mantissa: Int64((step / full * 0x1p52).rounded()), offset: 0,
        largestCode: UInt32(chip.part.largestCode))
    }
    draft.elements = zip(hardware.elements, board.model.elements).map { place, element in
      var channel = WiringChannel(
        chip: UInt16(place.chip), channel: UInt16(place.channel), mantissa: 1 << 32, offset: 0,
        largestCode: UInt32(hardware.chips[place.chip].part.largestCode))
      channel.safeCode = element.safeTap.map { UInt32($0) + 1 } ?? 0
      return channel
    }
  }

  /// One code is `reference / codes` volts, one unit of a level `full / 2^20`.
  private func output(_ place: ChannelPlace, _ full: Double) -> WiringChannel {
    let chip = hardware.chips[place.chip]
    let step = chip.referenceVolts / Double(chip.part.largestCode + 1)
    return WiringChannel(
      chip: UInt16(place.chip), channel: UInt16(place.channel),
      mantissa: Int64((full / step * 0x1p12).rounded()), offset: 0,
      largestCode: UInt32(chip.part.largestCode))
  }

  private mutating func addSettings() {
    if let arm = hardware.arm { draft.header.armLine = add(arm) }
    if let heartbeat = hardware.heartbeat { draft.header.heartbeatLine = add(heartbeat) }
    draft.header.verifyEvery = UInt32(clamping: hardware.verifyEvery)
    let watch = hardware.watchVolts / board.model.fullScaleVolts * 0x1p20
    draft.header.watchTolerance = UInt32(min(watch.rounded(), 0x1p21))
  }
}
