import Foundation

/// How a sparkline's heights follow its values.
public enum SparklineScale: Sendable {
  case linear
  /// For errors. Values of 0 and below stand as low as the smallest one above 0.
  case logarithmic
}

/// A row of at most `width` bars, the lowest for the least and the highest for the greatest value.
///
/// More values than fit are averaged in groups of neighbours (geometrically on a logarithmic
/// scale). Where all are equal every bar is the lowest; values that are not finite are left out.
public func sparkline(
  _ values: [Double], width: Int, scale: SparklineScale = .linear, ascii: Bool = false
) -> String {
  let bars = Array(ascii ? "_.:-=+*#" : "▁▂▃▄▅▆▇█")
  let heights = groupedMeans(scaled(values.filter(\.isFinite), scale), count: width)
  guard let least = heights.min(), let greatest = heights.max() else { return "" }
  let range = greatest - least
  return String(
    heights.map { height in
      let share = range > 0 ? (height - least) / range : 0
      return bars[min(bars.count - 1, Int(share * Double(bars.count)))]
    })
}

private func scaled(_ values: [Double], _ scale: SparklineScale) -> [Double] {
  guard scale == .logarithmic else { return values }
  let floor = values.filter { $0 > 0 }.min() ?? 1
  return values.map { log(max($0, floor)) }
}

/// The means of `count` groups of neighbours that differ in size by one at most.
private func groupedMeans(_ values: [Double], count: Int) -> [Double] {
  guard count > 0 else { return [] }
  guard values.count > count else { return values }
  return (0..<count).map { group in
    let start = group * values.count / count
    let end = (group + 1) * values.count / count
    return values[start..<end].reduce(0, +) / Double(end - start)
  }
}
