/// What an SVG picture is put together from.
struct SVGText {
  private(set) var body = ""

  /// `attributes` are written as they are.
  mutating func add(_ element: String, _ attributes: String) {
    body += "<\(element) \(attributes)/>\n"
  }

  mutating func write(
    _ text: String, x: Double, y: Double, size: Double = 11, color: UInt32 = Palette.ink,
    anchor: String = "start", isBold: Bool = false
  ) {
    body +=
      "<text x=\"\(decimals(x, 1))\" y=\"\(decimals(y, 1))\" font-size=\"\(decimals(size, 0))\""
      + " fill=\"\(Palette.css(color))\" text-anchor=\"\(anchor)\""
      + (isBold ? " font-weight=\"bold\"" : "") + ">\(Self.escaped(text))</text>\n"
  }

  mutating func fill(
    x: Double, y: Double, width: Double, height: Double, color: UInt32
  ) {
    add(
      "rect",
      "x=\"\(decimals(x, 2))\" y=\"\(decimals(y, 2))\" width=\"\(decimals(width, 2))\" "
        + "height=\"\(decimals(height, 2))\" fill=\"\(Palette.css(color))\"")
  }

  /// A layer: black, and for each grey one path over its nodes.
  mutating func draw(_ grid: LayerGrid, _ states: [Int16], x: Double, y: Double, scale: Double) {
    var paths: [UInt8: String] = [:]
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let grey = grid.grey(states, row: row, column: column)
        guard let grey, grey > 0 else { continue }
        paths[grey, default: ""] += "M\(column) \(row)h1v1h-1z"
      }
    }
    body +=
      "<g transform=\"translate(\(decimals(x, 2)) \(decimals(y, 2))) scale(\(decimals(scale, 3)))\""
      + " shape-rendering=\"crispEdges\">\n"
    // The last row may not be full.
    let rest = grid.count % grid.columns
    let whole = grid.count / grid.columns
    var ground = "M0 0h\(grid.columns)v\(whole)"
    ground += rest > 0 ? "h-\(grid.columns - rest)v1h-\(rest)z" : "h-\(grid.columns)z"
    add("path", "fill=\"#000\" d=\"\(ground)\"")
    for (grey, path) in paths.sorted(by: { $0.key < $1.key }) {
      add("path", "fill=\"\(Palette.css(UInt32(grey) * 0x10101))\" d=\"\(path)\"")
    }
    body += "</g>\n"
  }

  /// A whole file; `description` is what readers of screens are told.
  func document(width: Double, height: Double, title: String, description: String) -> String {
    let size = "\(decimals(width, 0)) \(decimals(height, 0))"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" width="\(decimals(width, 0))" \
      height="\(decimals(height, 0))" font-family="sans-serif">
      <title>\(Self.escaped(title))</title>
      <desc>\(Self.escaped(description))</desc>
      <rect width="100%" height="100%" fill="#fff"/>
      \(body)</svg>

      """
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default:
        // XML has no other control characters.
        result.unicodeScalars.append(scalar.value < 32 ? " " : scalar)
      }
    }
    return result
  }
}
