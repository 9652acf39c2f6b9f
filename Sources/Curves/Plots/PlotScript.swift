/// The commands that draw a plot on gnuplot's standard output.
struct PlotScript {
  private(set) var text = ""
  private let format: PictureFormat

  init(_ plot: Plot, format: PictureFormat) {
    self.format = format
    let rows = (plot.panels.count + plot.columns - 1) / plot.columns
    let (width, height) = (plot.columns == 1 ? 900 : 480 * plot.columns, 70 + 360 * max(rows, 1))
    let font = format == .svg ? "font 'sans-serif,14'" : "font 'sans,11'"
    let terminal = format == .svg ? "svg" : "pngcairo"
    add(
      "set terminal \(terminal) size \(width),\(height) noenhanced background '#ffffff' \(font)")
    add("set encoding utf8")
    for (number, panel) in plot.panels.enumerated() {
      for (index, series) in panel.series.enumerated() where !series.x.isEmpty {
        addData(series, panel, "$d\(number)_\(index)")
      }
      if let network = panel.network { addNodes(network, "$n\(number)") }
    }
    add(
      "set multiplot layout \(max(rows, 1)),\(plot.columns) title \(gnuplotQuoted(plot.title))")
    for (number, panel) in plot.panels.enumerated() { addPanel(panel, number) }
    add("unset multiplot")
  }

  private mutating func add(_ line: String) { text += line + "\n" }

  private mutating func addData(_ series: PlotSeries, _ panel: PlotPanel, _ name: String) {
    add("\(name) << END")
    let points = zip(series.x, series.y).filter { x, y in
      x.isFinite && y.isFinite && (!panel.hasLogarithmicX || x > 0)
        && (!panel.hasLogarithmicY || y > 0)
    }
    let all = points.map { (x: $0.0, y: $0.1) }
    for point in series.kind == .points || series.kind == .marks ? all : thinned(all, to: 800) {
      add("\(point.x) \(point.y)")
    }
    // A data block without a line is none.
    if all.isEmpty { add("NaN NaN") }
    add("END")
  }

  private mutating func addNodes(_ network: NetworkDrawing, _ name: String) {
    add("\(name) << END")
    for node in network.nodes {
      let color =
        switch node.role {
        case .inner: 0xBBBBBB
        case .source: 0xE69F00
        case .output: 0x009E73
        }
      add("\(node.x) \(node.y) \(color)")
    }
    add("END")
  }

  private mutating func addPanel(_ panel: PlotPanel, _ number: Int) {
    add("reset")
    add("set title \(gnuplotQuoted(panel.title))")
    if let network = panel.network { return addNetwork(network, number) }
    add("set border 3 lc rgb '\(PictureStyle.grey)'")
    add("set grid ytics lc rgb '\(PictureStyle.lightGrey)' lw 0.7 lt 1")
    add("set tics nomirror out scale 0.6 textcolor rgb '#333333'")
    add("set xlabel \(gnuplotQuoted(panel.xLabel)) offset 0,0.6")
    add("set ylabel \(gnuplotQuoted(panel.yLabel))")
    if panel.hasLogarithmicX { add("set logscale x; set format x '%g'") }
    if panel.hasLogarithmicY { add("set logscale y; set format y '%g'") }
    if panel.yRange.count == 2 { add("set yrange [\(panel.yRange[0]):\(panel.yRange[1])]") }
    if panel.xLabel == "trials" {
      let last = panel.series.compactMap { $0.x.max() }.max() ?? 1
      add("set xtics \(gnuplotTicks(trialTicks(upTo: last)))")
    }
    if !panel.xTicks.isEmpty {
      let ticks = panel.xTicks.enumerated().map { "\(gnuplotQuoted($1)) \($0)" }
      add("set xtics (\(ticks.joined(separator: ", "))); set xrange [-0.5:\(ticks.count).0-0.5]")
    }
    add("set key below samplen 1.6 textcolor rgb '#333333'")
    let plots = panel.series.indices.filter { !panel.series[$0].x.isEmpty }.map { index in
      let series = panel.series[index]
      let title = series.title.isEmpty ? "notitle" : "title \(gnuplotQuoted(series.title))"
      return "$d\(number)_\(index) using 1:2 \(Self.style(series)) \(title)"
    }
    add(plots.isEmpty ? "unset key; plot [0:1] [0:1] NaN" : "plot " + plots.joined(separator: ", "))
  }

  private static func style(_ series: PlotSeries) -> String {
    let colors = PictureStyle.journals
    let color = colors[((series.color % colors.count) + colors.count) % colors.count]
    return switch series.kind {
    case .line: "with lines lc rgb '\(color)' lw 2"
    case .thinLine: "with lines lc rgb '\(color)' lw 0.8"
    case .dashed: "with lines lc rgb '\(color)' lw 1.6 dt (8,5)"
    case .points: "with points lc rgb '\(color)' pt 7 ps 0.5"
    case .marks: "with points lc rgb '\(color)' pt 7 ps 1.1"
    case .steps: "with steps lc rgb '\(color)' lw 1.6"
    }
  }

  private mutating func addNetwork(_ network: NetworkDrawing, _ number: Int) {
    add("unset border; unset tics; unset key; set xrange [-0.06:1.06]; set yrange [-0.06:1.06]")
    // The strongest last, so that nothing hides them.
    for link in network.links.sorted(by: { abs($0.strength) < abs($1.strength) })
    where network.nodes.indices.contains(link.from) && network.nodes.indices.contains(link.to) {
      addLink(link, network.nodes[link.from], network.nodes[link.to])
    }
    for node in network.nodes where !node.label.isEmpty {
      add(
        "set label \(gnuplotQuoted(node.label)) at \(node.x),\(node.y) center front"
          + " font ',\(format == .svg ? 11 : 8)' textcolor rgb '#222222'")
    }
    let size = format == .svg ? 2.4 : 2.2
    add("plot $n\(number) using 1:2:3 with points pt 7 ps \(size) lc rgb variable")
  }

  private mutating func addLink(
    _ link: NetworkDrawing.Link, _ from: NetworkDrawing.Node, _ to: NetworkDrawing.Node
  ) {
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    let length = max((dx * dx + dy * dy).squareRoot(), 1e-9)
    // One-way elements run a little beside the line between their nodes, each on its own side.
    let aside = link.isReciprocal ? 0 : 0.008
    let (ox, oy) = (-dy / length * aside, dx / length * aside)
    let (gapX, gapY) = (dx / length * 0.022, dy / length * 0.022)
    let color = link.strength >= 0 ? PictureStyle.error : PictureStyle.accuracy
    let strength = min(abs(link.strength), 1)
    let alpha = String(Int(255 * (1 - (0.12 + 0.88 * strength))), radix: 16)
    let rgb = "#" + (alpha.count < 2 ? "0" + alpha : alpha) + color.dropFirst()
    let head = link.isReciprocal ? "nohead" : "head filled size graph 0.018,18"
    add(
      "set arrow from \(from.x + ox + gapX),\(from.y + oy + gapY)"
        + " to \(to.x + ox - gapX),\(to.y + oy - gapY) \(head) back lw \(0.4 + 3.6 * strength)"
        + " lc rgb '\(rgb)'")
  }
}
