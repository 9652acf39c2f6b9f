internal import BoardFile
internal import SimulatedBoard
internal import Wiring

extension Inspector {
  /// A node's resistance with all elements in the middle of their range, against what the input
  /// behind it stands.
  mutating func inspectSourceImpedance() {
    let ohms = NodeResistance.ohms(board.model)
    for (index, chip) in hardware.chips.enumerated() {
      guard case .spi(_, _, let clock, _) = chip.connection,
        let most = PartLimits.sourceOhms(chip.part, clockHertz: clock)
      else { continue }
      let over = hardware.probes.indices.filter {
        hardware.probes[$0].chip == index && ohms[$0] > most
      }
      guard let worst = over.max(by: { ohms[$0] < ohms[$1] }) else { continue }
      remark(
        .sourceImpedance, .warning, chip.name,
        "node \(board.model.nodes[worst]) has \(plain(ohms[worst].rounded())) ohm with all elements in"
          + " the middle, and \(chip.marking) at \(clock) Hz wants at most"
          + " \(plain(max(0, most).rounded())) (\(over.count) nodes)",
        "lower clockHertz to \(Self.clock(chip.part, for: ohms[worst], below: clock)), or put a"
          + " follower in front of the input")
    }
  }

  /// The highest clock, in steps of 10 kHz, at which the part stands this resistance.
  private static func clock(_ part: PartNumber, for ohms: Double, below clock: Int) -> Int {
    var clock = clock / 10_000 * 10_000
    while clock > 10_000, (PartLimits.sourceOhms(part, clockHertz: clock) ?? 0) < ohms {
      clock -= 10_000
    }
    return clock
  }

  /// What flows through an element at its lowest resistance with everything that the outputs can
  /// give across it.
  mutating func inspectCurrents() {
    let outputs = board.model.sources.map(\.converter) + board.model.clamps.map(\.converter)
    let volts =
      (outputs.map(\.highVolts).max() ?? 0) - (outputs.map(\.lowVolts).min() ?? 0)
    var told: Set<String> = []
    for (index, element) in board.model.elements.enumerated() {
      let chip = hardware.chips[hardware.elements[index].chip]
      let (least, wholeOhms) = Self.leastOhms(element)
      let known = PartLimits.wiperAmperes(chip.part, endToEndOhms: wholeOhms)
      guard let limit = [known, element.limitAmperes].compactMap({ $0 }).min(), least > 0,
        volts / least > limit,
        told.insert("\(chip.marking) \(element.minimumTap)").inserted
      else { continue }
      remark(
        .currentLimit, .warning, "\(element.name) and others like it",
        "at tap \(element.minimumTap) \(plain(volts)) V drive"
          + " \(plain(volts / least * 1_000)) mA, and \(chip.marking) stands"
          + " \(plain(limit * 1_000)) mA",
        "raise minimumTap")
    }
  }

  /// The lowest resistance that the tolerance allows, and the end-to-end resistance, ohms.
  static func leastOhms(_ element: ElementModel) -> (least: Double, whole: Double) {
    let fraction = Double(element.minimumTap) / Double(element.taps)
    switch element.law {
    case .linear(let whole, let wiper):
      return (wiper + whole * (1 - element.tolerance) * fraction, whole)
    case .logarithmic(let whole, let wiper, let base):
      let part = (NodeResistance.power(base, fraction) - 1) / (base - 1)
      return (wiper + whole * (1 - element.tolerance) * part, whole)
    case .conductance(_, let most): return (1 / most, 1 / most)
    }
  }

  mutating func inspectSafety() {
    if let arm = hardware.arm {
      let pull = assembly.nets[arm.name]?.first { $0.component.hasPrefix("R") }?.component ?? "R"
      remark(
        .noArm, .note, arm.name,
        "\(pull) holds the arm line off while no program drives it; after SIGKILL Linux promises"
          + " nothing, and the line may stay as it was",
        hardware.heartbeat == nil
          ? "add a heartbeat and a monostable between it and the switches"
          : "let a monostable on the heartbeat cut the sources' switches if that is not enough")
    } else {
      remark(
        .noArm, .note, "arm",
        "there is no arm line: after SIGKILL the sources go on driving the network",
        "add `arm: GPIO17`, with 10 kohm from it to ground, and a switch behind every source")
    }
    var low = hardware.chips.filter { $0.part == .gpioSwitch }.flatMap(\.lines)
    if let arm = hardware.arm { low.append(arm) }
    for line in low where line.isActiveLow {
      remark(
        .activeLowSwitch, .warning, line.name,
        "74LVC1G66 closes while its line is high, and this line is active low",
        "use a switch that closes while it is low, or an inverter")
    }
  }
}
