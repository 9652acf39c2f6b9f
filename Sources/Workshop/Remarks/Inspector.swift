public import BoardFile
internal import SimulatedBoard
internal import Wiring

/// Finds what a board's wiring would suffer from.
public struct Inspector {
  /// What the Pi's lines give and stand, volts.
  static let headerVolts = 3.3

  let board: BoardDescription
  let hardware: HardwareDescription
  let assembly: Assembly
  let bufsizBytes: Int
  var remarks: [Remark] = []

  /// Remarks, warnings first. `bufsizBytes`: what `/sys/module/spidev/parameters/bufsiz` says; 4,096
  /// unless changed.
  public static func inspect(
    _ board: BoardDescription, _ assembly: Assembly, bufsizBytes: Int = 4_096
  ) -> [Remark] {
    guard let hardware = board.hardware else { return [] }
    var inspector = Inspector(
      board: board, hardware: hardware, assembly: assembly, bufsizBytes: bufsizBytes)
    for (index, chip) in hardware.chips.enumerated() {
      inspector.inspectLevels(chip)
      inspector.inspectBus(chip)
      inspector.inspectMessage(index, chip)
    }
    inspector.inspectClockOfI2C()
    inspector.inspectSourceImpedance()
    inspector.inspectCurrents()
    inspector.inspectSafety()
    inspector.inspectSelects()
    inspector.inspectPins()
    return inspector.remarks.filter { $0.severity == .warning }
      + inspector.remarks.filter { $0.severity == .note }
  }

  mutating func remark(
    _ kind: Remark.Kind, _ severity: Remark.Severity, _ about: String, _ text: String,
    _ cure: String
  ) {
    remarks.append(Remark(kind: kind, severity: severity, about: about, text: text, cure: cure))
  }

  private mutating func inspectLevels(_ chip: ChipDescription) {
    let high = PartLimits.logicHighVolts(chip.part, supplyVolts: chip.supplyVolts)
    if high > Self.headerVolts {
      remark(
        .logicLevel, .warning, chip.name,
        "\(chip.marking) at \(plain(chip.supplyVolts)) V takes \(plain(high)) V and more for a high,"
          + " and the Pi gives 3.3 V",
        "supply it with 3.3 V, or put a level shifter in between")
    }
    if chip.supplyVolts > 3.6, PartLimits.drivesItsSupply(chip.part), chip.reads {
      remark(
        .outputAboveHeader, .warning, chip.name,
        "\(chip.marking) drives MISO to \(plain(chip.supplyVolts)) V, and the Pi's lines stand 3.3 V",
        "supply it with 3.3 V, or divide its output down")
    }
    if chip.part == .mcp4725 || chip.part == .mcp4728 && !chip.hasOwnReference,
      abs(chip.referenceVolts - chip.supplyVolts) > 1e-9
    {
      remark(
        .supplyReference, .warning, chip.name,
        "\(chip.marking)'s reference is its supply, \(plain(chip.supplyVolts)) V, not"
          + " \(plain(chip.referenceVolts)) V",
        "write the same voltage for both")
    }
    if chip.part == .mcp4728, case .i2c(_, let address) = chip.connection, address != 0x60 {
      remark(
        .addressInMemory, .note, chip.name,
        "\(chip.marking) has its address 0x\(String(address, radix: 16)) in its EEPROM, and new ones"
          + " have 0x60",
        "write it there before the chip meets another, or order it with that address")
    }
  }

  private mutating func inspectSelects() {
    for select in assembly.chipSelects where select.gpio == nil {
      remark(
        .chipSelect, .warning, "/dev/spidev\(select.bus).\(select.select)",
        "no line is left for this chip select", "use chips with more channels, or fewer lines")
    }
    let extra = assembly.chipSelects.filter { $0.needsOverlay && $0.gpio != nil }
    if !extra.isEmpty {
      remark(
        .chipSelect, .note, extra.map { "\($0.bus).\($0.select)" }.joined(separator: ", "),
        "these chip selects need a device-tree overlay",
        "`wheatstone wiring \(assembly.board) --overlay FILE` writes it")
    }
  }

  private mutating func inspectPins() {
    let names = Set(assembly.components.filter { !$0.isVerified }.map(\.value)).sorted()
    if names.isEmpty { return }
    remark(
      .unverifiedPins, .note, names.joined(separator: ", "),
      "these pin numbers were not compared with the datasheets", "compare them before you solder")
  }
}

/// A number with at most four digits behind the point, without zeros at the end.
func plain(_ value: Double) -> String {
  let rounded = (value * 10_000).rounded() / 10_000
  return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
}
