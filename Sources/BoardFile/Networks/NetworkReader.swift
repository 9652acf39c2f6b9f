internal import FixedPoint
internal import SimulatedBoard

/// Builds a network that moves in time from its board file.
struct NetworkReader {
  static let keys = [
    "board", "network", "task", "nodes", "fullScale", "converters", "integration", "sources",
    "clamps", "start", "couplings", "biases", "leaks", "speeds", "halfSaturations", "inhibitions",
    "frequencies", "immigration", "decay", "graph", "twin",
  ]

  let log: DiagnosticLog
  let map: MapReader
  var nodes = NameTable(kind: "node")

  /// Whether a board file describes such a network.
  static func isNetwork(_ root: Value) -> Bool {
    guard case .map(let pairs) = root.content else { return false }
    return pairs.contains { $0.key.text == "network" && $0.value.text != LayeredReader.word }
  }

  static func read(_ root: Value, file: String, log: DiagnosticLog) -> NetworkDescription {
    var reader = NetworkReader(
      log: log, map: MapReader(root, keys: keys, what: "a network", log: log))
    return reader.build(file)
  }

  private mutating func build(_ file: String) -> NetworkDescription {
    let name = map.required("board")?.text ?? ""
    if !NameTable.isName(name) {
      log.error(map.place(of: "board"), "not a board name", value: name)
    }
    let kinds = NetworkDescription.Kind.allCases.map { ($0.rawValue, $0) }
    let kind = map.choice("network", kinds, or: .oscillators)
    readNodes(kind)
    let full =
      kind == .kuramoto ? Double.pi : map.number("fullScale", 1e-3...1e6, or: 1)
    if kind == .kuramoto, map.has("fullScale") {
      log.error(map.place(of: "fullScale"), "phases fill full scale with half a turn: leave it out")
    }
    let converters = map.map("converters", keys: ["bits", "noise"])
    let integration = map.map("integration", keys: ["step", "timeUnitMicroseconds"])
    if integration == nil {
      log.error(map.place, "a network needs the key 'integration'", allowed: "{step: 0.1}")
    }
    return NetworkDescription(
      name: name, file: file, defaultTask: map.value("task")?.text, kind: kind, fullScale: full,
      converterBits: converters?.integer("bits", 4...20),
      noise: converters?.number("noise", 0...0.5, or: 0) ?? 0,
      step: integration?.number("step", 1e-6...1e3, or: 0.1) ?? 0.1,
      timeUnitMicroseconds: integration?.number("timeUnitMicroseconds", 1...1e6, or: 1_000)
        ?? 1_000,
      sources: sources(full), clamps: clamps(full), start: start(),
      couplings: kind == .chemistry ? [] : couplings(kind), tunings: tunings(kind),
      frequencies: map.value("frequencies").map { SpreadReader(log: log).read($0) }
        ?? .constant(0),
      immigration: map.number("immigration", 0...1, or: 0),
      decay: map.number("decay", 0...1e3, or: 1), twin: twin(), nodes: nodes)
  }

  /// `true`, or `{mismatch: SHARE}`.
  private func twin() -> TwinCopies? {
    guard let value = map.value("twin") else { return nil }
    if value.isMap {
      return TwinCopies(
        mismatch: map.map("twin", keys: ["mismatch"])?.number("mismatch", 0...0.5, or: 0) ?? 0)
    }
    let isTwin = map.choice("twin", [("true", true), ("false", false)], or: false)
    return isTwin ? TwinCopies() : nil
  }

  /// Chemistry has a channel for every three nodes.
  private mutating func readNodes(_ kind: NetworkDescription.Kind) {
    let most = kind == .chemistry ? 60 : 1_000
    guard let value = map.required("nodes") else { return }
    if value.text != nil {
      for index in 0..<(map.integer("nodes", 1...most) ?? 0) {
        nodes.add("n\(index)", at: value.place, log: log)
      }
      return
    }
    let members = map.list("nodes")
    if members.count > most {
      log.error(value.place, "too many nodes", value: "\(members.count)", allowed: "up to \(most)")
    }
    for member in members.prefix(most) {
      nodes.add(member.text ?? "", at: member.place, log: log)
    }
  }

  /// A node's name, or `{node: NAME, push: true, scale: S}`.
  private func channels(_ key: String, _ full: Double) -> [(node: Int, isPush: Bool, scale: Double)]
  {
    guard map.required(key) != nil else { return [] }
    let found = readChannels(key, full)
    if Set(found.map(\.node)).count < found.count {
      log.error(map.place(of: key), "a node is named twice")
    }
    return found
  }

