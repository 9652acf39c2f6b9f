/// The wiring pin by pin, as text.
public struct WiringTable: Sendable {
  public var assembly: Assembly
  private let nets: [String: [Assembly.End]]

  public init(_ assembly: Assembly) {
    self.assembly = assembly
    nets = assembly.nets
  }

  /// One block a component: number, name, where it goes; resistors and capacitors a line each.
  public var text: String {
    let blocks = assembly.components.filter { !$0.isPassive }.map(block)
    let passives = assembly.components.filter(\.isPassive)
    let width = passives.map(\.name.count).max() ?? 0
    let lines = passives.map { part in
      let ends = part.pins.map { destination(of: $0, on: part) }.joined(separator: " - ")
      return "  " + part.name + String(repeating: " ", count: width - part.name.count)
        + "  \(part.value): \(ends)" + (part.beside.map { ", beside \($0)" } ?? "") + "\n"
    }
    return blocks.joined(separator: "\n")
      + (lines.isEmpty ? "" : "\nresistors and capacitors\n" + lines.joined())
  }

  private func block(_ component: Component) -> String {
    var title =
      component.kind == .header || component.kind == .terminal
      ? component.name : "\(component.name)  \(component.value), \(component.package)"
    if !component.isVerified {
      title += "  (pin numbers not verified: compare with \(component.source))"
    }
    let rows = component.pins.filter { component.kind != .header || $0.net != nil }
    let width = rows.map(\.name.count).max() ?? 0
    let lines = rows.map { pin in
      let number = String(pin.number)
      return "  " + String(repeating: " ", count: max(0, 2 - number.count)) + number + "  "
        + pin.name + String(repeating: " ", count: width - pin.name.count) + "  "
        + destination(of: pin, on: component)
    }
    return ([title] + lines).joined(separator: "\n") + "\n"
  }

  /// Where a pin goes, in words: the net, and what else is on it where that is short.
  public func destination(of pin: Component.Connection, on component: Component) -> String {
    guard let net = pin.net else { return "open" }
    if net == "GND" { return "ground" }
    let others = (nets[net] ?? []).filter { $0.component != component.name || $0.pin != pin.number }
    if net == "3V3" || net == "5V" {
      let pins = net == "5V" ? "Pi pin 2 or 4" : "Pi pin 1 or 17"
      return "\(net) supply" + (component.kind == .header || component.isPassive ? "" : ", \(pins)")
    }
    let header = others.first { $0.component == "Pi" }
    if let header, component.kind != .header {
      return "Pi pin \(header.pin), \(header.name)" + (net == header.name ? "" : " (\(net))")
        + resistors(others)
    }
    let shown = others.prefix(6).map { "\($0.component).\($0.name)" }.joined(separator: ", ")
    let more = others.count > 6 ? " and \(others.count - 6) more" : ""
    let title = net.hasPrefix("node ") || component.kind == .header ? "\(net): " : ""
    return title + shown + more
  }

  private func resistors(_ others: [Assembly.End]) -> String {
    let names = others.filter { assembly.component($0.component)?.kind == .resistor }
      .map(\.component)
    return names.isEmpty ? "" : ", with " + names.joined(separator: ", ")
  }
}
