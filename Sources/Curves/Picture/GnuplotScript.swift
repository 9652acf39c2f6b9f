/// The formats of a picture.
public enum PictureFormat: String, Sendable {
  case svg
  case png
}

/// The commands, with the data in them, that draw the panels on gnuplot's standard output.
struct GnuplotScript {
  private(set) var text = ""

  /// Points of all lines together: keeps an SVG well below 100 kB.
  private static let pointBudget = 4000
  /// Of a row of marks' texts, as a share of the picture's height.
  private static let rowHeight = 0.036

  /// Of the legend. gnuplot guesses the widths of an SVG's letters, generously: two columns there,
  /// three in a PNG.
  private let legendRows: Int
  private let legendRowHeight: Double
  /// Left of the panels, as a share of the width: the axis's name and its numbers.
  private let leftMargin: Double
  private let titleSize: Int
  private let markSize: Int

  init(_ panels: [PicturePanel], format: PictureFormat) {
    let titles = panels.first?.series.filter { $0.title != nil && !$0.points.isEmpty } ?? []
    let columns = format == .svg ? 2 : 3
    legendRows = (titles.count + columns - 1) / columns
    legendRowHeight = format == .svg ? 0.04 : 0.031
    leftMargin = format == .svg ? 0.125 : 0.1
    titleSize = format == .svg ? 17 : 13
    markSize = format == .svg ? 12 : 9
    add(terminal(format))
    add("set encoding utf8")
    add("set border 3 lc rgb '\(PictureStyle.grey)'")
    add("set grid ytics lc rgb '\(PictureStyle.lightGrey)' lw 0.7 lt 1")
    add("set tics nomirror out scale 0.6 textcolor rgb '#333333'")
    let lines = panels.reduce(0) { $0 + $1.series.count }
    let limit = min(1000, max(40, Self.pointBudget / max(lines, 1)))
    for (number, panel) in panels.enumerated() { addData(panel, number, limit) }
    if panels.count > 1 { add("set multiplot") }
    for (number, panel) in panels.enumerated() { addPanel(panel, number, of: panels.count) }
    if panels.count > 1 { add("unset multiplot") }
  }

  private mutating func add(_ line: String) { text += line + "\n" }

  private func terminal(_ format: PictureFormat) -> String {
    switch format {
    case .svg:
      "set terminal svg size 900,560 noenhanced background '#ffffff' font 'sans-serif,14'"
    case .png:
      "set terminal pngcairo size 900,560 noenhanced background '#ffffff' font 'sans,11'"
    }
  }

  private mutating func addData(_ panel: PicturePanel, _ number: Int, _ limit: Int) {
    for (index, series) in panel.series.enumerated() where !series.points.isEmpty {
      add("$d\(number)_\(index) << END")
      for point in thinned(series.points, to: limit) { add("\(point.x) \(point.y)") }
      add("END")
    }
  }

  private mutating func addPanel(_ panel: PicturePanel, _ number: Int, of count: Int) {
    add("unset arrow; unset label; unset y2tics; unset y2label; unset logscale")
    add("set lmargin at screen \(leftMargin)")
    add("set rmargin at screen \(panel.colorsAxes ? 0.91 : 0.955)")
    // Legend below the lower panel; title above the upper one, the marks' texts between.
    let isLowest = number == count - 1
    add("set bmargin at screen \(isLowest ? 0.135 + legendRowHeight * Double(legendRows) : 0.58)")
    add(
      "set tmargin at screen \(number == 0 ? 0.93 - Self.rowHeight * Double(panel.usedRows) : 0.54)"
    )
    if let title = panel.title {
      add("set label \(gnuplotQuoted(title)) at screen 0.5,0.965 center font ',\(titleSize)'")
    }
    addHorizontalAxis(panel)
    addErrorAxis(panel)
    if panel.hasAccuracy { addAccuracyAxis(panel) }
    // The errors' panel names every line.
    add(
      number == 0
        ? "set key at screen 0.53,0.01 bottom center horizontal Left reverse maxrows \(legendRows)"
          + " samplen 2.2 width 1 textcolor rgb '#333333'"
        : "unset key")
    for mark in panel.marks { addMark(mark, panel) }
    addPlot(panel, number)
  }

  private mutating func addHorizontalAxis(_ panel: PicturePanel) {
    add("set xrange [0:\(panel.maximumTrial)]")
    let ticks = trialTicks(upTo: panel.maximumTrial)
    if panel.isLowest {
      add("set xtics \(gnuplotTicks(ticks)); set xlabel 'trials' offset 0,0.3")
    } else {
      let bare = ticks.map { AxisTick(value: $0.value, label: "") }
      add("set xtics \(gnuplotTicks(bare)); unset xlabel")
    }
  }

  private mutating func addErrorAxis(_ panel: PicturePanel) {
    guard let unit = panel.errorUnit else { return }
    let values = panel.series.filter { $0.axis == .error }.flatMap { $0.points.map(\.y) }
    let axis = logarithmicAxis(values, unit: unit)
    let color = panel.colorsAxes ? PictureStyle.error : "#333333"
    add("set logscale y; set yrange [\(axis.range.lowerBound):\(axis.range.upperBound)]")
    add("set ytics \(gnuplotTicks(axis.ticks)) textcolor rgb '\(color)'")
    add("set ylabel 'error (rms)' offset 0.3,0 textcolor rgb '\(color)'")
  }

  /// On the right beside an error's axis, else on the left.
  private mutating func addAccuracyAxis(_ panel: PicturePanel) {
    let axis = panel.errorUnit == nil ? "y" : "y2"
    let color = panel.colorsAxes ? PictureStyle.accuracy : "#333333"
    add("set \(axis)range [0:104]")
    let ticks = (0...5).map { AxisTick(value: Double($0 * 20), label: "\($0 * 20) %") }
    add("set \(axis)tics \(gnuplotTicks(ticks)) textcolor rgb '\(color)'")
    add(
      "set \(axis)label 'accuracy' offset \(axis == "y" ? 0.3 : -0.8),0 textcolor rgb '\(color)'"
    )
  }

  private mutating func addMark(_ mark: PictureMark, _ panel: PicturePanel) {
    let stroke = "lc rgb '\(mark.color)' " + (mark.isFault ? "lw 1.2 dt (10,6)" : "lw 1 dt (3,6)")
    add("set arrow from \(mark.trial), graph 0 to \(mark.trial), graph 1 nohead back \(stroke)")
    guard let row = mark.row else { return }
    let share = mark.trial / panel.maximumTrial
    let side = share < 0.12 ? "left" : share > 0.88 ? "right" : "center"
    // Screen and axis heights cannot be mixed: rows count from the top of the graph, in letters.
    add(
      "set label \(gnuplotQuoted(mark.text)) at \(mark.trial), graph 1 \(side)"
        + " offset 0,\(0.55 + 1.05 * Double(row)) font ',\(markSize)' textcolor rgb '\(mark.color)'"
    )
  }

  private mutating func addPlot(_ panel: PicturePanel, _ number: Int) {
    var plots: [String] = []
    for (index, series) in panel.series.enumerated() where !series.points.isEmpty {
      let axis = panel.errorUnit == nil ? PictureSeries.Axis.error.rawValue : series.axis.rawValue
      let title = series.title.map { "title \(gnuplotQuoted($0))" } ?? "notitle"
      plots.append("$d\(number)_\(index) using 1:2 axes \(axis) \(series.style) \(title)")
    }
    add("plot " + plots.joined(separator: ", "))
  }
}
