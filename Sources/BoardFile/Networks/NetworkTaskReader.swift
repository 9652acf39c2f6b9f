internal import Plan
internal import SimulatedBoard

/// Builds the task of a network that moves in time from its file.
struct NetworkTaskReader {
  static let keys = [
    "task", "kind", "trials", "seed", "interval", "duration", "eta", "rate", "examples",
    "testExamples", "count", "nudge", "order", "batch", "decay", "shrink",
    "evaluateEvery", "recordEvery",
  ]

  let network: NetworkDescription
  let log: DiagnosticLog
  let map: MapReader
  let store: FileStore

  static func read(
    _ bytes: [UInt8], file: String, network: NetworkDescription, store: FileStore,
    log: DiagnosticLog
  ) -> NetworkTask? {
    guard let root = Document.read(bytes, file: file, log: log) else { return nil }
    guard root.isMap else {
      log.error(root.place, "a task file must be a map", value: root.shown)
      return nil
    }
    let map = MapReader(root, keys: keys, what: "a trajectory task", log: log)
    return NetworkTaskReader(network: network, log: log, map: map, store: store).build()
  }

  private func build() -> NetworkTask? {
    let name = map.required("task")?.text ?? "task"
    if !NameTable.isName(name) { log.error(map.place(of: "task"), "not a task name", value: name) }
    for key in ["trials", "interval", "duration", "rate", "examples"] { _ = map.required(key) }
    _ = map.choice("kind", [("trajectory", true)], or: true)
    let interval = map.number("interval", 1e-6...1e6, or: 1)
    let duration = map.number("duration", 1e-6...1e9, or: 1)
    // What is not a multiple to rounding ends with the last whole interval.
    let samples = Int(duration / interval + 1e-6)
    guard (1...65_535).contains(samples) else {
      log.error(
        map.place(of: "duration"), "not a possible number of samples", value: "\(samples)",
        allowed: "duration / interval from 1 to 65535")
      return nil
    }
    let microseconds = interval * network.timeUnitMicroseconds
    if abs(microseconds - microseconds.rounded()) > 1e-6 * microseconds || microseconds < 1 {
      log.error(
        map.place(of: "interval"), "an interval is a whole number of microseconds",
        value: plainNumber(microseconds),
        allowed: "a multiple of \(plainNumber(1 / network.timeUnitMicroseconds))")
    }
    let seed = map.seed("seed") ?? 0
    let times = (1...samples).map { Double($0) * interval }
    let train = examples("examples", times, seed)
    guard !log.hasErrors, !train.isEmpty else { return nil }
    var task = NetworkTask(
      name: name, train: train, interval: interval,
      eta: map.number("eta", 1.0 / 65_536...4, or: 0.5), rates: rates(),
      trials: UInt64(map.integer("trials", 1...(1 << 48), or: 1)))
    task.test = map.has("testExamples") ? examples("testExamples", times, seed &+ 1) : []
    task.weights = weights(times)
    task.seed = seed
    task.batch = map.integer("batch", 1...Int(Plan.summandLimit) / samples, or: 1)
    task.trials = (task.trials + UInt64(task.batch) - 1) / UInt64(task.batch) * UInt64(task.batch)
    task.nudge = map.choice(
      "nudge", [("one-sided", .oneSided), ("symmetric", .symmetric)], or: .oneSided)
    if task.nudge == .symmetric, network.twin != nil {
      log.error(
        map.place(of: "nudge"), "a twin board has one free and one clamped copy",
        value: "symmetric", allowed: "one-sided")
    }
    task.order = map.choice("order", [("cyclic", .cyclic), ("shuffled", .shuffled)], or: .cyclic)
    task.decay = map.number("decay", 0...0.5, or: 0)
    task.shrink = map.number("shrink", 0...3, or: 0)
    let every = 0...Int(UInt32.max)
    let twentieth = Int(clamping: max(task.trials / 20, 1))
    task.evaluateEvery = UInt32(map.integer("evaluateEvery", every, or: twentieth))
    task.recordEvery = UInt32(
      map.integer("recordEvery", every, or: Int(clamping: max(task.trials / 500, 1))))
    return log.hasErrors ? nil : task
  }

