/// The name nearest to `word` by edit distance, if it is near enough to be a slip of the pen: at
/// most a third of the longer word's length, at least one. Of equals the first.
///
/// Only the first 20,000 names and words up to 64 bytes are looked at.
public func nearestName(to word: String, among names: some Sequence<String>) -> String? {
  let target = Array(word.utf8)
  if target.isEmpty || target.count > 64 { return nil }
  var best: String?
  var bestDistance = Int.max
  var looked = 0
  for name in names {
    looked += 1
    if looked > 20_000 { break }
    let candidate = Array(name.utf8)
    if candidate.count > 64 { continue }
    let allowed = max(1, max(target.count, candidate.count) / 3)
    if abs(target.count - candidate.count) > allowed { continue }
    let distance =
      name.lowercased() == word.lowercased() ? 0 : editDistance(target, candidate)
    if distance <= allowed && distance < bestDistance {
      best = name
      bestDistance = distance
    }
  }
  return best
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (the optimal
/// string alignment distance).
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var before = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  var current = previous
  for i in 0..<a.count {
    current[0] = i + 1
    for j in 0..<b.count {
      var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
        cost = min(cost, before[j - 1] + 1)
      }
      current[j + 1] = cost
    }
    (before, previous, current) = (previous, current, before)
  }
  return previous[b.count]
}
