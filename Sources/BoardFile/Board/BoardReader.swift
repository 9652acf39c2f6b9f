internal import FixedPoint
internal import SimulatedBoard

/// Builds a board from its file.
struct BoardReader {
  static let keys = [
    "board", "task", "seed", "fullScaleVolts", "nodes", "random", "sources", "clamps", "converters",
    "parts", "part", "elements", "resistors", "settling", "drift", "supplyErrorPercent",
    "hardware",
  ]

  let log: DiagnosticLog
  let map: MapReader
  var nodes = NameTable(kind: "node")
  var sources = NameTable(kind: "source")
  var clamps = NameTable(kind: "clamp")
  var elements = NameTable(kind: "element")
  var parts: [String: Part] = [:]
  var partNames: [String] = []
  var defaultPart: String?
  var model: BoardModel
  var safeVolts: [Double] = []
  var starts: RandomGenerator
  var converter: ConverterModel

  /// nil where the text is no map at all; otherwise a board, which may be used if `log` has no
  /// errors.
  static func read(_ bytes: [UInt8], file: String, log: DiagnosticLog) -> BoardDescription? {
    guard let root = Document.read(bytes, file: file, log: log) else { return nil }
    guard root.isMap else {
      log.error(root.place, "a board file must be a map", value: root.shown)
      return nil
    }
    if NetworkReader.isNetwork(root) {
      log.error(
        root.place, "this board is a network that moves in time; this command is for resistors",
        allowed: "'learn', 'check' and 'plan compile'")
      return nil
    }
    if LayeredReader.isLayered(root) {
      log.error(
        root.place, "this board is a network of layers; this command is for resistors",
        allowed: "'learn', 'check', 'relax' and 'plan compile'")
      return nil
    }
    var reader = BoardReader(root, log: log)
    return reader.build(file)
  }

  private init(_ root: Value, log: DiagnosticLog) {
    self.log = log
    map = MapReader(root, keys: Self.keys, what: "a board", log: log)
    let seed = map.seed("seed") ?? 0
    let fullScale = map.number("fullScaleVolts", 1e-3...1_000, or: 3.3)
    converter = ConverterReader.ideal(fullScale)
    starts = RandomGenerator(seed: seed, stream: 0x5354_4152)
    model = BoardModel(
      name: "", seed: seed, fullScaleVolts: fullScale, nodes: [], sources: [], clamps: [],
      probes: ProbeModel(converter: ConverterReader.ideal(fullScale)), elements: [])
  }

  private mutating func build(_ file: String) -> BoardDescription {
    if let value = map.required("board") {
      model.name = value.text ?? ""
      if !NameTable.isName(model.name) {
        log.error(
          value.place, "not a board name", value: value.shown,
          allowed: "1 to 64 of A-Z a-z 0-9 _ . + -")
      }
    }
    readConverters()
    readParts()
    for value in map.list("nodes").prefix(Limits.nodes + 1) {
      nodes.add(value.text ?? "", at: value.place, log: log)
    }
    readRandom()
    readChannels()
    readElements()
    readResistors()
    model.nodes = nodes.names
    check(count: nodes.count, 1...Limits.nodes, "nodes")
    check(count: model.sources.count, 1...Limits.sources, "sources")
    check(count: model.clamps.count, 0...Limits.clamps, "clamps")
    // A network without elements can be measured; only learning needs some.
    check(count: model.elements.count, 0...Limits.elements, "elements")
    if let settling = map.map("settling", keys: ["timeConstantMicroseconds"]) {
      model.settling.timeConstantMicroseconds =
        settling.number("timeConstantMicroseconds", 0...1e7, or: 0)
    }
    if let drift = map.map("drift", keys: ["percent", "periodTrials"]) {
      model.drift.fraction = drift.number("percent", 0...90, or: 0) / 100
      model.drift.periodTrials = drift.number("periodTrials", 1...1e15, or: 100_000)
    }
    model.supplyErrorFraction = map.number("supplyErrorPercent", 0...50, or: 0) / 100
    let hardware = map.value("hardware").map {
      HardwareReader.read($0, board: model, log: log)
    }
    return BoardDescription(
      model: model, file: file, defaultTask: map.value("task")?.text, safeVolts: safeVolts,
      hardware: hardware,
      nodes: nodes, sources: sources, clamps: clamps, elements: elements,
      settlingPlace: map.place(of: "settling"))
  }

  private func check(count: Int, _ range: ClosedRange<Int>, _ key: String) {
    if range.contains(count) { return }
    log.error(
      map.place(of: key), count == 0 ? "a board needs \(key)" : "too many \(key)",
      value: "\(count)", allowed: "\(range.lowerBound) to \(range.upperBound)")
  }

  private mutating func readConverters() {
    guard let converters = map.map("converters", keys: ["dac", "adc"]) else { return }
    if let dac = converters.map("dac", keys: ConverterReader.keys) {
      converter = ConverterReader.read(dac, fullScale: model.fullScaleVolts)
    }
    if let adc = converters.map("adc", keys: ConverterReader.keys + ["leakageNanoamperes"]) {
      model.probes.converter = ConverterReader.read(adc, fullScale: model.fullScaleVolts)
      model.probes.leakageAmperes = adc.number("leakageNanoamperes", 0...1e9, or: 0) / 1e9
    }
  }

  private mutating func readParts() {
    guard let value = map.value("parts") else { return }
    guard case .map(let pairs) = value.content else {
      log.error(value.place, "parts must be a map", value: value.shown, allowed: "name: {...}")
      return
    }
    for (key, value) in pairs {
      guard let name = key.text, NameTable.isName(name) else {
        log.error(key.place, "not a part name", value: key.shown)
        continue
      }
      parts[name] = Part(value, log: log)
      partNames.append(name)
    }
    if partNames.count == 1 { defaultPart = partNames[0] }
    if let value = map.value("part") { defaultPart = findPart(value) ?? defaultPart }
  }

  func findPart(_ value: Value) -> String? {
    if let text = value.text, parts[text] != nil { return text }
    let nearest = value.text.flatMap { nearestName(to: $0, among: partNames) }
    log.error(
      value.place, "no part of this name", value: value.shown,
      allowed: nearest == nil ? partNames.joined(separator: ", ") : nil, suggestion: nearest)
    return nil
  }
}
