/// A YAML value with its position. Scalars stay text until a reader knows what they should be, so
/// that `no`, `1e3` and `0x10` mean what the key says and not what YAML guesses.
struct Value: Sendable {
  var place: Place
  var content: Content

  enum Content: Sendable {
    case scalar(String)
    case list([Value])
    case map([(key: Value, value: Value)])
  }

  /// The scalar's text.
  var text: String? {
    if case .scalar(let text) = content { text } else { nil }
  }

  /// The list's members.
  var list: [Value]? {
    if case .list(let members) = content { members } else { nil }
  }

  var isMap: Bool {
    if case .map = content { true } else { false }
  }

  /// An empty scalar is what YAML makes of `key:` with nothing behind.
  var isEmpty: Bool { text == "" || text == "~" || text == "null" }

  /// How an error shows it.
  var shown: String {
    switch content {
    case .scalar(let text): text.isEmpty ? "nothing" : text
    case .list(let members): "a list of \(members.count)"
    case .map(let pairs): "a map of \(pairs.count)"
    }
  }
}
