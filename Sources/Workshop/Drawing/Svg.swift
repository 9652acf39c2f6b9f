/// The few shapes that the drawing needs.
struct Svg {
  private var body = ""

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, size: Double = 9, color: String = "#222",
    anchor: String = "start", bold: Bool = false
  ) {
    body +=
      "<text x=\"\(plain(x))\" y=\"\(plain(y))\" font-size=\"\(plain(size))\" fill=\"\(color)\""
    if anchor != "start" { body += " text-anchor=\"\(anchor)\"" }
    if bold { body += " font-weight=\"bold\"" }
    body += ">\(Self.escaped(text))</text>\n"
  }

  mutating func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String = "#fbfbf7",
    stroke: String = "#333", radius: Double = 3
  ) {
    body += "<rect x=\"\(plain(x))\" y=\"\(plain(y))\" width=\"\(plain(width))\""
    body += " height=\"\(plain(height))\" rx=\"\(plain(radius))\" fill=\"\(fill)\""
    body += " stroke=\"\(stroke)\"/>\n"
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, color: String = "#333",
    width: Double = 1
  ) {
    body += "<line x1=\"\(plain(x1))\" y1=\"\(plain(y1))\" x2=\"\(plain(x2))\" y2=\"\(plain(y2))\""
    body += " stroke=\"\(color)\" stroke-width=\"\(plain(width))\"/>\n"
  }

  mutating func circle(
    _ x: Double, _ y: Double, _ radius: Double, fill: String, stroke: String = "#333"
  ) {
    body += "<circle cx=\"\(plain(x))\" cy=\"\(plain(y))\" r=\"\(plain(radius))\" fill=\"\(fill)\""
    body += " stroke=\"\(stroke)\"/>\n"
  }

  func document(width: Double, height: Double, title: String) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(plain(width))" height="\(plain(height))" \
    viewBox="0 0 \(plain(width)) \(plain(height))" font-family="Helvetica, Arial, sans-serif">
    <title>\(Self.escaped(title))</title>
    <rect width="100%" height="100%" fill="white"/>
    \(body)</svg>

    """
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

/// What colour a net has in the drawing.
func color(ofNet net: String) -> String {
  if net == "3V3" || net == "5V" || net.hasPrefix("V ") || net.hasPrefix("VREF") {
    return "#b3261e"
  }
  if net == "GND" { return "#555" }
  if net.hasPrefix("SPI") || net.hasPrefix("CS ") { return "#1a56b0" }
  if net.hasPrefix("I2C") { return "#1b7a3d" }
  if net.hasPrefix("GPIO") { return "#7b3fa0" }
  if net.hasPrefix("node ") { return "#b25b00" }
  return "#222"
}
