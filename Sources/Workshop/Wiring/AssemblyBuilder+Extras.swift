internal import BoardFile
internal import SimulatedBoard
internal import Wiring

extension AssemblyBuilder {
  /// Resistors that hold lines where they do no harm while no program holds them.
  mutating func addPulls() {
    for select in selects {
      // GPIO0 to 8 are pulled up at power-on, the others down: all chips would be selected.
      if let gpio = select.gpio, gpio > 8 { add(.resistor, "10 kohm", select.net, "3V3") }
    }
    for (index, chip) in hardware.chips.enumerated() {
      for (number, line) in chip.lines.enumerated() {
        guard let toHigh = Self.rest(chip.part, line: number) else { continue }
        let isHigh = chip.part == .gpioSwitch ? line.isActiveLow : toHigh
        add(.resistor, "10 kohm", line.name, isHigh ? "3V3" : "GND")
      }
      guard case .spi(let bus, _, _, _) = chip.connection, chip.reads,
        !hardware.chips[..<index].contains(where: { $0.isSame(chip, onBus: bus) })
      else { continue }
      // Data come back on the pin that they go in by.
      if chip.part.sharesDataPin { add(.resistor, "4.7 kohm", "SPI\(bus) MOSI", "SPI\(bus) MISO") }
      // SDO is open drain.
      if chip.part == .ad5144 { add(.resistor, "2.2 kohm", "SPI\(bus) MISO", "3V3") }
    }
    if let arm = hardware.arm {
      add(.resistor, "10 kohm", arm.name, arm.isActiveLow ? "3V3" : "GND")
    }
  }

  /// True: the line rests high. Nil: it may float.
  private static func rest(_ part: PartNumber, line: Int) -> Bool? {
    switch (part, line) {
    case (.ad5220, 0), (.ad5220, 1), (.x9c, 0), (.hc595, 0): true
    // INC low: a rising CS does not store.
    case (.x9c, 1), (.gpioSwitch, 0): false
    default: nil
    }
  }

  mutating func addReferences() {
    let names = [1.25: "REF3012", 2.048: "REF3020", 2.5: "REF3025", 3: "REF3030", 4.096: "REF3040"]
    var done: Set<Double> = []
    for chip in hardware.chips {
      let volts = chip.referenceVolts
      let pinout = Pinout.of(chip.part)
      guard pinout.pins.contains(where: { $0.use == .reference }), !chip.hasOwnReference,
        abs(volts - chip.supplyVolts) > 1e-9, done.insert(volts).inserted
      else { continue }
      let own = Pinout.voltageReference
      let net = Self.referenceNet(volts)
      let nets = [Self.supplyNet(volts < 3 ? 3.3 : 5), net, "GND"]
      extras.append(
        Component(
          name: "ref\(done.count)", kind: .reference,
          value: names[volts] ?? "reference of \(volts) V", package: own.package,
          isVerified: own.isVerified, source: own.source,
          pins: own.pins.map { .init(number: $0.number, name: $0.name, net: nets[$0.number - 1]) }))
      add(.capacitor, "1 uF", net, "GND")
    }
  }

  /// Between every source and its node a switch that only an armed board closes.
  mutating func addArm() {
    guard let arm = hardware.arm else { return }
    for (index, place) in hardware.sources.enumerated() {
      let source = model.sources[index]
      addSwitch(
        "arm.\(source.name)", from: channelName(place), to: node(source.node), control: arm.name,
        chip: hardware.chips[place.chip])
    }
  }

  /// A 74HC595 only says which switches are closed.
  mutating func addSwitchesBehindLatches() {
    for (index, clamp) in hardware.clamps.enumerated() {
      guard let toggle = clamp.toggle, hardware.chips[toggle.chip].part == .hc595 else { continue }
      addSwitch(
        "switch.\(model.clamps[index].name)", from: channelName(clamp.level),
        to: node(model.clamps[index].node), control: channelName(toggle),
        chip: hardware.chips[toggle.chip])
      let isLow = hardware.chips[toggle.chip].options & 1 == 1
      add(.resistor, "10 kohm", channelName(toggle), isLow ? "3V3" : "GND")
    }
  }

  private mutating func addSwitch(
    _ name: String, from: String, to: String, control: String, chip: ChipDescription
  ) {
    let pinout = Pinout.analogSwitch
    let nets = [from, to, "GND", control, Self.supplyNet(chip.supplyVolts)]
    extras.append(
      Component(
        name: name, kind: .switch, value: "74LVC1G66", package: pinout.package,
        isVerified: pinout.isVerified, source: pinout.source,
        pins: pinout.pins.map { .init(number: $0.number, name: $0.name, net: nets[$0.number - 1]) })
    )
  }

  mutating func addResistors() {
    for resistor in model.resistors {
      add(
        .resistor, "\(resistor.ohms) ohm", node(resistor.nodeA), resistor.nodeB.map(node) ?? "GND")
    }
  }

  /// 100 nF beside every chip, and what references want.
  mutating func addCapacitors() {
    let supplied = chips + extras.filter { $0.kind == .switch || $0.kind == .reference }
    for part in supplied {
      guard let supply = part.pins.first(where: { $0.net.map(Self.isSupply) ?? false })?.net else {
        continue
      }
      add(.capacitor, "100 nF", supply, "GND", beside: part.name)
    }
    for chip in hardware.chips where chip.hasOwnReference {
      if chip.part == .ads124s08 {
        add(.capacitor, "1 uF", "\(chip.name) REFOUT", "GND", beside: chip.name)
      }
      if chip.part == .dac8568 {
        add(.capacitor, "150 nF", "\(chip.name) VREF", "GND", beside: chip.name)
      }
    }
  }

  static func isSupply(_ net: String) -> Bool {
    net == "3V3" || net == "5V" || net.hasPrefix("V ")
  }
}

extension PartNumber {
  var sharesDataPin: Bool { self == .mcp4131 || self == .mcp4151 }
}

extension ChipDescription {
  /// Whether this chip already brought the resistor that `other` needs on that bus.
  fileprivate func isSame(_ other: ChipDescription, onBus bus: Int) -> Bool {
    guard case .spi(bus, _, _, _) = connection, reads else { return false }
    return part == other.part || part.sharesDataPin && other.part.sharesDataPin
  }
}
