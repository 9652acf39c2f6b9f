internal import DigitalNetwork
internal import Plan

/// Builds a network without an analog part from its board file.
struct LayeredReader {
  static let keys = [
    "board", "network", "task", "layers", "links", "step", "relaxation", "activation", "weights",
  ]
  /// What `network:` says.
  static let word = "hopfield"

  let log: DiagnosticLog
  let map: MapReader

  /// Whether a board file describes such a network.
  static func isLayered(_ root: Value) -> Bool {
    guard case .map(let pairs) = root.content else { return false }
    return pairs.contains { $0.key.text == "network" && $0.value.text == word }
  }

  static func read(_ root: Value, file: String, log: DiagnosticLog) -> LayeredDescription {
    let reader = LayeredReader(
      log: log, map: MapReader(root, keys: keys, what: "a network of layers", log: log))
    return reader.build(file)
  }

  private func build(_ file: String) -> LayeredDescription {
    let name = map.required("board")?.text ?? ""
    if !NameTable.isName(name) {
      log.error(map.place(of: "board"), "not a board name", value: name)
    }
    let limit = 1...Int(DigitalShape.nodeLimit)
    let members = map.required("layers") == nil ? [] : map.list("layers")
    let layers = members.prefix(DigitalShape.layerLimit + 1).map {
      map.integer($0, "a layer's nodes", limit) ?? 1
    }
    let blocks = blocks(layers.count)
    let weights = map.map("weights", keys: ["bits", "scales"])
    let bits = weights?.integer("bits", 2...16, or: 16) ?? 16
    let described = LayeredDescription(
      name: name, file: file, defaultTask: map.value("task")?.text, layers: layers, blocks: blocks,
      step: map.number("step", 1.0 / 8_192...1, or: 0.5),
      alternates: map.choice(
        "relaxation", [("together", false), ("alternating", true)], or: false),
      activation: map.choice(
        "activation", [("hard-sigmoid", 0), ("tanh", 1), ("sigmoid", 2)], or: 0),
      weightBits: bits, weightScales: scales(weights, blocks.count, bits))
    if !log.hasErrors { check(described) }
    return described
  }

  /// Each layer with the next, unless `links` says otherwise: a list of `[from, to]`, from 0.
  private func blocks(_ count: Int) -> [(from: Int, to: Int)] {
    guard map.has("links") else { return (0..<max(count - 1, 0)).map { ($0, $0 + 1) } }
    return map.list("links").prefix(DigitalShape.blockLimit + 1).compactMap { member in
      guard let pair = member.list, pair.count == 2,
        let from = map.integer(pair[0], "a layer", 0...max(count - 1, 0)),
        let to = map.integer(pair[1], "a layer", 0...max(count - 1, 0))
      else {
        log.error(
          member.place, "a link joins two layers, counted from 0", value: member.shown,
          allowed: "[from, to]")
        return nil
      }
      return (from, to)
    }
  }

  /// How often the range of a link's weights is halved; one for each.
  private func scales(_ weights: MapReader?, _ count: Int, _ bits: Int) -> [Int] {
    let none = Array(repeating: 0, count: count)
    guard let weights, let value = weights.value("scales") else { return none }
    let limit = Double(16 - bits)
    return weights.numbers(value, "scales", 0...limit, count: count)?.map { Int($0) } ?? none
  }

  private func check(_ network: LayeredDescription) {
    let layers = network.layers.map { DigitalLayer(nodeCount: Int32($0)) }
    let blocks = network.blocks.map { DigitalBlock(from: Int32($0.from), to: Int32($0.to)) }
    do throws(DigitalShapeError) { try DigitalShape.check(layers.span, blocks.span) } catch {
      let (key, message, value, allowed) = Self.text(error)
      log.error(map.place(of: key), message, value: value, allowed: allowed)
    }
  }

  private static func text(
    _ error: DigitalShapeError
  ) -> (key: String, message: String, value: String, allowed: String) {
    switch error {
    case .layerCount(let count):
      ("layers", "not a possible number of layers", "\(count)", "2 to \(DigitalShape.layerLimit)")
    case .nodeCount(let layer, let count):
      (
        "layers", "layer \(layer) has a wrong number of nodes", "\(count)",
        "1 to \(DigitalShape.nodeLimit)"
      )
    case .rate(_, let rate): ("step", "not a possible step", "\(rate)", "above 0, up to 1")
    case .blockCount(let count):
      ("links", "not a possible number of links", "\(count)", "1 to \(DigitalShape.blockLimit)")
    case .block(let index):
      (
        "links", "link \(index) leads backwards, or within the first layer", "",
        "from a layer to a later one, or within one behind the first"
      )
    case .fanIn(let layer, let count):
      (
        "layers", "a node of layer \(layer) listens to too many others: its sum could overflow",
        "\(count)", "up to \(DigitalShape.fanInLimit)"
      )
    }
  }
}
