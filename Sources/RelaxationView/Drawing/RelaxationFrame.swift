extension RelaxationScene {
  /// A picture of one step: image, layers, outputs, and how far energy and cost have come. All steps
  /// of a relaxation give pictures of one size.
  public func frame(_ step: Int) -> Canvas { FrameLayout(self).drawn(step) }
}

private struct FrameLayout {
  let scene: RelaxationScene
  /// Pixels of a layer's longer side, about.
  private let side = 168
  private let gap = 16
  private let top = 84
  private let bars = 190
  private let curveRows = 96

  init(_ scene: RelaxationScene) { self.scene = scene }

  private func scale(_ grid: LayerGrid) -> Int { max(1, side / max(grid.rows, grid.columns)) }

  private func width(_ grid: LayerGrid) -> Int {
    grid.isBars ? bars : max(grid.columns * scale(grid), Canvas.width(grid.name))
  }

  private var columns: Int {
    max(
      gap + scene.grids.reduce(0) { $0 + width($1) + gap },
      2 * gap + Canvas.width("\(scene.title): \(scene.verdict)"), 560)
  }

  private var layerRows: Int {
    scene.grids.map { grid in grid.isBars ? grid.count * 17 : grid.rows * scale(grid) }.max() ?? 0
  }

  func drawn(_ step: Int) -> Canvas {
    let values = scene.trace.steps[step]
    let color = Palette.of(values.phase)
    let curves = top + layerRows + gap
    let hasCost = values.cost != nil
    let panelRows = curveRows + 40
    var canvas = Canvas(rows: curves + panelRows, columns: columns)
    let last = scene.trace.steps.count - 1
    canvas.write("\(scene.title): \(scene.verdict)", row: 10, column: gap)
    canvas.write(
      "step \(step) of \(last), \(values.phase.rawValue), \(values.changed) of \(scene.stateCount) "
        + "changed", row: 34, column: gap, color)
    var left = gap
    for (index, grid) in scene.grids.enumerated() {
      canvas.write(grid.name, row: top - 20, column: left, Palette.ink)
      draw(&canvas, grid, layer: index, step: step, left: left)
      left += width(grid) + gap
    }
    let room = hasCost ? (columns - 3 * gap) / 2 : columns - 2 * gap
    curve(
      &canvas, "energy", scene.trace.steps.map(\.energy), step, row: curves, column: gap,
      columns: room)
    if hasCost {
      curve(
        &canvas, "cost", scene.trace.steps.map { $0.cost ?? 0 }, step, row: curves,
        column: 2 * gap + room, columns: room)
    }
    return canvas
  }

  private func draw(
    _ canvas: inout Canvas, _ grid: LayerGrid, layer: Int, step: Int, left: Int
  ) {
    let states = scene.states(layer: layer, step: step)
    guard grid.isBars else {
      canvas.draw(grid, states, row: top, column: left, scale: scale(grid))
      return
    }
    let color = Palette.of(scene.trace.steps[step].phase)
    for (index, state) in states.enumerated() {
      let row = top + 17 * index
      let value = Double(state) * 0x1p-15
      let isLabel = index == scene.label
      canvas.write("\(index)", row: row, column: left, isLabel ? color : Palette.ink)
      let start = left + (grid.count > 10 ? 30 : 18)
      canvas.fill(row: row, column: start, rows: 14, columns: 90, Palette.ground)
      canvas.fill(
        row: row, column: start, rows: 14, columns: Int((value * 90).rounded()),
        isLabel ? color : Palette.ink)
      canvas.write(decimals(value, 3), row: row, column: start + 96, isLabel ? color : Palette.ink)
    }
  }

  private func curve(
    _ canvas: inout Canvas, _ name: String, _ values: [Double], _ step: Int, row: Int,
    column: Int, columns: Int
  ) {
    let scale = CurveScale(values)
    canvas.write("\(name) \(decimals(values[step], 4))", row: row, column: column)
    let plot = (row: row + 22, column: column)
    canvas.fill(
      row: plot.row, column: plot.column, rows: curveRows, columns: columns, Palette.ground)
    func point(_ index: Int) -> (x: Double, y: Double) {
      let share = Double(index) / Double(max(values.count - 1, 1))
      return (
        Double(plot.column) + 4 + share * Double(columns - 8),
        Double(plot.row) + (1 - scale.share(values[index])) * Double(curveRows - 1)
      )
    }
    for index in values.indices.dropFirst() {
      let phase = scene.trace.steps[index].phase
      canvas.line(
        from: point(index - 1), to: point(index),
        index <= step ? Palette.of(phase) : Palette.faint)
    }
    let now = point(step)
    canvas.fill(
      row: Int(now.y) - 4, column: Int(now.x) - 4, rows: 8, columns: 8,
      Palette.of(scene.trace.steps[step].phase))
  }
}
