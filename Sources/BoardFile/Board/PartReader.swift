internal import SimulatedBoard

/// What all elements of one part have in common.
struct Part {
  var law: ElementModel.Law = .linear(endToEndOhms: 100_000, wiperOhms: 60)
  var taps = 128
  var minimumTap = 0
  var maximumTap = 127
  var start = Start.middle
  var tolerance = 0.0
  var tapSpread = 0.0
  var limitAmperes: Double?
  var safeTap: Int?

  enum Start {
    case middle
    case random
    case tap(Int)
  }

  static let keys = [
    "law", "endToEndOhms", "wiperOhms", "base", "minimumSiemens", "maximumSiemens", "taps",
    "minimumTap", "maximumTap", "startTap", "tolerancePercent", "tapSpreadPercent",
    "limitMilliamperes", "safeTap",
  ]

  init() {}

  init(_ value: Value, log: DiagnosticLog) {
    let map = MapReader(value, keys: Self.keys, what: "a part", log: log)
    enum Kind { case linear, logarithmic, conductance }
    let kind = map.choice(
      "law",
      [("linear", Kind.linear), ("logarithmic", .logarithmic), ("conductance", .conductance)],
      or: .linear)
    let ohms = map.number("endToEndOhms", 1e-2...1e12, or: 100_000)
    let wiper = map.number("wiperOhms", Limits.ohms, or: 60)
    let base = map.number("base", 1.01...1e6, or: 10)
    let minimum = map.number("minimumSiemens", 1e-15...1e3, or: 1e-6)
    let maximum = map.number("maximumSiemens", 1e-15...1e3, or: 1e-3)
    switch kind {
    case .linear: law = .linear(endToEndOhms: ohms, wiperOhms: wiper)
    case .logarithmic: law = .logarithmic(endToEndOhms: ohms, wiperOhms: wiper, base: base)
    case .conductance:
      law = .conductance(minimumSiemens: minimum, maximumSiemens: maximum)
      if minimum >= maximum {
        log.error(
          map.place(of: "maximumSiemens"), "maximumSiemens must be above minimumSiemens",
          value: plainNumber(maximum), allowed: "above \(plainNumber(minimum))")
      }
    }
    Self.reportUnused(map, kind == .conductance, kind == .logarithmic, log)
    taps = map.integer("taps", 2...Limits.taps, or: 128)
    minimumTap = map.integer("minimumTap", 0...(taps - 1), or: 0)
    maximumTap = map.integer("maximumTap", minimumTap...(taps - 1), or: taps - 1)
    if let value = map.value("startTap") { start = Self.start(value, self, map) ?? .middle }
    tolerance = map.number("tolerancePercent", 0...90, or: 0) / 100
    tapSpread = map.number("tapSpreadPercent", 0...90, or: 0) / 100
    limitAmperes = map.number("limitMilliamperes", 1e-6...1e6).map { $0 / 1_000 }
    safeTap = map.integer("safeTap", minimumTap...max(minimumTap, maximumTap))
  }

  /// A key of another law would be read and do nothing.
  private static func reportUnused(
    _ map: MapReader, _ isConductance: Bool, _ isLogarithmic: Bool, _ log: DiagnosticLog
  ) {
    let unused =
      isConductance
      ? ["endToEndOhms", "wiperOhms", "base"]
      : ["minimumSiemens", "maximumSiemens"] + (isLogarithmic ? [] : ["base"])
    for key in unused where map.has(key) {
      log.error(map.place(of: key), "\(key) means nothing under this law")
    }
  }

  /// `middle`, `random`, or a tap within the part's range.
  static func start(_ value: Value, _ part: Part, _ map: MapReader) -> Start? {
    switch value.text {
    case "middle": return .middle
    case "random": return .random
    default:
      guard let text = value.text, let number = parsedNumber(text), let tap = Int(exactly: number),
        tap >= part.minimumTap, tap <= part.maximumTap
      else {
        map.log.error(
          value.place, "the start tap is out of range", value: value.shown,
          allowed: "\(part.minimumTap) to \(part.maximumTap), middle or random")
        return nil
      }
      return .tap(tap)
    }
  }
}
