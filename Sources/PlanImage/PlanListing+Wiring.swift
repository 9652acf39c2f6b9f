import Plan
import Wiring

extension PlanLister {
  /// The board's wiring: devices, lines, chips, then what serves each channel. Nothing where the
  /// board is only simulated; one field that says why where the wiring is refused.
  func wiring() -> [PlanField] {
    guard plan.wiringCount > 0 else { return [] }
    let wiring: Wiring
    do throws(WiringError) {
      wiring = unsafe try Wiring(checking: plan.wiring)
      guard fits(wiring) else {
        throw WiringError(.otherPlan, value: UInt32(wiring.header.nodeCount))
      }
    } catch {
      return [PlanField(Self.wiring, "(refused)", describe(error), raw: [])]
    }
    return WiringLister(plan: self, wiring: wiring).fields()
  }

  static var wiring: String { PlanSection.Kind.wiring.name }

  private func fits(_ wiring: Wiring) -> Bool {
    wiring.sourceCount == plan.sourceCount && wiring.clampCount == plan.clampCount
      && wiring.nodeCount == plan.nodeCount
      && (!wiring.isWired || wiring.elementCount == plan.elementCount)
  }
}

/// Turns a wiring into lines.
struct WiringLister {
  let plan: PlanLister
  let wiring: Wiring

  func fields() -> [PlanField] {
    settings() + devices() + lines() + chips() + channels() + corrections()
  }

  func field(_ name: String, _ value: String, unit: String = "", _ raw: [PlanNumber]) -> PlanField {
    PlanField(PlanLister.wiring, name, value, unit: unit, raw: raw)
  }

  func text(_ place: WiringText) -> String {
    let text = unsafe PlanLister.clean(wiring.text(place))
    return text.isEmpty ? "unnamed" : text
  }

  private func settings() -> [PlanField] {
    let header = wiring.header
    let every = header.verifyEvery
    return [
      field("version", "\(header.version)", [PlanNumber(header.version)]),
      field("isWired", wiring.isWired ? "yes" : "corrections only", [PlanNumber(header.isWired)]),
      field("armLine", lineName(header.armLine), [PlanNumber(header.armLine)]),
      field("heartbeatLine", lineName(header.heartbeatLine), [PlanNumber(header.heartbeatLine)]),
      field(
        "verifyEvery", every == 0 ? "at start only" : "every \(every)",
        unit: every == 0 ? "" : "trials", [PlanNumber(every)]),
      header.watchTolerance == 0
        ? field("watchTolerance", "not looked at", [PlanNumber(header.watchTolerance)])
        : field(
          "watchTolerance", plan.units.level(header.watchTolerance), unit: plan.units.levelUnit,
          [PlanNumber(header.watchTolerance)]),
    ]
  }

  func lineName(_ index: UInt16) -> String {
    index == WiringHeader.none ? "none" : text(wiring.line(Int(index)).name)
  }

  private func devices() -> [PlanField] {
    (0..<wiring.deviceCount).map { index in
      let device = wiring.device(index)
      return field(
        "device \(index)", describe(device),
        [
          PlanNumber(device.kind), PlanNumber(device.mode), PlanNumber(device.bus),
          PlanNumber(device.select), PlanNumber(device.clockHertz),
        ])
    }
  }

  private func describe(_ device: WiringDevice) -> String {
    switch PartNumber.Connection(rawValue: device.kind) {
    case .spi: "\(path(device)), mode \(device.mode), \(device.clockHertz) Hz"
    case .i2c: "\(path(device)), \(device.clockHertz) Hz"
    case .lines, nil: path(device)
    }
  }

  func path(_ device: WiringDevice) -> String {
    switch PartNumber.Connection(rawValue: device.kind) {
    case .spi: "/dev/spidev\(device.bus).\(device.select)"
    case .i2c: "/dev/i2c-\(device.bus)"
    case .lines, nil: "GPIO chip \(text(device.name))"
    }
  }

  private func lines() -> [PlanField] {
    (0..<wiring.lineCount).map { index in
      let line = wiring.line(index)
      let polarity = line.isActiveLow ? "active low" : "active high"
      return field(
        "line \(index)",
        "\(text(line.name)) of device \(line.device), \(polarity), "
          + "first \(line.startsActive ? "active" : "inactive")",
        [PlanNumber(line.device), PlanNumber(line.flags)])
    }
  }
}
