internal import Foundation

/// A relaxation on a terminal of so many columns: the image once, then for each shown step a line of
/// numbers and the layers beneath.
public struct RelaxationText: Sendable {
  private let scene: RelaxationScene
  private let style: TerminalStyle
  private let columns: Int

  public init(_ scene: RelaxationScene, style: TerminalStyle, columns: Int) {
    self.scene = scene
    self.style = style
    self.columns = max(columns, 20)
  }

  /// All of it; ends with a line feed.
  public var text: String {
    heading + scene.shown.map { "\n" + frame($0) }.joined()
  }

  /// The title and the image.
  public var heading: String {
    let title = style == .ascii ? scene.title : "\u{1B}[1m\(scene.title)\u{1B}[0m"
    let image = TextBlock(scene.grids[0], scene.trace.input, style)
    return ([title + ": " + scene.verdict] + image.lines).map { $0 + "\n" }.joined()
  }

  /// One step.
  public func frame(_ step: Int) -> String {
    let blocks = scene.grids.indices.dropFirst().map { layer in
      let states = scene.states(layer: layer, step: step)
      let grid = scene.grids[layer]
      return grid.isBars
        ? TextBlock(bars: states, style: style, label: scene.label)
        : TextBlock(grid, states, style)
    }
    return ([line(step)] + TextBlock.laidOut(blocks, columns: columns)).map { $0 + "\n" }.joined()
  }

  /// `step  4  free    E  -1.2345  C 0.12345  37 of 510 changed`.
  public func line(_ step: Int) -> String {
    let values = scene.trace.steps[step]
    let digits = String(scene.trace.steps.count - 1).count
    let number = String(step)
    var text = "step " + String(repeating: " ", count: digits - number.count) + number
    text += values.phase == .free ? "  free    " : "  nudged  "
    text += "E " + decimals(values.energy, 5)
    if let cost = values.cost { text += "  C " + decimals(cost, 5) }
    return text + "  \(values.changed) of \(scene.stateCount) changed"
  }
}

/// With so many digits behind the point.
func decimals(_ value: Double, _ digits: Int) -> String {
  String(format: "%.\(digits)f", value)
}
