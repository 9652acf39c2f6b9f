internal import SimulatedBoard

extension BoardReader {
  static let randomKeys = [
    "nodes", "elements", "seed", "part", "sources", "clamps", "sourceSeriesOhms", "clampSeriesOhms",
    "sourcePlaces", "clampPlaces",
  ]

  /// A generated network: nodes `n0...`, elements `e0...`, sources `s0...` and clamps `c0...`.
  mutating func readRandom() {
    guard let random = map.map("random", keys: Self.randomKeys) else { return }
    if map.has("nodes") {
      log.error(map.place(of: "random"), "a board has either 'nodes' or 'random', not both")
      return
    }
    guard random.required("nodes") != nil, random.required("elements") != nil,
      let count = random.integer("nodes", 2...Limits.nodes)
    else { return }
    let most = min(Limits.elements, count * (count - 1) / 2)
    guard count - 1 <= most else {
      log.error(random.place(of: "nodes"), "more nodes than elements can join", value: "\(count)")
      return
    }
    guard let edges = random.integer("elements", (count - 1)...most) else { return }
    let sourceCount = random.integer("sources", 0...min(count, Limits.sources), or: 0)
    let clampCount = random.integer(
      "clamps", 0...min(count - sourceCount, Limits.clamps), or: 0)
    let network = RandomNetwork(
      nodes: count, edges: edges, seed: random.seed("seed") ?? model.seed)
    let placing: [(String, Bool)] = [("random", false), ("degree", true)]
    let places = network.places(
      clamps: clampCount, byDegree: random.choice("clampPlaces", placing, or: false),
      sources: sourceCount, byDegree: random.choice("sourcePlaces", placing, or: false))
    let part = random.value("part").flatMap(findPart) ?? defaultPart
    for index in 0..<count { nodes.add("n\(index)", at: random.place, log: log) }
    for index in 0..<sourceCount {
      addSource(
        "s\(index)", node: places.sources[index], at: random.place,
        ohms: random.number("sourceSeriesOhms", Limits.ohms, or: 1), safe: 0)
    }
    for index in 0..<clampCount {
      addClamp(
        "c\(index)", node: places.clamps[index], at: random.place,
        ohms: random.number("clampSeriesOhms", Limits.ohms, or: 1))
    }
    for (index, edge) in network.edges.enumerated() {
      addElement("e\(index)", edge.a, edge.b, part, nil, at: random.place)
    }
  }

  mutating func readChannels() {
    for value in map.list("sources").prefix(Limits.sources + 1) {
      let source = MapReader(
        value, keys: ["name", "node", "seriesOhms", "safeVolts"], what: "a source", log: log)
      guard let (name, node) = channel(source) else { continue }
      addSource(
        name, node: node, at: value.place,
        ohms: source.number("seriesOhms", Limits.ohms, or: 1),
        safe: source.number("safeVolts", converter.lowVolts...converter.highVolts, or: 0))
    }
    for value in map.list("clamps").prefix(Limits.clamps + 1) {
      let clamp = MapReader(
        value, keys: ["name", "node", "seriesOhms"], what: "a clamp", log: log)
      guard let (name, node) = channel(clamp) else { continue }
      addClamp(
        name, node: node, at: value.place, ohms: clamp.number("seriesOhms", Limits.ohms, or: 1))
    }
  }

  /// Name and node of a channel; a channel without a name is called like its node.
  private func channel(_ map: MapReader) -> (String, Int)? {
    let name = map.value("name")?.text
    guard let value = map.required("node") else { return name.map { ($0, 0) } }
    // A wrong node has been reported; the channel stays, so that its name is known to the task.
    guard let node = nodes.find(value, log: log) else { return (name ?? value.text ?? "", 0) }
    return (name ?? nodes.names[node], node)
  }

  mutating func addSource(
    _ name: String, node: Int, at place: Place, ohms: Double, safe: Double
  ) {
    sources.add(name, at: place, log: log)
    safeVolts.append(safe)
    model.sources.append(
      SourceModel(
        name: name, node: node, seriesOhms: ohms, converter: converter, safeVolts: safe))
  }

  mutating func addClamp(_ name: String, node: Int, at place: Place, ohms: Double) {
    clamps.add(name, at: place, log: log)
    model.clamps.append(
      ClampModel(name: name, node: node, seriesOhms: ohms, converter: converter))
  }

