internal import SimulatedBoard
internal import Wiring

extension HardwareReader {
  mutating func readChannels(of board: BoardModel) {
    hardware.sources = places("sources", .output, count: board.sources.count)
    hardware.probes = places("probes", .input, count: board.nodes.count)
    hardware.elements = places("elements", .potentiometer, count: board.elements.count)
    for value in map.list("clamps") {
      if let clamp = clamp(value) { hardware.clamps.append(clamp) }
    }
    expect(board.clamps.count, hardware.clamps.count, "clamps")
  }

  /// `chip.channel` and `chip.first-last`, in the board's order.
  private func places(_ key: String, _ role: PartNumber.Role, count: Int) -> [ChannelPlace] {
    var places: [ChannelPlace] = []
    for value in map.list(key) { places += self.places(value, role) }
    expect(count, places.count, key)
    return places
  }

  private func expect(_ count: Int, _ given: Int, _ key: String) {
    if given == count || log.hasErrors { return }
    log.error(
      map.place(of: key), "'hardware' serves another number of \(key) than the board has",
      value: "\(given)", allowed: "\(count), in the board's order")
  }

  /// A clamp: `{level: dac.0, switch: toggles.0}`, or `dac.0` for an output that lets go by itself.
  private func clamp(_ value: Value) -> ClampPlace? {
    if value.text != nil {
      guard let place = place(value, .output) else { return nil }
      guard hardware.chips[place.chip].part.canLetGo else {
        log.error(
          value.place, "this output cannot let go of its node: name the switch that does",
          value: value.shown, allowed: "{level: \(value.shown), switch: chip.channel}")
        return nil
      }
      return ClampPlace(level: place, toggle: nil)
    }
    let map = MapReader(value, keys: ["level", "switch"], what: "a clamp", log: log)
    guard let level = map.required("level").flatMap({ place($0, .output) }),
      let toggle = map.required("switch").flatMap({ place($0, .toggle) })
    else { return nil }
    return ClampPlace(level: level, toggle: toggle)
  }

  private func place(_ value: Value, _ role: PartNumber.Role) -> ChannelPlace? {
    let places = places(value, role)
    if places.count == 1 { return places[0] }
    if places.count > 1 {
      log.error(value.place, "one channel is wanted here", value: value.shown)
    }
    return nil
  }

  private func places(_ value: Value, _ role: PartNumber.Role) -> [ChannelPlace] {
    let text = value.text ?? ""
    guard let dot = text.lastIndex(of: ".") else {
      log.error(
        value.place, "not a channel", value: value.shown, allowed: "chip.channel, such as adc.0")
      return []
    }
    let name = String(text[..<dot])
    guard let chip = names[name] else {
      let nearest = nearestName(to: name, among: names.names)
      log.error(
        value.place, "no chip of this name", value: value.shown,
        allowed: nearest == nil ? names.listed : nil, suggestion: nearest)
      return []
    }
    let part = hardware.chips[chip].part
    guard part.role == role else {
      log.error(
        value.place, "\(hardware.chips[chip].marking) is no \(Self.word(role))",
        value: value.shown)
      return []
    }
    let ends = text[text.index(after: dot)...].split(
      separator: "-", omittingEmptySubsequences: false
    ).map { Int($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
      first >= 0, first <= last, last < part.channelCount
    else {
      log.error(
        value.place, "\(hardware.chips[chip].marking) has no such channel", value: value.shown,
        allowed: "\(name).0 to \(name).\(part.channelCount - 1)")
      return []
    }
    return (first...last).map { ChannelPlace(chip: chip, channel: $0) }
  }

  private static func word(_ role: PartNumber.Role) -> String {
    switch role {
    case .input: "ADC"
    case .output: "DAC"
    case .potentiometer: "potentiometer"
    case .toggle: "switch"
    }
  }
}
