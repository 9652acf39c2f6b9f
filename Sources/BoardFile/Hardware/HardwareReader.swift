internal import SimulatedBoard
internal import Wiring

/// Reads the key `hardware` of a board file.
struct HardwareReader {
  static let keys = [
    "gpio", "supplyVolts", "i2cClockHertz", "arm", "heartbeat", "verifyEvery", "watchMillivolts",
    "chips", "sources", "clamps", "probes", "elements",
  ]
  /// Raspberry Pi 5, 4, 3 and older.
  static let raspberryLabels = ["pinctrl-rp1", "pinctrl-bcm2711", "pinctrl-bcm2835"]

  let map: MapReader
  let log: DiagnosticLog
  var names = NameTable(kind: "chip")
  var hardware: HardwareDescription

  /// What stands under `key`; channels are checked against the board's.
  static func read(
    _ value: Value, board: BoardModel, log: DiagnosticLog
  ) -> HardwareDescription {
    var reader = HardwareReader(value, log: log)
    reader.readChips()
    reader.readChannels(of: board)
    HardwareChecks(hardware: reader.hardware, model: board, map: reader.map, log: log).run()
    return reader.hardware
  }

  private init(_ value: Value, log: DiagnosticLog) {
    self.log = log
    map = MapReader(value, keys: Self.keys, what: "'hardware'", log: log)
    hardware = HardwareDescription(
      gpioLabels: Self.raspberryLabels, supplyVolts: map.number("supplyVolts", 1.8...5.5, or: 3.3),
      i2cClockHertz: map.integer("i2cClockHertz", 10_000...3_400_000, or: 100_000),
      verifyEvery: map.integer("verifyEvery", 0...Int(Int32.max), or: 1_000),
      watchVolts: map.number("watchMillivolts", 0...1e6, or: 0) / 1_000, line: value.place.line)
    if let gpio = map.value("gpio") {
      hardware.gpioLabels = (gpio.list ?? [gpio]).compactMap(\.text)
      if hardware.gpioLabels.isEmpty || hardware.gpioLabels.contains(where: { $0.contains(",") }) {
        log.error(gpio.place, "gpio must be a label or a list of labels", value: gpio.shown)
      }
    }
    hardware.arm = map.value("arm").flatMap { Self.line($0, log) }
    hardware.heartbeat = map.value("heartbeat").flatMap { Self.line($0, log) }
  }

  /// `GPIO17`, or `{line: GPIO17, activeLow: true}`.
  static func line(_ value: Value, _ log: DiagnosticLog) -> LineDescription? {
    if let text = value.text {
      guard NameTable.isName(text) else {
        log.error(value.place, "not a line's name", value: value.shown, allowed: "such as GPIO17")
        return nil
      }
      return LineDescription(name: text)
    }
    let map = MapReader(value, keys: ["line", "activeLow"], what: "a line", log: log)
    guard let name = map.required("line").flatMap({ line($0, log) }) else { return nil }
    let isLow = map.choice("activeLow", [("true", true), ("false", false)], or: false)
    return LineDescription(name: name.name, isActiveLow: isLow)
  }

  private mutating func readChips() {
    guard let value = map.required("chips") else { return }
    guard case .map(let pairs) = value.content else {
      log.error(value.place, "chips must be a map", value: value.shown, allowed: "name: {...}")
      return
    }
    for (key, value) in pairs {
      // A wrong chip is kept all the same, so that the channels behind it are told apart.
      names.add(key.text ?? "", at: key.place, log: log)
      hardware.chips.append(ChipReader.read(value, name: key.text ?? "", hardware, log))
    }
  }
}
