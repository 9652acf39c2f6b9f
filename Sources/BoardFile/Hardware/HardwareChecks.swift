internal import SimulatedBoard
internal import Wiring

/// What is wrong with a board's hardware as a whole.
struct HardwareChecks {
  let hardware: HardwareDescription
  let model: BoardModel
  let map: MapReader
  let log: DiagnosticLog

  func run() {
    if log.hasErrors { return }
    checkConnections()
    checkLines()
    checkTwice()
    checkConverters()
    checkElements()
  }

  private func place(_ chip: ChipDescription) -> Place {
    Place(file: map.place.file, line: chip.line, column: 1)
  }

  private func checkConnections() {
    var taken: [String: String] = [:]
    for chip in hardware.chips {
      let key: String
      switch chip.connection {
      case .spi(let bus, let select, _, _): key = "chip select \(bus).\(select)"
      case .i2c(let bus, let address):
        key = "address 0x\(String(address, radix: 16)) of I2C bus \(bus)"
      case .lines: continue
      }
      if let other = taken[key] {
        log.error(
          place(chip), "two chips at one place: both would answer, or neither",
          value: "\(other) and \(chip.name) at \(key)")
      }
      taken[key] = chip.name
    }
  }

  private func checkLines() {
    var taken: [String: String] = [:]
    func take(_ line: LineDescription, _ user: String, _ at: Place) {
      if let other = taken[line.name] {
        log.error(
          at, "a line has two uses", value: "\(line.name): \(other) and \(user)")
      }
      taken[line.name] = user
    }
    for chip in hardware.chips {
      for line in chip.lines { take(line, chip.name, place(chip)) }
    }
    if let arm = hardware.arm { take(arm, "arm", map.place(of: "arm")) }
    if let heartbeat = hardware.heartbeat {
      take(heartbeat, "heartbeat", map.place(of: "heartbeat"))
    }
    if taken.count > Wiring.lineLimit {
      log.error(
        map.place, "too many GPIO lines", value: "\(taken.count)",
        allowed: "up to \(Wiring.lineLimit)")
    }
  }

  private func checkTwice() {
    var taken: [ChannelPlace: String] = [:]
    func take(_ channel: ChannelPlace, _ user: String, _ key: String) {
      if let other = taken[channel] {
        let name = "\(hardware.chips[channel.chip].name).\(channel.channel)"
        log.error(
          map.place(of: key), "a channel serves twice", value: "\(name): \(other) and \(user)")
      }
      taken[channel] = user
    }
    for (index, channel) in hardware.sources.enumerated() {
      take(channel, "source \(model.sources[index].name)", "sources")
    }
    for (index, clamp) in hardware.clamps.enumerated() {
      take(clamp.level, "clamp \(model.clamps[index].name)", "clamps")
      if let toggle = clamp.toggle {
        take(toggle, "clamp \(model.clamps[index].name)", "clamps")
      }
    }
    for (index, channel) in hardware.probes.enumerated() {
      take(channel, "node \(model.nodes[index])", "probes")
    }
    for (index, channel) in hardware.elements.enumerated() {
      take(channel, "element \(model.elements[index].name)", "elements")
    }
  }

  /// The simulation's converters must be those on the board, else it would teach another board.
  private func checkConverters() {
    for channel in hardware.sources + hardware.clamps.map(\.level) {
      check(channel, model.sources.first?.converter, "dac")
    }
    for channel in hardware.probes { check(channel, model.probes.converter, "adc") }
  }

  private func check(_ channel: ChannelPlace, _ converter: ConverterModel?, _ key: String) {
    guard let converter, !log.hasErrors else { return }
    let chip = hardware.chips[channel.chip]
    let bits = (chip.part.largestCode + 1).trailingZeroBitCount
    if converter.bits != bits {
      log.error(
        place(chip), "converters: \(key): bits is not what this chip has",
        value: "\(converter.bits.map { "\($0)" } ?? "ideal")", allowed: "\(bits)")
    } else if converter.lowVolts != 0
      || abs(converter.highVolts - chip.referenceVolts) > 1e-9 * chip.referenceVolts
    {
      log.error(
        place(chip), "converters: \(key): its range is not the chip's",
        value: "\(plainNumber(converter.lowVolts)) to \(plainNumber(converter.highVolts)) V",
        allowed: "0 to its referenceVolts, \(plainNumber(chip.referenceVolts))")
    }
  }

  private func checkElements() {
    for (index, channel) in hardware.elements.enumerated() {
      let chip = hardware.chips[channel.chip]
      let element = model.elements[index]
      if element.taps - 1 > chip.part.largestCode {
        log.error(
          place(chip), "this element has more taps than its chip",
          value: "\(element.name): \(element.taps)", allowed: "\(chip.part.largestCode + 1)")
        return
      }
    }
  }
}
