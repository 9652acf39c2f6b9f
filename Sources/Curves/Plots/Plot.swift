import Foundation

/// A picture of panels in rows: lines, points and networks.
public struct Plot: Codable, Sendable {
  public var title: String
  public var panels: [PlotPanel]
  public var columns: Int

  public init(_ title: String, columns: Int = 1, panels: [PlotPanel]) {
    self.title = title
    self.columns = max(columns, 1)
    self.panels = panels
  }
}

/// One coordinate system, or one drawing of a network.
public struct PlotPanel: Codable, Sendable {
  public var title: String
  public var xLabel: String
  public var yLabel: String
  public var hasLogarithmicX = false
  public var hasLogarithmicY = false
  public var yRange: [Double] = []
  /// What stands below 0, 1 and so on; empty: numbers.
  public var xTicks: [String] = []
  public var series: [PlotSeries] = []
  public var network: NetworkDrawing?

  public init(
    _ title: String, x xLabel: String = "", y yLabel: String = "", series: [PlotSeries] = [],
    network: NetworkDrawing? = nil
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.series = series
    self.network = network
  }
}

/// Points that belong together.
public struct PlotSeries: Codable, Sendable {
  public enum Kind: String, Codable, Sendable {
    case line, thinLine, dashed, points, marks, steps
  }

  /// Colours that stay apart.
  public static var colorCount: Int { PictureStyle.journals.count }

  /// Empty: not in the legend.
  public var title: String
  public var x: [Double]
  public var y: [Double]
  public var kind: Kind
  /// Of the colours that stay apart; beyond their number they begin anew.
  public var color: Int

  public init(_ title: String, x: [Double], y: [Double], kind: Kind = .line, color: Int = 0) {
    self.title = title
    self.x = x
    self.y = y
    self.kind = kind
    self.color = color
  }
}

/// Nodes and elements; width and colour of an element by its strength and sign.
public struct NetworkDrawing: Codable, Sendable {
  public struct Node: Codable, Sendable {
    /// Within 0 to 1.
    public var x: Double
    public var y: Double
    public var label: String
    public var role: Role

    public init(x: Double, y: Double, label: String, role: Role) {
      self.x = x
      self.y = y
      self.label = label
      self.role = role
    }
  }

  public enum Role: String, Codable, Sendable { case inner, source, output }

  public struct Link: Codable, Sendable {
    public var from: Int
    public var to: Int
    /// -1 to 1.
    public var strength: Double
    public var isReciprocal: Bool

    public init(from: Int, to: Int, strength: Double, isReciprocal: Bool = false) {
      self.from = from
      self.to = to
      self.strength = strength
      self.isReciprocal = isReciprocal
    }
  }

  public var nodes: [Node]
  public var links: [Link]

  public init(nodes: [Node], links: [Link]) {
    self.nodes = nodes
    self.links = links
  }
}

/// Draws a plot into `file`; gnuplot does it, as for learning curves. The file appears only when it
/// is whole.
public func writePlot(
  _ plot: Plot, as format: PictureFormat, to file: String,
  environment: [String: String] = ProcessInfo.processInfo.environment, timeoutSeconds: Double = 60
) throws(PictureError) {
  guard
    plot.panels.contains(where: { $0.network != nil || $0.series.contains { !$0.x.isEmpty } })
  else { throw .nothingToDraw }
  let gnuplot = try GnuplotProgram(environment: environment, timeoutSeconds: timeoutSeconds)
  let picture = try PictureFile(replacing: file)
  try gnuplot.run(PlotScript(plot, format: format).text, output: picture.handle)
  guard let size = try? picture.handle.seekToEnd(), size > 0 else {
    throw .gnuplotFailed(status: 0, message: "it drew nothing")
  }
  try picture.finish()
}
