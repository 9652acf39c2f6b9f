/// GPIO chips by label.
enum GPIOCheck {
  static func findings(_ system: some SystemView) -> [Finding] {
    let nodes = system.names(inFolder: "/dev").filter { $0.hasPrefix("gpiochip") }
    if nodes.isEmpty {
      return [
        Finding(
          .note, "gpio", "this computer has no GPIO chips: boards can only be simulated here")
      ]
    }
    var findings: [Finding] = []
    for name in nodes {
      let path = "/dev/" + name
      guard let node = system.node(path) else { continue }
      if let closed = Access.finding(
        path, node, usualGroup: "gpio", subsystem: "gpio", system)
      {
        findings.append(closed)
      } else if let number = Int(name.dropFirst("gpiochip".count)),
        let chip = system.gpioChips.first(where: { $0.number == number })
      {
        findings.append(Finding(.ok, path, "label '\(chip.label)'"))
      }
    }
    return findings
  }
}
