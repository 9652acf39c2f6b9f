internal import SimulatedBoard

/// Reads the keys of one map. Unknown keys are reported when it is made, each missing or wrong
/// value when it is asked for; the caller always gets a usable value back and goes on.
struct MapReader {
  let log: DiagnosticLog
  let place: Place
  /// What the map describes, for messages: "an element".
  let what: String
  private var values: [String: Value] = [:]

  /// A reader of `value`, which should be a map with no keys but `keys`.
  init(_ value: Value, keys: [String], what: String, log: DiagnosticLog) {
    self.log = log
    self.place = value.place
    self.what = what
    guard case .map(let pairs) = value.content else {
      if !value.isEmpty {
        log.error(
          value.place, "\(what) must be a map", value: value.shown,
          allowed: "the keys \(keys.joined(separator: ", "))")
      }
      return
    }
    for (key, value) in pairs {
      guard let name = key.text, keys.contains(name) else {
        let nearest = key.text.flatMap { nearestName(to: $0, among: keys) }
        log.error(
          key.place, "\(what) has no such key", value: key.shown,
          allowed: nearest == nil ? keys.joined(separator: ", ") : nil, suggestion: nearest)
        continue
      }
      values[name] = value
    }
  }

  /// The value as it stands; nil where the key is missing or empty.
  func value(_ key: String) -> Value? {
    values[key].flatMap { $0.isEmpty ? nil : $0 }
  }

  func has(_ key: String) -> Bool { value(key) != nil }

  /// Where `key` stands, or the map if it does not.
  func place(of key: String) -> Place { values[key]?.place ?? place }

  /// Reports a key without which the map means nothing.
  func required(_ key: String) -> Value? {
    if let value = value(key) { return value }
    log.error(place, "\(what) needs the key '\(key)'")
    return nil
  }

  /// A number in `range`; `fallback` where it is missing or wrong.
  func number(_ key: String, _ range: ClosedRange<Double>, or fallback: Double) -> Double {
    value(key).flatMap { number($0, key, range) } ?? fallback
  }

  /// A number in `range`; nil where it is missing or wrong.
  func number(_ key: String, _ range: ClosedRange<Double>) -> Double? {
    value(key).flatMap { number($0, key, range) }
  }

  func number(_ value: Value, _ name: String, _ range: ClosedRange<Double>) -> Double? {
    let allowed = "\(plainNumber(range.lowerBound)) to \(plainNumber(range.upperBound))"
    guard let text = value.text, let number = parsedNumber(text) else {
      log.error(
        value.place, "\(name) must be a number", value: value.shown, allowed: allowed)
      return nil
    }
    guard range.contains(number) else {
      log.error(value.place, "\(name) is out of range", value: text, allowed: allowed)
      return nil
    }
    return number
  }

  /// A whole number in `range`; `fallback` where it is missing or wrong.
  func integer(_ key: String, _ range: ClosedRange<Int>, or fallback: Int) -> Int {
    integer(key, range) ?? fallback
  }

  /// A whole number in `range`; nil where it is missing or wrong.
  func integer(_ key: String, _ range: ClosedRange<Int>) -> Int? {
    guard let value = value(key) else { return nil }
    return integer(value, key, range)
  }

  func integer(_ value: Value, _ name: String, _ range: ClosedRange<Int>) -> Int? {
    let allowed = "a whole number, \(range.lowerBound) to \(range.upperBound)"
    guard let text = value.text, let number = parsedNumber(text) else {
      log.error(
        value.place, "\(name) must be a whole number", value: value.shown, allowed: allowed)
      return nil
    }
    // Digits alone are read as they are: a 64-bit seed has more of them than a Double.
    guard let whole = Int(text) ?? Int(exactly: number), range.contains(whole) else {
      log.error(value.place, "\(name) is out of range", value: text, allowed: allowed)
      return nil
    }
    return whole
  }

  /// A 64-bit seed; nil where it is missing or wrong.
  func seed(_ key: String) -> UInt64? {
    guard let value = value(key) else { return nil }
    if let text = value.text, let seed = UInt64(text) { return seed }
    log.error(
      value.place, "\(key) must be a whole number", value: value.shown, allowed: "0 to 2^64 - 1")
    return nil
  }

  /// One of a few words; `fallback` where it is missing or wrong.
  func choice<T>(_ key: String, _ choices: [(String, T)], or fallback: T) -> T {
    guard let value = value(key) else { return fallback }
    if let text = value.text, let match = choices.first(where: { $0.0 == text }) { return match.1 }
    log.error(
      value.place, "\(key) cannot be this", value: value.shown,
      allowed: choices.map(\.0).joined(separator: ", "),
      suggestion: value.text.flatMap { nearestName(to: $0, among: choices.map(\.0)) })
    return fallback
  }

  /// The members of a list; empty where it is missing or wrong.
  func list(_ key: String) -> [Value] {
    guard let value = value(key) else { return [] }
    if let members = value.list { return members }
    log.error(value.place, "\(key) must be a list", value: value.shown, allowed: "[a, b, ...]")
    return []
  }

  /// A list of numbers in `range`; nil where it is missing or wrong, or not of `count` members.
  func numbers(
    _ value: Value, _ name: String, _ range: ClosedRange<Double>, count: Int? = nil
  ) -> [Double]? {
    // A single number stands for a list of one.
    let members = value.list ?? [value]
    if let count, members.count != count {
      log.error(
        value.place, "\(name) has the wrong length", value: "\(members.count)",
        allowed: "\(count)")
      return nil
    }
    var numbers: [Double] = []
    for member in members {
      guard let number = number(member, name, range) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// A reader of a map behind `key`; nil where it is missing.
  func map(_ key: String, keys: [String]) -> MapReader? {
    value(key).map { MapReader($0, keys: keys, what: "'\(key)'", log: log) }
  }
}