  /// One number for all kinds of elements, or a map with one for each.
  private func rates() -> [LocalTerm: Double] {
    let kinds = network.kind.elements
    guard let value = map.value("rate") else { return [:] }
    var numbers: [String: Double] = [:]
    if value.isMap {
      let each = MapReader(value, keys: kinds, what: "'rate'", log: log)
      for kind in kinds {
        _ = each.required(kind)
        numbers[kind] = each.number(kind, 0...1e9, or: 0)
      }
    } else {
      let all = map.number("rate", 0...1e9, or: 0)
      for kind in kinds { numbers[kind] = all }
    }
    var rates: [LocalTerm: Double] = [:]
    for kind in kinds {
      let term: LocalTerm =
        switch (network.kind, kind) {
        case (.kuramoto, _): .sine
        case (.ecology, _): .interaction
        case (.neurons, "couplings"): .synapse
        case (_, "biases"): .bias
        case (_, "leaks"): .leak
        case (_, "speeds"): .speed
        case (_, "halfSaturations"): .halfSaturation
        case (_, "inhibitions"): .inhibition
        default: .linear
        }
      rates[term] = numbers[kind]
    }
    return rates
  }

  /// `- {inputs: {NODE: WAVEFORM}, targets: {NODE: WAVEFORM}}`.
  private func examples(_ key: String, _ times: [Double], _ seed: UInt64) -> [NetworkTask.Example] {
    map.list(key).prefix(10_000).enumerated().map { index, member in
      let example = MapReader(member, keys: ["inputs", "targets"], what: "an example", log: log)
      let inputs = waves(
        example, "inputs", network.sources.map(\.node), "source", seed &+ UInt64(index))
      let targets = waves(
        example, "targets", network.clamps.map(\.node), "clamp", seed &+ UInt64(index))
      return NetworkTask.Example(
        inputs: times.map { t in inputs.map { $0.value(at: t) } },
        targets: times.map { t in targets.map { $0.value(at: t) } })
    }
  }

  /// A waveform for each of the channels' nodes; those without one stay at 0.
  private func waves(
    _ example: MapReader, _ key: String, _ channels: [Int], _ what: String, _ seed: UInt64
  ) -> [Waveform] {
    let none = Waveform(.constant(0))
    guard let value = example.value(key) else {
      if key == "targets" { _ = example.required(key) }
      return channels.map { _ in none }
    }
    let reader = WaveformReader(log: log, seed: seed, store: store)
    // One waveform for all of them.
    if let all = Self.single(value) { return channels.map { _ in reader.read(all) } }
    guard case .map(let pairs) = value.content else {
      return channels.map { _ in reader.read(value) }
    }
    var found = channels.map { _ in none }
    for (name, wave) in pairs {
      guard let node = network.nodes.find(name, log: log) else { continue }
      guard let index = channels.firstIndex(of: node) else {
        log.error(
          name.place, "this node has no \(what)", value: name.shown,
          allowed: channels.map { network.nodes.names[$0] }.joined(separator: ", "))
        continue
      }
      found[index] = reader.read(wave)
    }
    return found
  }

  private static func single(_ value: Value) -> Value? {
    guard case .map(let pairs) = value.content,
      pairs.contains(where: { WaveformReader.shapes.contains($0.key.text ?? "") })
    else { return nil }
    return value
  }

  /// `count: [[from, to], ...]`: the outputs count in these windows only.
  private func weights(_ times: [Double]) -> [[Double]] {
    guard map.has("count") else { return [] }
    var windows: [ClosedRange<Double>] = []
    for member in map.list("count").prefix(10_000) {
      windows.append(SpreadReader(log: log).range(member, map))
    }
    let weights = times.map { time in
      network.clamps.map { _ in
        windows.contains { time > $0.lowerBound - 1e-9 && time < $0.upperBound + 1e-9 } ? 1.0 : 0
      }
    }
    if !weights.contains(where: { $0.contains(1) }) {
      log.error(map.place(of: "count"), "no sample lies in any of these windows")
    }
    return weights
  }
}
