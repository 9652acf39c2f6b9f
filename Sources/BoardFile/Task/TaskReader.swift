internal import Plan
internal import SimulatedBoard

/// Builds a task from its file, against a board.
struct TaskReader {
  static let keys = [
    "task", "kind", "trials", "seed", "rails", "inputs", "outputs", "classes", "decide", "data",
    "examples", "testExamples", "formula", "eta", "rate", "settleMicroseconds", "schedule", "rule",
    "nudge", "order", "readings", "batch", "updateProbability", "hinge", "overclamp",
    "signThresholdVoltsSquared", "powerWeight", "decay", "shrink", "recordEvery", "evaluateEvery",
    "checkpointEvery", "selfTestEvery", "selfTestToleranceMillivolts", "faults",
  ]

  let board: BoardDescription
  let store: FileStore
  let log: DiagnosticLog
  let map: MapReader
  let file: String
  var kind = TaskDescription.Kind.regression
  var rails: [Int: Double] = [:]
  var inputs: [InputColumn] = []
  var outputs: [OutputChannel] = []
  var classes: [String] = []
  var classTargets: [[Double]] = []
  var decision = Decision.none

  /// nil where the text is no map at all; otherwise a task, usable if `log` has no errors.
  static func read(
    _ bytes: [UInt8], file: String, board: BoardDescription, store: FileStore, log: DiagnosticLog
  ) -> TaskDescription? {
    guard let root = Document.read(bytes, file: file, log: log) else { return nil }
    guard root.isMap else {
      log.error(root.place, "a task file must be a map", value: root.shown)
      return nil
    }
    let map = MapReader(root, keys: keys, what: "a task", log: log)
    var reader = TaskReader(board: board, store: store, log: log, map: map, file: file)
    return reader.build(root.place)
  }

  private init(
    board: BoardDescription, store: FileStore, log: DiagnosticLog, map: MapReader, file: String
  ) {
    self.board = board
    self.store = store
    self.log = log
    self.map = map
    self.file = file
  }

  private mutating func build(_ place: Place) -> TaskDescription {
    let name = map.required("task")?.text ?? "task"
    if !NameTable.isName(name) {
      log.error(map.place(of: "task"), "not a task name", value: name)
    }
    _ = map.required("kind")
    kind = map.choice(
      "kind",
      [
        ("allostery", .allostery), ("regression", .regression), ("classification", .classification),
      ],
      or: .regression)
    if map.required("trials") == nil {}
    let trials = map.integer("trials", 1...(1 << 48), or: 1)
    readRails()
    readOutputs()
    let data = readTables()
    readInputs(data)
    readClasses(data)
    let examples = readExamples(data)
    reportUndriven()
    return TaskDescription(
      name: name, file: file, kind: kind, trials: UInt64(trials), seed: map.seed("seed") ?? 0,
      faults: readFaults(), decision: decision, classes: classes, settings: readSettings(),
      schedule: readSchedule(UInt64(trials)), rails: rails, inputs: inputs, outputs: outputs,
      classTargets: classTargets, examples: examples, place: place)
  }

  private mutating func readRails() {
    guard let value = map.value("rails") else { return }
    guard case .map(let pairs) = value.content else {
      log.error(value.place, "rails must be a map", value: value.shown, allowed: "source: volts")
      return
    }
    for (key, value) in pairs {
      guard let source = board.sources.find(key, log: log) else { continue }
      let range = range(ofSource: source)
      rails[source] = map.number(value, key.shown, range) ?? range.lowerBound
    }
  }

  /// What a source can give.
  func range(ofSource source: Int) -> ClosedRange<Double> {
    let converter = board.model.sources[source].converter
    return converter.lowVolts...converter.highVolts
  }

  private mutating func readOutputs() {
    guard map.required("outputs") != nil else { return }
    for value in map.list("outputs").prefix(Limits.clamps) {
      if let pair = value.list {
        guard pair.count == 2 else {
          log.error(
            value.place, "an output is a clamp, or the difference of two", value: value.shown,
            allowed: "clamp or [plus, minus]")
          continue
        }
        let (plus, minus) = (findClamp(pair[0]), findClamp(pair[1]))
        guard let plus, let minus else { continue }
        if plus == minus {
          log.error(value.place, "the difference of a clamp with itself is always 0")
        }
        outputs.append(OutputChannel(clamp: plus, minusClamp: minus))
      } else if let clamp = findClamp(value) {
        outputs.append(OutputChannel(clamp: clamp, minusClamp: nil))
      }
    }
    if let place = map.value("outputs")?.place, outputs.isEmpty, !log.hasErrors {
      log.error(place, "a task needs at least one output")
    }
    reportSharedClamps()
  }

  /// A clamp by its name, or by that of the node it holds.
  private func findClamp(_ value: Value) -> Int? {
    if let text = value.text, board.clamps[text] == nil, let node = board.nodes[text] {
      if let clamp = board.model.clamps.firstIndex(where: { $0.node == node }) { return clamp }
      log.error(
        value.place, "this node has no clamp, so it cannot be an output", value: text,
        allowed: board.clamps.listed)
      return nil
    }
    return board.clamps.find(value, log: log)
  }

  private func reportSharedClamps() {
    var seen: Set<Int> = []
    for output in outputs {
      for clamp in [output.clamp, output.minusClamp].compactMap({ $0 })
      where !seen.insert(clamp).inserted {
        log.error(
          map.place(of: "outputs"), "one clamp in two outputs: it cannot follow both targets",
          value: board.clamps.names[clamp])
      }
    }
  }

  /// Every source gives something in every example; nobody should have to guess what.
  private func reportUndriven() {
    var driven = Set(rails.keys)
    for input in inputs where !driven.insert(input.source).inserted {
      log.error(
        map.place(of: "inputs"), "this source is driven twice",
        value: board.sources.names[input.source])
    }
    for source in 0..<board.sources.count where !driven.contains(source) {
      log.error(
        map.place(of: "inputs"), "this source is neither an input nor a rail",
        value: board.sources.names[source],
        allowed: "add it to 'inputs', or to 'rails' with its voltage")
    }
  }
}
