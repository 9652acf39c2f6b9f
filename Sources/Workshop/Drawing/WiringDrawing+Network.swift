internal import BoardFile
internal import SimulatedBoard

extension WiringDrawing {
  /// Nodes with what drives and nudges them, elements with their chips' channels.
  mutating func drawNetwork(x: Double, size: Double) {
    let model = board.model
    svg.text("Network", x, Self.top + 4, size: 11, bold: true)
    let places = NetworkLayout.places(model).map {
      (x: x + 40 + $0.x * (size - 80), y: Self.top + 50 + $0.y * (size - 80))
    }
    for resistor in model.resistors {
      guard let other = resistor.nodeB else { continue }
      let (a, b) = (places[resistor.nodeA], places[other])
      svg.line(a.x, a.y, b.x, b.y, color: "#bbb", width: 2)
    }
    for element in model.elements {
      let (a, b) = (places[element.nodeA], places[element.nodeB])
      svg.line(a.x, a.y, b.x, b.y, color: "#8aa", width: 2)
    }
    for (index, element) in model.elements.enumerated() {
      label(index, from: places[element.nodeA], to: places[element.nodeB])
    }
    let sources = Set(model.sources.map(\.node))
    let clamps = Set(model.clamps.map(\.node))
    for (index, place) in places.enumerated() {
      let fill =
        sources.contains(index) ? "#ffd9a0" : clamps.contains(index) ? "#cfe8ff" : "white"
      svg.circle(place.x, place.y, 13, fill: fill, stroke: "#b25b00")
      svg.text(model.nodes[index], place.x, place.y + 3, anchor: "middle", bold: true)
      let roles =
        model.sources.filter { $0.node == index }.map { "source \($0.name)" }
        + model.clamps.filter { $0.node == index }.map { "clamp \($0.name)" }
      if !roles.isEmpty {
        let text = roles.joined(separator: ", ")
        let width = Double(text.count) * 4.6 + 4
        svg.box(place.x - width / 2, place.y - 25, width, 11, fill: "white", stroke: "none")
        svg.text(
          text, place.x, place.y - 17, color: "#b25b00", anchor: "middle")
      }
    }
  }

  /// Beside two fifths of the way, so that crossing elements do not cover each other's names.
  private mutating func label(
    _ index: Int, from a: (x: Double, y: Double), to b: (x: Double, y: Double)
  ) {
    guard let place = board.hardware?.elements[index],
      let name = board.hardware?.chips[place.chip].name
    else { return }
    let text = "\(name).\(place.channel)"
    let (x, y) = (a.x + 0.4 * (b.x - a.x), a.y + 0.4 * (b.y - a.y))
    let width = Double(text.count) * 4.6 + 4
    svg.box(x - width / 2, y - 6, width, 11, fill: "white", stroke: "none")
    svg.text(text, x, y + 3, size: 8, color: "#366", anchor: "middle")
  }
}
