internal import SimulatedBoard
internal import Wiring

/// Reads one chip of a board file's hardware.
struct ChipReader {
  static let keys = [
    "part", "spi", "i2c", "address", "clockHertz", "mode", "lines", "supplyVolts", "referenceVolts",
    "options",
  ]

  static func read(
    _ value: Value, name: String, _ hardware: HardwareDescription, _ log: DiagnosticLog
  ) -> ChipDescription {
    let map = MapReader(value, keys: keys, what: "a chip", log: log)
    let marking = map.required("part")?.text ?? ""
    let supply = map.number("supplyVolts", 1.8...5.5, or: hardware.supplyVolts)
    var chip = ChipDescription(
      name: name, part: .gpioSwitch, marking: marking, connection: .lines, supplyVolts: supply,
      referenceVolts: map.number("referenceVolts", 0.1...10, or: supply),
      options: UInt32(map.integer("options", 0...Int(UInt32.max), or: 0)), line: value.place.line)
    guard let part = PartName.part(of: marking) else {
      if !marking.isEmpty {
        let known = PartName.stems.map(\.0)
        let nearest = nearestName(to: marking, among: known)
        log.error(
          map.place(of: "part"), "no part of this name is known", value: marking,
          allowed: nearest == nil ? known.joined(separator: ", ") : nil, suggestion: nearest)
      }
      return chip
    }
    chip.part = part
    chip.connection = connection(map, part, log)
    chip.lines = lines(map, part, log)
    return chip
  }

  private static func connection(
    _ map: MapReader, _ part: PartNumber, _ log: DiagnosticLog
  ) -> ChipDescription.Connection {
    let wanted: [String] =
      switch part.connection {
      case .spi: ["spi"]
      case .i2c: ["i2c", "address"]
      case .lines: []
      }
    let keys = ["spi", "i2c", "address", "clockHertz", "mode"]
    let allowed = wanted + (part.connection == .spi ? ["clockHertz", "mode"] : [])
    for key in keys where map.has(key) && !allowed.contains(key) {
      log.error(map.place(of: key), "\(key) means nothing for this part: it is on \(bus(part))")
    }
    switch part.connection {
    case .lines: return .lines
    case .i2c:
      guard map.required("i2c") != nil, let value = map.required("address") else { break }
      return .i2c(
        bus: map.integer("i2c", 0...255, or: 1), address: address(value, log) ?? 0)
    case .spi:
      guard let value = map.required("spi") else { break }
      let numbers = (value.text ?? "").split(separator: ".", omittingEmptySubsequences: false)
        .map { Int($0) }
      guard numbers.count == 2, let bus = numbers[0], let select = numbers[1],
        (0...255).contains(bus), (0...255).contains(select)
      else {
        log.error(
          value.place, "spi must be bus and chip select", value: value.shown,
          allowed: "such as 0.1 for /dev/spidev0.1")
        break
      }
      let usual = PartName.spiDefaults(of: part)
      return .spi(
        bus: bus, select: select,
        clockHertz: map.integer("clockHertz", 1_000...125_000_000, or: usual.clockHertz),
        mode: map.integer("mode", 0...3, or: usual.mode))
    }
    return .lines
  }

  private static func bus(_ part: PartNumber) -> String {
    switch part.connection {
    case .spi: "SPI"
    case .i2c: "I2C"
    case .lines: "GPIO lines"
    }
  }

  /// `0x60` or `96`.
  private static func address(_ value: Value, _ log: DiagnosticLog) -> Int? {
    let text = value.text ?? ""
    let number = text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
    if let number, (0x08...0x77).contains(number) { return number }
    log.error(
      value.place, "not an I2C address", value: value.shown, allowed: "0x08 to 0x77")
    return nil
  }

  private static func lines(
    _ map: MapReader, _ part: PartNumber, _ log: DiagnosticLog
  ) -> [LineDescription] {
    guard map.has("lines") || part.lineCount > 0 else { return [] }
    guard let value = map.required("lines") else { return [] }
    let members = value.list ?? [value]
    guard members.count == part.lineCount else {
      log.error(
        value.place, "this part has another number of lines", value: "\(members.count)",
        allowed: "\(part.lineCount): \(lineNames(part).joined(separator: ", "))")
      return []
    }
    return members.compactMap { HardwareReader.line($0, log) }
  }

  /// What each of a part's lines is for, in order.
  static func lineNames(_ part: PartNumber) -> [String] {
    switch part {
    case .ad5220: ["CS", "CLK", "U/D"]
    case .x9c: ["CS", "INC", "U/D"]
    case .hc595: ["OE"]
    case .gpioSwitch: ["IN"]
    default: []
    }
  }
}
