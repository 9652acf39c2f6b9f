/// A digital input of an emulated part: its level, and when that last changed.
struct Pin {
  /// Nil before the first level is known.
  private(set) var isHigh: Bool?
  /// Long ago, before the first edge.
  private(set) var changedAt = -1e12

  enum Change { case none, rise, fall }

  /// The first level is no edge.
  mutating func set(_ level: Bool, at time: Double) -> Change {
    defer { isHigh = level }
    guard let isHigh, isHigh != level else { return .none }
    changedAt = time
    return level ? .rise : .fall
  }

  /// Whether the level has stood for this long; sums of times are not exact to the last digit.
  func hasStood(microseconds: Double, at time: Double) -> Bool {
    time - changedAt >= microseconds - 1e-6
  }
}
