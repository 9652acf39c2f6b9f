/// A fault's first appearance, and how often it came.
struct FaultMark {
  let trial: UInt64
  let name: String
  var count: Int
}

extension LearningCurve {
  /// One mark per fault, in the order of their first appearance: an element that flickers fills a
  /// journal, but not a picture.
  var faultMarks: [FaultMark] {
    var marks: [FaultMark] = []
    var places: [String: Int] = [:]
    for fault in faults {
      if let place = places[fault.name] {
        marks[place].count += 1
      } else {
        places[fault.name] = marks.count
        marks.append(FaultMark(trial: fault.trial, name: fault.name, count: 1))
      }
    }
    return marks
  }
}

/// Faults' names in one text: `element-open:1, 2, 5; probe-stuck:3`.
func joinedFaultNames(_ names: [String]) -> String {
  var kinds: [(word: String, channels: [String])] = []
  for name in names {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    let word = parts.first ?? name
    let channel = parts.count > 1 ? parts[1] : ""
    if let place = kinds.firstIndex(where: { $0.word == word }) {
      if !kinds[place].channels.contains(channel) { kinds[place].channels.append(channel) }
    } else {
      kinds.append((word, [channel]))
    }
  }
  return kinds.map { kind in
    let shown = kind.channels.prefix(6).joined(separator: ", ")
    let rest = kind.channels.count - 6
    return "\(kind.word):\(shown)" + (rest > 0 ? " and \(rest) more" : "")
  }.joined(separator: "; ")
}
