internal import DigitalNetwork
internal import Plan

/// Builds a task of pictures from its file.
struct ImageTaskReader {
  static let keys = [
    "task", "classes", "learn", "validate", "test", "epochs", "batch", "beta", "nudge", "order",
    "rates", "sweeps", "seed", "recordEvery", "evaluateEvery", "checkpointEvery", "evaluateTrain",
    "initialStates",
  ]

  let log: DiagnosticLog
  let map: MapReader
  let network: LayeredDescription

  static func read(
    _ bytes: [UInt8], file: String, network: LayeredDescription, log: DiagnosticLog
  ) -> ImageTask? {
    guard let root = Document.read(bytes, file: file, log: log) else { return nil }
    let reader = ImageTaskReader(
      log: log, map: MapReader(root, keys: keys, what: "a task of pictures", log: log),
      network: network)
    return reader.build(file)
  }

  private func build(_ file: String) -> ImageTask {
    let name = map.required("task")?.text ?? ""
    if !NameTable.isName(name) { log.error(map.place(of: "task"), "not a task name", value: name) }
    let outputs = network.layers.last ?? 1
    let classes = map.integer("classes", 2...256, or: outputs)
    if classes != outputs {
      log.error(
        map.place(of: "classes"), "the last layer has a node for each class", value: "\(classes)",
        allowed: "\(outputs)")
    }
    let many = 0...10_000_000
    let learn = max(map.integer("learn", 1...many.upperBound, or: 50_000), 1)
    let batch = map.integer("batch", 1...DigitalElements.batchLimit, or: 20)
    if learn % batch != 0 {
      log.error(
        map.place(of: "batch"), "an epoch is a whole number of batches", value: "\(batch)",
        allowed: "a divisor of \(learn)")
    }
    let epochs = map.integer("epochs", 1...100_000, or: 25)
    let sweeps = map.map("sweeps", keys: ["free", "nudged"])
    let epoch = Int(UInt32(clamping: learn))
    let every = 0...Int(UInt32.max)
    let checkpoint = map.integer("checkpointEvery", every, or: epoch)
    let evaluate = map.integer("evaluateEvery", every, or: epoch)
    for (key, value) in [("checkpointEvery", checkpoint), ("evaluateEvery", evaluate)]
    where value % batch != 0 {
      log.error(
        map.place(of: key), "\(key) falls within a batch", value: "\(value)",
        allowed: "a multiple of \(batch)")
    }
    return ImageTask(
      name: name, file: file, classes: classes, learnCount: learn,
      validationCount: map.integer("validate", many, or: 0),
      testCount: map.integer("test", many, or: 10_000), rates: rates(),
      beta: map.number("beta", 1.0 / 65_536...2, or: 0.5),
      nudge: map.choice(
        "nudge",
        [("either-side", .eitherSide), ("symmetric", .symmetric), ("one-sided", .oneSided)],
        or: .eitherSide),
      order: map.choice("order", [("cyclic", .cyclic), ("shuffled", .shuffled)], or: .cyclic),
      batch: batch, freeSweeps: sweeps?.integer("free", 1...100_000, or: 20) ?? 20,
      nudgedSweeps: sweeps?.integer("nudged", 1...100_000, or: 4) ?? 4,
      trials: UInt64(epochs) * UInt64(learn), seed: map.seed("seed") ?? 0,
      recordEvery: UInt32(map.integer("recordEvery", every, or: epoch)),
      evaluateEvery: UInt32(evaluate),
      checkpointEvery: UInt32(checkpoint),
      evaluatesTrain: map.choice("evaluateTrain", [("true", true), ("false", false)], or: false),
      storesStates: map.choice("initialStates", [("zero", false), ("stored", true)], or: false))
  }

  /// One for each link, in the board file's order.
  private func rates() -> [Double] {
    guard let value = map.required("rates") else { return [] }
    let rates = map.numbers(value, "rates", 0...1e3, count: network.blocks.count) ?? []
    if !rates.isEmpty, !rates.contains(where: { $0 > 0 }) {
      log.error(value.place, "every rate is 0: nothing would learn", allowed: "above 0")
    }
    return rates
  }
}
