import BoardFile

/// What a board's hardware needs.
struct BoardCheck<System: SystemView> {
  let system: System
  let board: BoardDescription

  var findings: [Finding] {
    guard let hardware = board.hardware else {
      return [
        Finding(
          .note, board.model.name, "has no 'hardware' in its board file: it is only simulated")
      ]
    }
    return spi(hardware) + i2c(hardware) + lines(hardware)
  }

  private func spi(_ hardware: HardwareDescription) -> [Finding] {
    hardware.chips.compactMap { chip in
      guard case .spi(let bus, let select, _, _) = chip.connection else { return nil }
      return busFinding(
        .spi, "/dev/spidev\(bus).\(select)", "\(chip.name) (\(chip.marking))",
        controller: "spi\(bus)",
        cure: "sudo modprobe spidev; chip selects beyond the kernel's two need the overlay of "
          + "'wheatstone wiring \(board.file) --overlay FILE'")
    }
  }

  private func i2c(_ hardware: HardwareDescription) -> [Finding] {
    var chips: [Int: [ChipDescription]] = [:]
    for chip in hardware.chips {
      if case .i2c(let bus, _) = chip.connection { chips[bus, default: []].append(chip) }
    }
    return chips.sorted { $0.key < $1.key }.flatMap { bus, chips in
      let names = chips.map { "\($0.name) (\($0.marking))" }.joined(separator: ", ")
      let finding = busFinding(
        .i2c, "/dev/i2c-\(bus)", names, controller: "i2c-\(bus)", cure: "sudo modprobe i2c-dev")
      return [finding] + chips.compactMap { claimed($0, bus) }
    }
  }

  /// A node that a chip needs.
  private func busFinding(
    _ check: BusCheck, _ path: String, _ chips: String, controller: String, cure: String
  ) -> Finding {
    guard let node = system.node(path) else {
      if system.names(inFolder: check.controllers).contains(controller) {
        return Finding(.error, path, "is not there; needed for \(chips)", cure: cure)
      }
      return Finding(
        .error, path, "is not there; needed for \(chips)",
        cure: "on a Raspberry Pi: \(check.enable) in /boot/firmware/config.txt (or raspi-config), "
          + "and restart")
    }
    if var closed = Access.finding(
      path, node, usualGroup: check.group, subsystem: check.subsystem, system)
    {
      closed.level = .error
      closed.message += "; needed for \(chips)"
      return closed
    }
    return Finding(.ok, path, "for \(chips)")
  }

  /// A driver of the kernel at a chip's address keeps others away.
  private func claimed(_ chip: ChipDescription, _ bus: Int) -> Finding? {
    guard case .i2c(_, let address) = chip.connection else { return nil }
    let digits = String(address, radix: 16)
    let device = "\(bus)-" + String(repeating: "0", count: 4 - digits.count) + digits
    let folder = "/sys/bus/i2c/devices/" + device
    guard system.names(inFolder: folder).contains("driver") else { return nil }
    let driver = system.text(ofFile: folder + "/name") ?? "unknown"
    return Finding(
      .error, "\(chip.name) at 0x\(digits)", "the kernel's driver of '\(driver)' has this address",
      cure: "remove its overlay from /boot/firmware/config.txt, or: "
        + "echo \(device) | sudo tee \(folder)/driver/unbind")
  }

  private func lines(_ hardware: HardwareDescription) -> [Finding] {
    var users: [(line: String, user: String)] = []
    for chip in hardware.chips { users += chip.lines.map { ($0.name, chip.name) } }
    if let arm = hardware.arm { users.append((arm.name, "arm")) }
    if let heartbeat = hardware.heartbeat { users.append((heartbeat.name, "heartbeat")) }
    if users.isEmpty { return [] }
    let labels = hardware.gpioLabels
    let wanted = labels.map { "'\($0)'" }.joined(separator: " or ")
    let found = system.gpioChips.filter { labels.contains($0.label) }
    guard let chip = found.first else {
      let there = system.gpioChips.map { "'\($0.label)'" }.joined(separator: ", ")
      return [
        Finding(
          .error, "gpio chip",
          "none has the label \(wanted)"
            + (there.isEmpty ? "" : "; there are \(there)"),
          cure: system.libgpiodVersion == 0
            ? "apt install libgpiod-dev, and build this program again"
            : there.isEmpty
              ? "run this on the computer that the board hangs on"
              : "put the label that is meant into 'gpio' of the board file")
      ]
    }
    guard found.count == 1 else {
      let names = found.map { "gpiochip\($0.number) '\($0.label)'" }.joined(separator: " and ")
      return [
        Finding(
          .error, "gpio chip", "more than one matches: \(names)",
          cure: "name only the one that is meant in 'gpio' of the board file")
      ]
    }
    return users.map { line($0.line, $0.user, chip) }
  }

  private func line(_ name: String, _ user: String, _ chip: GPIOChip) -> Finding {
    let subject = "line \(name)"
    switch system.line(name, ofChip: chip.number) {
    case .free:
      return Finding(.ok, subject, "free on gpiochip\(chip.number) '\(chip.label)', for \(user)")
    case .held(let owner):
      let holder = owner.isEmpty ? "somebody who gives no name" : "'\(owner)'"
      return Finding(
        .error, subject, "held by \(holder); needed for \(user)",
        cure: "stop what holds it (gpioinfo shows all), or use another line")
    case .missing:
      return Finding(
        .error, subject, "gpiochip\(chip.number) '\(chip.label)' has no line of this name",
        cure: "correct the name in the board file: gpioinfo lists them")
    case .ambiguous:
      return Finding(
        .error, subject, "gpiochip\(chip.number) '\(chip.label)' has several of this name",
        cure: "use another line in the board file")
    case .unknown:
      return Finding(
        .error, subject, "gpiochip\(chip.number) cannot be looked at",
        cure: "see what is said about /dev/gpiochip\(chip.number)")
    }
  }
}
