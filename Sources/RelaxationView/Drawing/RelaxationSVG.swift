/// A relaxation as one SVG picture: the shown steps side by side, their layers one under another,
/// and beneath the energy and the cost of every step.
public func relaxationSVG(_ scene: RelaxationScene) -> String {
  RelaxationSVG(scene).text
}

private struct RelaxationSVG {
  let scene: RelaxationScene
  private let margin = 20.0
  /// Of a step's column.
  private let column = 118.0
  private let gap = 14.0
  private let barHeight = 13.0

  init(_ scene: RelaxationScene) { self.scene = scene }

  private var width: Double {
    max(2 * margin + Double(scene.shown.count + 1) * (column + gap) - gap, 560)
  }

  var text: String {
    var svg = SVGText()
    svg.write("\(scene.title): \(scene.verdict)", x: margin, y: margin + 12, size: 15, isBold: true)
    let top = margin + 52
    image(&svg, top)
    var bottom = top
    for (index, step) in scene.shown.enumerated() {
      let left = margin + Double(index + 1) * (column + gap)
      bottom = max(bottom, draw(&svg, step, left, top))
    }
    let curves = bottom + 28
    let energies = scene.trace.steps.map(\.energy)
    let costs = scene.trace.steps.compactMap(\.cost)
    let hasCost = costs.count == energies.count
    let panel = hasCost ? (width - 3 * margin) / 2 : width - 2 * margin
    SVGCurve(name: "energy E", values: energies, scene: scene).draw(&svg, margin, curves, panel)
    if hasCost {
      SVGCurve(name: "cost C", values: costs, scene: scene)
        .draw(&svg, 2 * margin + panel, curves, panel)
    }
    return svg.document(
      width: width, height: curves + SVGCurve.height + margin,
      title: "\(scene.title): \(scene.verdict)",
      description: "Steps \(scene.shown.map { String($0) }.joined(separator: ", ")) of "
        + "\(scene.trace.steps.count - 1), the last free one \(scene.trace.lastFree)")
  }

  private func scale(_ grid: LayerGrid) -> Double {
    column / Double(max(grid.rows, grid.columns))
  }

  private func image(_ svg: inout SVGText, _ top: Double) {
    let grid = scene.grids[0]
    svg.write(grid.name, x: margin, y: top - 8)
    svg.draw(grid, scene.trace.input, x: margin, y: top, scale: scale(grid))
    guard scene.grids.count > 1 else { return }
    svg.write(
      "\(scene.grids.map { String($0.count) }.joined(separator: "-")) nodes", x: margin,
      y: top + scale(grid) * Double(grid.rows) + 16)
  }

  /// One step; returns where it ends.
  private func draw(_ svg: inout SVGText, _ step: Int, _ left: Double, _ top: Double) -> Double {
    let values = scene.trace.steps[step]
    let color = Palette.of(values.phase)
    svg.write("step \(step)", x: left, y: top - 22, size: 12, color: color, isBold: true)
    svg.write(
      "\(values.phase.rawValue), \(values.changed) changed", x: left, y: top - 8, color: color)
    var y = top
    for (index, grid) in scene.grids.enumerated().dropFirst() {
      let states = scene.states(layer: index, step: step)
      if grid.isBars {
        bars(&svg, states, left, y, color)
        y += Double(grid.count) * barHeight + gap
      } else {
        svg.draw(grid, states, x: left, y: y, scale: scale(grid))
        y += Double(grid.rows) * scale(grid) + gap
      }
    }
    svg.write("E \(decimals(values.energy, 4))", x: left, y: y + 4)
    if let cost = values.cost { svg.write("C \(decimals(cost, 4))", x: left, y: y + 19) }
    return y + 19
  }

  private func bars(
    _ svg: inout SVGText, _ states: [Int16], _ left: Double, _ top: Double, _ color: UInt32
  ) {
    let room = column - 60
    for (index, state) in states.enumerated() {
      let y = top + Double(index) * barHeight
      let value = Double(state) * 0x1p-15
      let isLabel = index == scene.label
      let ink = isLabel ? color : Palette.ink
      svg.write("\(index)", x: left + 14, y: y + 10, color: ink, anchor: "end", isBold: isLabel)
      svg.fill(x: left + 20, y: y + 1, width: room, height: 10, color: Palette.ground)
      svg.fill(x: left + 20, y: y + 1, width: value * room, height: 10, color: ink)
      svg.write(
        decimals(value, 3), x: left + column, y: y + 10, color: ink, anchor: "end",
        isBold: isLabel)
    }
  }
}