  mutating func readElements() {
    for value in map.list("elements").prefix(Limits.elements + 1) {
      // The short form: two nodes.
      if value.list != nil {
        guard let (a, b) = ends(value) else { continue }
        addElement("e\(elements.count)", a, b, defaultPart, nil, at: value.place)
        continue
      }
      let element = MapReader(
        value, keys: ["name", "between", "part", "startTap", "minimumTap", "maximumTap"],
        what: "an element", log: log)
      guard let between = element.required("between"), let (a, b) = ends(between) else { continue }
      let part = element.value("part").flatMap(findPart) ?? defaultPart
      addElement(
        element.value("name")?.text ?? "e\(elements.count)", a, b, part, element, at: value.place)
    }
  }

  private func ends(_ value: Value) -> (Int, Int)? {
    guard let members = value.list, members.count == 2 else {
      log.error(
        value.place, "an element lies between two nodes", value: value.shown,
        allowed: "[node, node]")
      return nil
    }
    let (a, b) = (nodes.find(members[0], log: log), nodes.find(members[1], log: log))
    guard let a, let b else { return nil }
    return (a, b)
  }

  mutating func addElement(
    _ name: String, _ a: Int, _ b: Int, _ partName: String?, _ map: MapReader?, at place: Place
  ) {
    var part = Part()
    if let partName {
      part = parts[partName] ?? part
    } else if !parts.isEmpty {
      log.error(
        place, "which part is this element?", value: name,
        allowed: "part: " + partNames.joined(separator: ", "))
    }
    if let map {
      part.minimumTap = map.integer("minimumTap", 0...(part.taps - 1), or: part.minimumTap)
      let lowest = min(part.minimumTap, part.taps - 1)
      part.maximumTap = map.integer(
        "maximumTap", lowest...(part.taps - 1), or: max(lowest, part.maximumTap))
      if let value = map.value("startTap") {
        part.start = Part.start(value, part, map) ?? part.start
      }
    }
    elements.add(name, at: place, log: log)
    model.elements.append(
      ElementModel(
        name: name, nodeA: a, nodeB: b, law: part.law, taps: part.taps,
        minimumTap: part.minimumTap, maximumTap: part.maximumTap, startTap: start(of: part),
        tolerance: part.tolerance, tapSpread: part.tapSpread, limitAmperes: part.limitAmperes,
        safeTap: part.safeTap.map { min(max($0, part.minimumTap), part.maximumTap) }))
  }

  /// One number is drawn for every element, so that fixing one start does not move the others.
  private mutating func start(of part: Part) -> Int {
    let span = part.maximumTap - part.minimumTap
    let drawn = part.minimumTap + Int(starts.next(below: UInt32(span + 1)))
    switch part.start {
    case .middle: return part.minimumTap + (span + 1) / 2
    case .random: return drawn
    case .tap(let tap): return min(max(tap, part.minimumTap), part.maximumTap)
    }
  }

  mutating func readResistors() {
    var names = NameTable(kind: "resistor")
    for value in map.list("resistors").prefix(Limits.resistors + 1) {
      let resistor = MapReader(
        value, keys: ["name", "between", "ohms"], what: "a resistor", log: log)
      let name = resistor.value("name")?.text ?? "r\(names.count)"
      names.add(name, at: value.place, log: log)
      guard let between = resistor.required("between"), resistor.required("ohms") != nil,
        let ohms = resistor.number("ohms", Limits.ohms)
      else { continue }
      guard let members = between.list, members.count == 2 else {
        log.error(
          between.place, "a resistor lies between two nodes, or a node and ground",
          value: between.shown, allowed: "[node, node] or [node, ground]")
        continue
      }
      guard let a = nodes.find(members[0], log: log) else { continue }
      var b: Int?
      if members[1].text != "ground" {
        guard let other = nodes.find(members[1], log: log) else { continue }
        b = other
      }
      model.resistors.append(ResistorModel(name: name, nodeA: a, nodeB: b, ohms: ohms))
    }
    if names.count > Limits.resistors {
      log.error(
        map.place(of: "resistors"), "too many resistors", allowed: "up to \(Limits.resistors)")
    }
  }
}
