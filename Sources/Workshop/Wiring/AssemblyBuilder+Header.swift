internal import BoardFile

extension AssemblyBuilder {
  /// Nets of the header's lines.
  private var lineNets: [String: String] {
    var nets: [String: String] = [:]
    for chip in hardware.chips {
      for line in chip.lines { nets[line.name] = line.name }
      switch chip.connection {
      case .spi(let bus, _, _, _):
        guard let lines = RaspberryHeader.spi(bus) else { continue }
        nets["GPIO\(lines.mosi)"] = "SPI\(bus) MOSI"
        nets["GPIO\(lines.miso)"] = "SPI\(bus) MISO"
        nets["GPIO\(lines.sclk)"] = "SPI\(bus) SCLK"
      case .i2c(let bus, _):
        guard let lines = RaspberryHeader.i2c(bus) else { continue }
        nets["GPIO\(lines.sda)"] = "I2C\(bus) SDA"
        nets["GPIO\(lines.scl)"] = "I2C\(bus) SCL"
      case .lines: continue
      }
    }
    for line in [hardware.arm, hardware.heartbeat] {
      if let line { nets[line.name] = line.name }
    }
    for select in selects {
      if let line = select.line { nets[line] = select.net }
    }
    return nets
  }

  /// A pin is joined where something else is on its net: a bus on which nothing answers leaves its
  /// MISO open.
  func header(for parts: [Component]) -> Component {
    let used = Set(parts.flatMap { $0.pins.compactMap(\.net) } + [hardware.heartbeat?.name ?? ""])
    let nets = lineNets
    return Component(
      name: "Pi", kind: .header, value: "Raspberry Pi", package: "40-pin header",
      pins: RaspberryHeader.names.enumerated().map { index, name in
        let net = nets[name] ?? (name.hasPrefix("GPIO") ? nil : name)
        return .init(
          number: index + 1, name: name, net: net.flatMap { used.contains($0) ? $0 : nil })
      })
  }

  /// What comes from elsewhere or goes elsewhere: other supplies, buses that are not on the header,
  /// and the heartbeat, for a monostable that watches it.
  func terminals(for parts: [Component]) -> [Component] {
    var names: [String] = hardware.heartbeat.map { [$0.name] } ?? []
    let onHeader = Set(header(for: parts).pins.compactMap(\.net))
    for part in parts {
      for net in part.pins.compactMap(\.net)
      where !onHeader.contains(net) && Self.comesFromElsewhere(net) && !names.contains(net) {
        names.append(net)
      }
    }
    if names.isEmpty { return [] }
    return [
      Component(
        name: "terminals", kind: .terminal, value: "screw terminals, \(names.count)",
        package: "5 mm",
        pins: names.enumerated().map {
          .init(number: $0.offset + 1, name: $0.element, net: $0.element)
        }
      )
    ]
  }

  private static func comesFromElsewhere(_ net: String) -> Bool {
    net.hasPrefix("V ") || net.hasPrefix("SPI") || net.hasPrefix("I2C") || net.hasPrefix("CS ")
      || net.hasPrefix("GPIO")
  }
}
