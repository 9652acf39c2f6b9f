public import BoardFile
internal import SimulatedBoard

/// A board's wiring as a picture: the header to the left, chips with labelled pins in the middle,
/// the network to the right. Pins of one label are joined.
public struct WiringDrawing {
  static let row = 13.0
  static let top = 60.0
  static let labelWidth = 84.0
  static let chipWidth = 118.0
  static let cell = chipWidth + 2 * labelWidth + 14

  let board: BoardDescription
  let assembly: Assembly
  var svg = Svg()
  var bottom = 0.0

  /// The picture as an SVG document.
  public static func svg(_ board: BoardDescription, _ assembly: Assembly) -> String {
    var drawing = WiringDrawing(board: board, assembly: assembly)
    return drawing.draw()
  }

  private mutating func draw() -> String {
    drawHeader(x: 20)
    drawPassives(x: 20)
    let chips = assembly.components.filter {
      $0.kind == .chip || $0.kind == .switch || $0.kind == .reference
    }
    let right = drawChips(chips, x: 330)
    drawNetwork(x: right + 20, size: networkSize)
    svg.text(assembly.board, 20, 28, size: 18, bold: true)
    svg.text(
      "Pins with the same label are joined. Colours: red supply, blue SPI, green I2C, purple lines,"
        + " orange nodes.", 20, 44, size: 10, color: "#555")
    return svg.document(
      width: right + networkSize + 50, height: max(bottom, Self.top + networkSize + 60) + 20,
      title: "Wiring of \(assembly.board)")
  }

  private var networkSize: Double { board.model.nodes.count > 12 ? 620 : 440 }

  /// Two columns of twenty, as the header lies with its pin 1 above left.
  private mutating func drawHeader(x: Double) {
    guard let header = assembly.component("Pi") else { return }
    let (left, width) = (x + 84, 110.0)
    svg.text("Raspberry Pi", left + width / 2, Self.top + 4, size: 11, anchor: "middle", bold: true)
    svg.box(left, Self.top + 10, width, 20 * Self.row + 8)
    for (index, pin) in header.pins.enumerated() {
      let y = Self.top + 22 + Double(index / 2) * Self.row
      let isLeft = index % 2 == 0
      let inside = isLeft ? left + width / 2 - 4 : left + width / 2 + 4
      svg.text(
        "\(pin.number)", inside, y, size: 8, color: "#888", anchor: isLeft ? "end" : "start")
      svg.text(
        pin.name, isLeft ? left + 4 : left + width - 4, y, size: 8,
        anchor: isLeft ? "start" : "end")
      guard let net = pin.net, net != pin.name || net.hasPrefix("GPIO") else { continue }
      svg.line(
        isLeft ? left - 6 : left + width, y - 3, isLeft ? left : left + width + 6, y - 3,
        color: color(ofNet: net))
      let hardware = board.hardware
      let role =
        net == hardware?.arm?.name
        ? " arm" : net == hardware?.heartbeat?.name ? " heartbeat" : ""
      svg.text(
        net + role, isLeft ? left - 9 : left + width + 9, y, color: color(ofNet: net),
        anchor: isLeft ? "end" : "start")
    }
    bottom = max(bottom, Self.top + 30 + 20 * Self.row)
  }

  /// Resistors and capacitors as a list: same value and same nets in one line.
  private mutating func drawPassives(x: Double) {
    var lines: [(text: String, names: [String])] = []
    for part in assembly.components where part.kind == .resistor || part.kind == .capacitor {
      let text = part.value + ": " + part.pins.compactMap(\.net).joined(separator: " - ")
      if let index = lines.firstIndex(where: { $0.text == text }) {
        lines[index].names.append(part.name)
      } else {
        lines.append((text, [part.name]))
      }
    }
    var y = Self.top + 60 + 20 * Self.row
    svg.text("Resistors and capacitors", x, y, size: 11, bold: true)
    for line in lines {
      y += Self.row
      let names =
        line.names.count > 2
        ? "\(line.names[0]), \(line.names.count - 1) more"
        : line.names.joined(separator: ", ")
      svg.text(names, x, y)
      svg.text(line.text, x + 70, y, color: "#444")
    }
    for part in assembly.components where part.kind == .terminal {
      y += Self.row * 1.6
      svg.text("Terminals", x, y, size: 11, bold: true)
      for pin in part.pins {
        y += Self.row
        svg.text("\(pin.number)", x, y)
        svg.text(pin.name, x + 70, y, color: color(ofNet: pin.name))
      }
    }
    bottom = max(bottom, y)
  }

  private func height(_ component: Component) -> Double {
    Double((component.pins.count + 1) / 2) * Self.row + 44
  }

  /// Chips in columns of about the same height. Returns the right edge.
  private mutating func drawChips(_ chips: [Component], x: Double) -> Double {
    let total = chips.reduce(0) { $0 + height($1) }
    let columns = max(1, min(5, Int((total / 700).rounded(.up))))
    var heights = [Double](repeating: Self.top, count: columns)
    var column = 0
    for chip in chips {
      if heights[column] - Self.top + height(chip) / 2 > total / Double(columns),
        column < columns - 1
      {
        column += 1
      }
      draw(chip, x: x + Double(column) * Self.cell + Self.labelWidth, y: heights[column])
      heights[column] += height(chip)
    }
    bottom = max(bottom, heights.max() ?? 0)
    return x + Double(columns) * Self.cell
  }

  /// A chip as it lies: pin 1 above left, numbers down the left side and up the right.
  private mutating func draw(_ chip: Component, x: Double, y: Double) {
    let half = (chip.pins.count + 1) / 2
    svg.text(chip.name, x, y + 8, size: 11, bold: true)
    svg.text(chip.value, x + Self.chipWidth, y + 8, size: 8.5, color: "#555", anchor: "end")
    let top = y + 13
    svg.box(x, top, Self.chipWidth, Double(half) * Self.row + 6)
    svg.circle(x + 5, top + 5, 2, fill: "#999", stroke: "none")
    for (index, pin) in chip.pins.enumerated() {
      let isLeft = index < half
      let row = isLeft ? index : chip.pins.count - 1 - index
      let line = top + 12 + Double(row) * Self.row
      let edge = isLeft ? x : x + Self.chipWidth
      let (inward, anchor, outer) = isLeft ? (1.0, "start", "end") : (-1.0, "end", "start")
      svg.text("\(pin.number)", edge + inward * 11, line, size: 7.5, color: "#999", anchor: anchor)
      svg.text(pin.name, edge + inward * 23, line, size: 8, anchor: anchor)
      guard let net = pin.net else { continue }
      svg.line(edge, line - 3, edge - inward * 6, line - 3, color: color(ofNet: net))
      svg.text(net, edge - inward * 9, line, color: color(ofNet: net), anchor: outer)
    }
  }
}
