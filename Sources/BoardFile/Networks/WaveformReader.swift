/// Reads a waveform: a number, or a map with one shape and perhaps `scale` and `delay`.
struct WaveformReader {
  static let shapes = ["sine", "square", "triangle", "sum", "noise", "steps"]

  let log: DiagnosticLog
  /// Draws noises.
  let seed: UInt64

  func read(_ value: Value) -> Waveform {
    let flat = Waveform(.constant(0))
    guard value.isMap else {
      let range = MapReader(
        Value(place: value.place, content: .map([])), keys: [], what: "a waveform", log: log)
      return range.number(value, "a level", -1e6...1e6).map { Waveform(.constant($0)) } ?? flat
    }
    let map = MapReader(
      value, keys: Self.shapes + ["scale", "delay"], what: "a waveform", log: log)
    let found = Self.shapes.filter { map.has($0) }
    guard found.count == 1, let name = found.first, let inner = map.value(name) else {
      log.error(
        value.place, "a waveform has one shape", value: found.joined(separator: ", "),
        allowed: Self.shapes.joined(separator: ", "))
      return flat
    }
    return Waveform(
      shape(name, inner), scale: map.number("scale", -1e6...1e6, or: 1),
      delay: map.number("delay", 0...1e9, or: 0))
  }

  private func shape(_ name: String, _ value: Value) -> Waveform.Shape {
    let periods = 1e-9...1e9
    switch name {
    case "sine":
      let map = MapReader(value, keys: ["period", "phase"], what: "a sine", log: log)
      _ = map.required("period")
      return .sine(
        period: map.number("period", periods, or: 1), phase: map.number("phase", -10...10, or: 0))
    case "square", "triangle":
      let map = MapReader(value, keys: ["period"], what: "a \(name)", log: log)
      _ = map.required("period")
      let period = map.number("period", periods, or: 1)
      return name == "square" ? .square(period: period) : .triangle(period: period)
    case "noise":
      let map = MapReader(value, keys: ["from", "to", "tones", "seed"], what: "a noise", log: log)
      for key in ["from", "to"] { _ = map.required(key) }
      let from = map.number("from", 0...1e9, or: 0)
      return Waveform.noise(
        band: from...max(from, map.number("to", 0...1e9, or: from)),
        count: map.integer("tones", 1...1_000, or: 20), seed: map.seed("seed") ?? seed)
    case "sum":
      guard let members = value.list, !members.isEmpty, members.count <= 100 else {
        log.error(
          value.place, "a sum is a list of waveforms", value: value.shown, allowed: "1 to 100")
        return .constant(0)
      }
      return .sum(members.map(read))
    default: return steps(value)
    }
  }

  /// `[[time, value], ...]`, ascending.
  private func steps(_ value: Value) -> Waveform.Shape {
    let map = MapReader(
      Value(place: value.place, content: .map([])), keys: [], what: "steps", log: log)
    var steps: [(time: Double, value: Double)] = []
    for member in (value.list ?? []).prefix(100_000) {
      guard let pair = member.list, pair.count == 2,
        let time = map.number(pair[0], "a time", 0...1e9),
        let level = map.number(pair[1], "a level", -1e6...1e6)
      else {
        log.error(
          member.place, "a step is a time and a level", value: member.shown,
          allowed: "[time, level]")
        continue
      }
      if let last = steps.last, time <= last.time {
        log.error(
          member.place, "steps must ascend", value: plainNumber(time),
          allowed: "above \(plainNumber(last.time))")
      }
      steps.append((time, level))
    }
    if steps.isEmpty {
      log.error(value.place, "steps need at least one", value: value.shown)
    }
    return .steps(steps)
  }
}
