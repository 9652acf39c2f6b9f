/// The name that takes the fewest single-letter edits (Levenshtein) to reach, if at most half of
/// the longer word must change; of several the first. Names beyond 64 letters are not considered.
func nearestName(to word: String, in names: [String]) -> String? {
  let letters = Array(word.lowercased().utf8.prefix(65))
  guard (1...64).contains(letters.count) else { return nil }
  var best: (name: String, distance: Int)?
  for name in names {
    let other = Array(name.lowercased().utf8.prefix(65))
    guard (1...64).contains(other.count) else { continue }
    let distance = editDistance(letters, other)
    if distance * 2 > max(letters.count, other.count) { continue }
    if best.map({ distance < $0.distance }) ?? true { best = (name, distance) }
  }
  return best?.name
}

private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var corner = row[0]
    row[0] = i + 1
    for (j, other) in b.enumerated() {
      let replaced = corner + (letter == other ? 0 : 1)
      corner = row[j + 1]
      row[j + 1] = min(replaced, corner + 1, row[j] + 1)
    }
  }
  return row[b.count]
}
