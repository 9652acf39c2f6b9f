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
  /// lines; the others, and those whose line the board uses for something else, get the first of the
  /// spare lines that are left: the same board file always gives the same lines.
  static func assign(_ hardware: HardwareDescription) -> [ChipSelect] {
    let own = ownLines(hardware)
    var wanted: Set<[Int]> = []
    for chip in hardware.chips {
      if case .spi(let bus, let select, _, _) = chip.connection { wanted.insert([bus, select]) }
    }
    let places = wanted.sorted { $0.lexicographicallyPrecedes($1) }.map {
      (bus: $0[0], select: $0[1])
    }
    let usual = places.map { place -> Int? in
      let lines = RaspberryHeader.spi(place.bus)?.selects ?? []
      guard lines.indices.contains(place.select), !own.contains("GPIO\(lines[place.select])") else {
        return nil
      }
      return lines[place.select]
    }
    // The kernel holds both lines of bus 0, whether they are used or not.
    let taken = own.union(busLines(hardware)).union(
      (usual.compactMap(\.self) + [7, 8]).map { "GPIO\($0)" })
    var spare = RaspberryHeader.spareLines.filter { !taken.contains("GPIO\($0)") }[...]
    return zip(places, usual).map { place, line in
      if let line {
        return ChipSelect(
          bus: place.bus, select: place.select, gpio: line,
          needsOverlay: place.bus != 0 || !own.isDisjoint(with: ["GPIO7", "GPIO8"]))
      }
      let isThere = RaspberryHeader.spi(place.bus) != nil
      return ChipSelect(
        bus: place.bus, select: place.select, gpio: isThere ? spare.popFirst() : nil,
        needsOverlay: true)
    }
  }

  /// Lines that the board file names.
  static func ownLines(_ hardware: HardwareDescription) -> Set<String> {
    var lines = Set(hardware.chips.flatMap(\.lines).map(\.name))
    for line in [hardware.arm, hardware.heartbeat] {
      if let line { lines.insert(line.name) }
    }
    return lines
  }

  /// Lines of the buses that it uses, but for the selects.
  private static func busLines(_ hardware: HardwareDescription) -> Set<String> {
    var lines: Set<Int> = []
    for chip in hardware.chips {
      switch chip.connection {
      case .spi(let bus, _, _, _):
        if let bus = RaspberryHeader.spi(bus) { lines.formUnion([bus.mosi, bus.miso, bus.sclk]) }
      case .i2c(let bus, _):
        if let bus = RaspberryHeader.i2c(bus) { lines.formUnion([bus.sda, bus.scl]) }
      case .lines: break
      }
    }
    return Set(lines.map { "GPIO\($0)" })
  }
}
