internal import BoardFile

/// Which line selects the chip behind `/dev/spidevB.C`.
public struct ChipSelect: Hashable, Sendable {
  public var bus: Int
  public var select: Int
  /// Nil: no line was left.
  public var gpio: Int?
  /// Whether the line needs a device-tree overlay.
  public var needsOverlay: Bool

  public var line: String? { gpio.map { "GPIO\($0)" } }
  /// The net's name.
  var net: String { "CS \(bus).\(select)" }
}

extension ChipSelect {
  /// The selects that the board uses, in order. Those of the kernel's own device tree keep their
  /// lines; the others get the first of the spare lines that nothing else uses: the same board file
  /// always gives the same lines.
  static func assign(_ hardware: HardwareDescription) -> [ChipSelect] {
    var wanted: Set<[Int]> = []
    var taken: Set<String> = ["GPIO0", "GPIO1"]
    for chip in hardware.chips {
      taken.formUnion(chip.lines.map(\.name))
      switch chip.connection {
      case .spi(let bus, let select, _, _):
        wanted.insert([bus, select])
        if let lines = RaspberryHeader.spi(bus) {
          taken.formUnion([lines.mosi, lines.miso, lines.sclk].map { "GPIO\($0)" })
          taken.formUnion(lines.selects.map { "GPIO\($0)" })
        }
      case .i2c(let bus, _):
        if let lines = RaspberryHeader.i2c(bus) {
          taken.formUnion([lines.sda, lines.scl].map { "GPIO\($0)" })
        }
      case .lines: break
      }
    }
    for line in [hardware.arm, hardware.heartbeat] {
      if let line { taken.insert(line.name) }
    }
    var spare = RaspberryHeader.spareLines.filter { !taken.contains("GPIO\($0)") }[...]
    return wanted.sorted { $0.lexicographicallyPrecedes($1) }.map { place in
      let (bus, select) = (place[0], place[1])
      let usual = RaspberryHeader.spi(bus)?.selects ?? []
      if usual.indices.contains(select) {
        return ChipSelect(bus: bus, select: select, gpio: usual[select], needsOverlay: bus != 0)
      }
      let isThere = RaspberryHeader.spi(bus) != nil
      return ChipSelect(
        bus: bus, select: select, gpio: isThere ? spare.popFirst() : nil, needsOverlay: true)
    }
  }
}
