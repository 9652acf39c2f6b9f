/// At most `limit` of the points, in their order: the first, the last, and the lowest and highest
/// of each stretch in between, so that every extreme stays. `limit` is at least 4.
public func thinned(_ points: [(x: Double, y: Double)], to limit: Int) -> [(x: Double, y: Double)] {
  let limit = max(limit, 4)
  guard points.count > limit, let first = points.first, let last = points.last else {
    return points
  }
  let inner = points[1..<points.count - 1]
  let stretches = (limit - 2) / 2
  var kept = [first]
  for stretch in 0..<stretches {
    let start = 1 + stretch * inner.count / stretches
    let end = 1 + (stretch + 1) * inner.count / stretches
    var low = start
    var high = start
    for index in start..<end {
      if points[index].y < points[low].y { low = index }
      if points[index].y > points[high].y { high = index }
    }
    kept.append(points[min(low, high)])
    if low != high { kept.append(points[max(low, high)]) }
  }
  return kept + [last]
}
