internal import BoardFile
internal import Wiring

extension AssemblyBuilder {
  func chip(_ index: Int) -> Component {
    let chip = hardware.chips[index]
    let pinout = Pinout.of(chip.part)
    let isSwitch = chip.part == .gpioSwitch
    return Component(
      name: chip.name, kind: isSwitch ? .switch : .chip,
      value: isSwitch ? "74LVC1G66" : chip.marking, package: pinout.package,
      isVerified: pinout.isVerified, source: pinout.source,
      pins: pinout.pins.map {
        .init(number: $0.number, name: $0.name, net: net(of: $0.use, index, chip))
      })
  }

  private func net(of use: Pin.Use, _ index: Int, _ chip: ChipDescription) -> String? {
    let supply = Self.supplyNet(chip.supplyVolts)
    func place(_ channel: Int) -> ChannelPlace { ChannelPlace(chip: index, channel: channel) }
    switch use {
    case .supply, .tiedHigh: return supply
    case .ground, .tiedLow: return "GND"
    case .clock, .dataIn, .dataOut, .dataBoth, .select: return busNet(use, chip)
    case .i2cClock, .i2cData, .address, .addressOfFour: return i2cNet(use, chip, supply)
    case .line(let number):
      return chip.lines.indices.contains(number) ? chip.lines[number].name : nil
    case .reference: return referenceNet(chip)
    case .referenceOut: return "\(chip.name) REFOUT"
    // An open input drifts and couples into its neighbours.
    case .input(let channel): return channelNets[place(channel)] ?? "GND"
    case .output(let channel): return channelNets[place(channel)]
    case .terminalA: return nil
    case .wiper(let channel):
      return elementOfWiper[place(channel)].map { node(model.elements[$0].nodeA) }
    case .terminalB(let channel):
      return elementOfWiper[place(channel)].map { node(model.elements[$0].nodeB) }
    case .near(let channel):
      return clampOfToggle[place(channel)].map { channelName(hardware.clamps[$0].level) }
    case .far(let channel): return clampOfToggle[place(channel)].map { node(model.clamps[$0].node) }
    case .switchDrive(let channel):
      return clampOfToggle[place(channel)] == nil ? nil : channelName(place(channel))
    case .joined: return "\(chip.name) MXO"
    case .open: return nil
    }
  }

  private func busNet(_ use: Pin.Use, _ chip: ChipDescription) -> String? {
    guard case .spi(let bus, let select, _, _) = chip.connection else { return nil }
    switch use {
    case .clock: return "SPI\(bus) SCLK"
    case .dataIn: return "SPI\(bus) MOSI"
    case .dataOut: return "SPI\(bus) MISO"
    // Read back through a resistor from MOSI; without reading it is an input.
    case .dataBoth: return chip.reads ? "SPI\(bus) MISO" : "SPI\(bus) MOSI"
    default: return "CS \(bus).\(select)"
    }
  }

  private func i2cNet(_ use: Pin.Use, _ chip: ChipDescription, _ supply: String) -> String? {
    guard case .i2c(let bus, let address) = chip.connection else { return nil }
    switch use {
    case .i2cClock: return "I2C\(bus) SCL"
    case .i2cData: return "I2C\(bus) SDA"
    case .address(let bit): return address >> bit & 1 == 1 ? supply : "GND"
    default: return ["GND", supply, "I2C\(bus) SDA", "I2C\(bus) SCL"][address & 3]
    }
  }

  private func referenceNet(_ chip: ChipDescription) -> String {
    if chip.hasOwnReference { return chip.part == .ads124s08 ? "GND" : "\(chip.name) VREF" }
    if abs(chip.referenceVolts - chip.supplyVolts) < 1e-9 {
      return Self.supplyNet(chip.supplyVolts)
    }
    return Self.referenceNet(chip.referenceVolts)
  }
}

extension ChipDescription {
  /// Whether it is read back (options bit 0 of the potentiometers).
  var reads: Bool {
    switch part {
    case .mcp4131, .mcp4151, .mcp4231, .mcp4251, .ad5144: options & 1 == 0
    default: true
    }
  }

  /// Whether its options turn its own reference on.
  var hasOwnReference: Bool {
    switch part {
    case .dac8568, .mcp4728: options & 1 == 1
    case .ads124s08: options >> 8 & 3 == 2
    case .ads1115: true
    default: false
    }
  }
}
