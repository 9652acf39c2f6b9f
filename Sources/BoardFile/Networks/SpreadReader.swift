/// Reads numbers that are given or drawn.
struct SpreadReader {
  let log: DiagnosticLog

  /// A number, a list, `{normal: D}`, `{normal: [MEAN, D]}` or `{uniform: [LOW, HIGH]}`.
  func read(_ value: Value) -> NetworkDescription.Spread {
    let any = -1e6...1e6
    let plain = MapReader(
      Value(place: value.place, content: .map([])), keys: [], what: "a number", log: log)
    if let members = value.list {
      return .list(members.prefix(100_000).compactMap { plain.number($0, "a value", any) })
    }
    guard value.isMap else { return .constant(plain.number(value, "a value", any) ?? 0) }
    let map = MapReader(value, keys: ["normal", "uniform"], what: "a spread", log: log)
    if let uniform = map.value("uniform") { return .uniform(range(uniform, map)) }
    guard let normal = map.required("normal") else { return .constant(0) }
    if let pair = normal.list, pair.count == 2 {
      return .normal(
        mean: map.number(pair[0], "the mean", any) ?? 0,
        deviation: map.number(pair[1], "the deviation", 0...1e6) ?? 0)
    }
    return .normal(mean: 0, deviation: map.number(normal, "the deviation", 0...1e6) ?? 0)
  }

  /// `[LOW, HIGH]`, ascending.
  func range(_ value: Value?, _ map: MapReader) -> ClosedRange<Double> {
    guard let value else { return 0...1 }
    guard let pair = value.list, pair.count == 2,
      let low = map.number(pair[0], "the low end", -1e6...1e6),
      let high = map.number(pair[1], "the high end", -1e6...1e6), low < high
    else {
      log.error(
        value.place, "a range is two numbers, ascending", value: value.shown, allowed: "[LOW, HIGH]"
      )
      return 0...1
    }
    return low...high
  }
}