  private func readChannels(
    _ key: String, _ full: Double
  ) -> [(node: Int, isPush: Bool, scale: Double)] {
    map.list(key).prefix(1_000).compactMap { member in
      guard member.isMap else {
        return nodes.find(member, log: log).map { ($0, false, full) }
      }
      let channel = MapReader(
        member, keys: ["node", "push", "scale"], what: "a channel", log: log)
      guard let name = channel.required("node"), let node = nodes.find(name, log: log) else {
        return nil
      }
      let isPush = channel.choice("push", [("true", true), ("false", false)], or: false)
      if !isPush, channel.has("scale") {
        log.error(
          channel.place(of: "scale"), "only a push has a scale: a node is held in full scale")
      }
      return (node, isPush, isPush ? channel.number("scale", 1e-6...1e6, or: full) : full)
    }
  }

  private func sources(_ full: Double) -> [NetworkSource] {
    channels("sources", full).map {
      NetworkSource(node: $0.node, scale: $0.scale, isPush: $0.isPush)
    }
  }

  private func clamps(_ full: Double) -> [NetworkClamp] {
    let clamps = channels("clamps", full).map {
      NetworkClamp(node: $0.node, scale: $0.scale, isPush: $0.isPush)
    }
    if Set(clamps.map(\.isPush)).count > 1 {
      log.error(map.place(of: "clamps"), "clamps either all push or all hold")
    }
    return clamps
  }

  private func start() -> StartState {
    let spread = map.value("start").map { SpreadReader(log: log).read($0) } ?? .constant(0)
    switch spread {
    case .uniform(let range): return .uniform(range)
    case .constant(let value): return .fixed(Array(repeating: value, count: nodes.count))
    case .list(let values):
      if values.count == nodes.count { return .fixed(values) }
      log.error(
        map.place(of: "start"), "not a state for each node", value: "\(values.count)",
        allowed: "\(nodes.count)")
    case .normal:
      log.error(
        map.place(of: "start"), "a start is a state, a list of states, or {uniform: [LOW, HIGH]}")
    }
    return .fixed(Array(repeating: 0, count: nodes.count))
  }

  private func tunings(_ kind: NetworkDescription.Kind) -> [String: NetworkDescription.Tuning] {
    var tunings: [String: NetworkDescription.Tuning] = [:]
    for key in ["couplings", "biases", "leaks", "speeds", "halfSaturations", "inhibitions"] {
      guard kind.elements.contains(key) else {
        if map.has(key) {
          log.error(
            map.place(of: key), "this network has no \(key)",
            allowed: kind.elements.joined(separator: ", "))
        }
        continue
      }
      guard let value = map.required(key) else { continue }
      let part = MapReader(
        value, keys: ["range", "taps", "start", "reciprocal"], what: "'\(key)'", log: log)
      let ends = SpreadReader(log: log).range(part.required("range"), part)
      tunings[key] = NetworkDescription.Tuning(
        range: ParameterRange(
          low: ends.lowerBound, high: ends.upperBound,
          taps: part.integer("taps", 2...(1 << 24), or: 65_536)),
        start: part.value("start").map { SpreadReader(log: log).read($0) } ?? .constant(0))
    }
    return tunings
  }

  /// Every pair unless `graph` says otherwise: a list of `[from, to]`, or `{disks: DEGREE}`.
  private func couplings(_ kind: NetworkDescription.Kind) -> [Coupling] {
    let isReciprocal =
      map.value("couplings").map {
        MapReader(
          $0, keys: ["range", "taps", "start", "reciprocal"], what: "'couplings'",
          log: DiagnosticLog()
        ).choice("reciprocal", [("true", true), ("false", false)], or: false)
      } ?? false
    if isReciprocal, kind != .oscillators, kind != .kuramoto {
      log.error(map.place(of: "couplings"), "couplings of this network have a direction")
    }
    guard let graph = map.value("graph") else {
      return (0..<nodes.count).flatMap { to in
        (0..<nodes.count).compactMap { from in
          (isReciprocal ? from < to : from != to)
            ? Coupling(to: to, from: from, isReciprocal: isReciprocal) : nil
        }
      }
    }
    if let members = graph.list { return listed(members, isReciprocal) }
    let disks = MapReader(graph, keys: ["disks", "seed"], what: "'graph'", log: log)
    _ = disks.required("disks")
    let pairs = DiskGraph(
      nodes: nodes.count, degree: disks.number("disks", 1...100, or: 5),
      seed: disks.seed("seed") ?? 0
    ).pairs
    return pairs.flatMap { a, b in
      isReciprocal
        ? [Coupling(to: a, from: b, isReciprocal: true)]
        : [Coupling(to: a, from: b), Coupling(to: b, from: a)]
    }
  }

  private func listed(_ members: [Value], _ isReciprocal: Bool) -> [Coupling] {
    members.prefix(100_000).compactMap { member in
      guard let pair = member.list, pair.count == 2 else {
        log.error(
          member.place, "a coupling joins two nodes", value: member.shown, allowed: "[from, to]")
        return nil
      }
      guard let from = nodes.find(pair[0], log: log), let to = nodes.find(pair[1], log: log) else {
        return nil
      }
      if from == to { log.error(member.place, "a node cannot act on itself", value: member.shown) }
      return Coupling(to: to, from: from, isReciprocal: isReciprocal)
    }
  }
}
