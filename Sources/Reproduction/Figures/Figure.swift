public import Curves

/// A figure: the studies behind it, what is asked of them, and how it is drawn.
public struct Figure: Sendable {
  public var name: String
  public var title: String
  public var studies: [Study]
  /// Numbers with their bars, from the studies' records.
  var claims: @Sendable ([StudyRecord]) -> [Claim]
  /// Pictures by name.
  var plots: @Sendable ([StudyRecord]) -> [String: Plot]

  public func claims(from records: [StudyRecord]) -> [Claim] { claims(records) }
  public func plots(from records: [StudyRecord]) -> [String: Plot] { plots(records) }

  /// Every figure, in the paper's order, and what the paper did not do.
  public static let all: [Figure] = [
    .amplitude, .lag, .allostery, .synchrony, .target, .words, .gates, .ecology, .training,
    .shortTime, .resolution, .equilibriumTheory, .vectorField, .spiking, .initialised, .continual,
  ]
}

/// Something a figure must show.
public struct Claim: Codable, Sendable {
  public var text: String
  /// One value per seed, or one for all.
  public var values: [Double]
  /// What each value must reach.
  public var bar: String
  /// How many of the values do, and how many must.
  public var reached: Int
  public var needed: Int
  /// What is only stated, or compared, needs nothing; nothing measured holds nothing.
  public var isStated: Bool { bar.isEmpty || (needed == 0 && !values.isEmpty) }
  public var holds: Bool { isStated || (!values.isEmpty && reached >= needed) }

  /// `needed`: nil: all of them.
  public init(
    _ text: String, _ values: [Double], _ bar: String, needed: Int? = nil,
    where isReached: (Double) -> Bool
  ) {
    self.text = text
    self.values = values
    self.bar = bar
    reached = values.count(where: isReached)
    self.needed = min(needed ?? values.count, values.count)
  }
}

extension [StudyRecord] {
  func of(_ study: String) -> [StudyRecord] {
    filter { $0.study == study && $0.skipped == nil }.sorted { $0.seed < $1.seed }
  }

  func numbers(_ study: String, _ name: String) -> [Double] {
    of(study).compactMap { $0.numbers[name] }
  }
}

extension StudyRecord {
  func series(
    _ name: String, title: String? = nil, _ kind: PlotSeries.Kind = .line, color: Int = 0
  ) -> PlotSeries {
    let curve = curves[name] ?? Curve(x: [], y: [])
    return PlotSeries(title ?? name, x: curve.x, y: curve.y, kind: kind, color: color)
  }
}

/// Of so many seeds, the share that must reach a bar: 4 of 5 and the like, for fewer seeds as well.
func needed(_ share: Double, of values: [Double]) -> Int {
  Int((share * Double(values.count) - 1e-9).rounded(.up))
}
