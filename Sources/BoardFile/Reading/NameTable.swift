internal import SimulatedBoard

/// Names of one kind, each once, with the index and the place where it was given.
struct NameTable {
  /// For messages: "node".
  let kind: String
  private(set) var names: [String] = []
  private(set) var places: [Place] = []
  private var indices: [String: Int] = [:]

  init(kind: String) {
    self.kind = kind
  }

  var count: Int { names.count }

  subscript(name: String) -> Int? { indices[name] }

  /// Adds a name, or reports why it cannot be one. Takes it all the same, so that indices agree.
  mutating func add(_ name: String, at place: Place, log: DiagnosticLog) {
    if !Self.isName(name) {
      log.error(
        place, "not a \(kind) name", value: name,
        allowed: "1 to 64 of A-Z a-z 0-9 _ . + -")
    } else if name == "ground" {
      log.error(
        place, "a \(kind) cannot be called this", value: name,
        allowed: "any other name: 'ground' is 0 volts in the key 'resistors'")
    } else if let earlier = indices[name] {
      log.error(
        place, "a second \(kind) of this name; the first is in line \(places[earlier].line)",
        value: name)
    }
    if indices[name] == nil { indices[name] = names.count }
    names.append(name)
    places.append(place)
  }

  /// The index of the name that `value` says; reported with the nearest name where there is none.
  func find(_ value: Value, log: DiagnosticLog) -> Int? {
    if let text = value.text, let index = indices[text] { return index }
    let nearest = value.text.flatMap { nearestName(to: $0, among: names) }
    log.error(
      value.place, "no \(kind) of this name", value: value.shown,
      allowed: nearest == nil ? listed : nil, suggestion: nearest)
    return nil
  }

  /// The first names, for messages.
  var listed: String {
    if names.isEmpty { return "nothing: there is no \(kind)" }
    return names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", ..." : "")
  }

  static func isName(_ text: String) -> Bool {
    let bytes = text.utf8
    if bytes.isEmpty || bytes.count > 64 { return false }
    return bytes.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"): true
      default: false
      }
    }
  }
}
