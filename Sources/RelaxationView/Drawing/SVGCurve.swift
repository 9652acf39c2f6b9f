/// One quantity over all steps, in a panel of an SVG picture.
struct SVGCurve {
  let name: String
  let values: [Double]
  let scene: RelaxationScene

  /// With its title and axis.
  static let height = 170.0
  private static let plot = 120.0
  private static let axis = 52.0

  func draw(_ svg: inout SVGText, _ left: Double, _ top: Double, _ width: Double) {
    let scale = CurveScale(values)
    let (x0, y0) = (left + Self.axis, top + 18)
    let room = width - Self.axis
    let last = max(values.count - 1, 1)
    func x(_ step: Int) -> Double { x0 + 6 + (room - 12) * Double(step) / Double(last) }
    func y(_ value: Double) -> Double { y0 + Self.plot * (1 - scale.share(value)) }

    svg.write(name, x: x0, y: top + 10, size: 12, isBold: true)
    svg.fill(x: x0, y: y0, width: room, height: Self.plot, color: Palette.ground)
    for tick in scale.ticks() {
      line(&svg, [(x0, y(tick)), (x0 + room, y(tick))], color: 0xFFFFFF, width: 1)
      svg.write(scale.text(tick), x: x0 - 6, y: y(tick) + 4, anchor: "end")
    }
    let turn = scene.trace.lastFree
    let points = values.indices.map { (x($0), y(values[$0])) }
    line(&svg, Array(points[...turn]), color: Palette.free, width: 2)
    if turn < values.count - 1 {
      line(&svg, Array(points[turn...]), color: Palette.nudged, width: 2)
    }
    for step in scene.shown {
      svg.add(
        "circle",
        "cx=\"\(decimals(x(step), 2))\" cy=\"\(decimals(y(values[step]), 2))\" r=\"3.5\" "
          + "fill=\"\(Palette.css(Palette.of(scene.trace.steps[step].phase)))\"")
    }
    // Marks as far apart as numbers need.
    let pace = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].first {
      room / Double(last) * Double($0) > 26
    }
    for step in stride(from: 0, through: last, by: pace ?? last) {
      svg.write("\(step)", x: x(step), y: y0 + Self.plot + 14, anchor: "middle")
    }
    svg.write("step", x: x0 + room / 2, y: y0 + Self.plot + 29, anchor: "middle")
  }

  private func line(
    _ svg: inout SVGText, _ points: [(Double, Double)], color: UInt32, width: Double
  ) {
    let text = points.map { "\(decimals($0.0, 2)),\(decimals($0.1, 2))" }.joined(separator: " ")
    svg.add(
      "polyline",
      "points=\"\(text)\" fill=\"none\" stroke=\"\(Palette.css(color))\" "
        + "stroke-width=\"\(decimals(width, 1))\" stroke-linejoin=\"round\"")
  }
}
