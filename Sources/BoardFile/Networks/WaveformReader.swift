/// Reads a waveform: a number, or a map with one shape and perhaps `scale` and `delay`.
struct WaveformReader {
  static let shapes = [
    "sine", "square", "triangle", "sum", "noise", "steps", "ramp", "file",
  ]

  let log: DiagnosticLog
  /// Draws noises.
  let seed: UInt64
  /// Where files are.
  let store: FileStore

  func read(_ value: Value) -> Waveform {
    let flat = Waveform(.constant(0))
    if value.text == "free" { return Waveform(.free) }
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
    case "ramp":
      let map = MapReader(value, keys: ["rate"], what: "a ramp", log: log)
      _ = map.required("rate")
      return .ramp(map.number("rate", -1e6...1e6, or: 0))
    case "file": return file(value)
    default: return steps(value)
    }
  }

  /// `{path, column, interval}`: a WAV file, or a column of a CSV file.
  private func file(_ value: Value) -> Waveform.Shape {
    let map = MapReader(value, keys: ["path", "column", "interval"], what: "a file", log: log)
    guard let path = map.required("path")?.text else { return .constant(0) }
    _ = map.required("interval")
    let interval = map.number("interval", 1e-9...1e9, or: 1)
    let column = map.integer("column", 0...10_000, or: 0)
    guard let bytes = store.read(path, WaveFile.byteLimit) else {
      log.error(map.place(of: "path"), "the file cannot be read", value: path)
      return .constant(0)
    }
    do {
      let values =
        path.lowercased().hasSuffix(".wav")
        ? try WaveFile(bytes).samples : try NumberColumn(bytes, column: column).values
      return .values(values, interval: interval)
    } catch {
      log.error(map.place(of: "path"), "\(error)", value: path)
      return .constant(0)
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
