internal import SimulatedBoard

/// What is wrong with a board as a whole, though each of its lines may be right.
struct BoardChecks {
  let board: BoardDescription
  let log: DiagnosticLog

  func run() {
    checkChannels()
    checkElements()
    checkFloating()
    do {
      // The simulation's own check has the last word; what it finds should have been found before.
      if !log.hasErrors { try board.model.check() }
    } catch {
      log.error(Place(file: board.file, line: 1, column: 1), "\(error)")
    }
  }

  private func checkChannels() {
    var sourceAt: [Int: Int] = [:]
    for (index, source) in board.model.sources.enumerated() {
      if let other = sourceAt[source.node] {
        log.error(
          board.sources.places[index],
          "node \(name(source.node)) has two sources, which work against each other",
          value: "\(board.sources.names[other]) and \(source.name)")
      }
      sourceAt[source.node] = index
    }
    var clampAt: [Int: Int] = [:]
    for (index, clamp) in board.model.clamps.enumerated() {
      let place = board.clamps.places[index]
      if sourceAt[clamp.node] != nil {
        log.error(
          place,
          "node \(name(clamp.node)) has a source and a clamp: a driven node cannot be nudged",
          value: clamp.name)
      }
      if let other = clampAt[clamp.node] {
        log.error(
          place, "node \(name(clamp.node)) has two clamps",
          value: "\(board.clamps.names[other]) and \(clamp.name)")
      }
      clampAt[clamp.node] = index
    }
  }

  private func name(_ node: Int) -> String { board.nodes.names[node] }

  private func checkElements() {
    var taps = 0
    var warned = 0
    let span = board.sourceRange.upperBound - min(0, board.sourceRange.lowerBound)
    for (index, element) in board.model.elements.enumerated() {
      let place = board.elements.places[index]
      // Only unequal taps are kept one by one.
      if element.tapSpread > 0 { taps += element.taps }
      if element.nodeA == element.nodeB {
        log.error(
          place, "an element between a node and itself carries no current", value: element.name,
          allowed: "two different nodes")
      }
      if let limit = element.limitAmperes, warned < 5 {
        let most = span * largestSiemens(of: element)
        if most > limit {
          warned += 1
          log.warning(
            place, "at its best conducting tap and full voltage this element passes its limit",
            value: "\(element.name): \(rounded(most * 1_000)) mA",
            allowed: "\(rounded(limit * 1_000)) mA; raise minimumTap or the limit")
        }
      }
    }
    if taps > BoardModel.tapsMax {
      log.error(
        Place(file: board.file, line: 1, column: 1),
        "too many taps of all elements with tapSpreadPercent together",
        value: "\(taps)", allowed: "up to \(BoardModel.tapsMax)")
    }
  }

  private func rounded(_ value: Double) -> String {
    plainNumber((value * 1_000).rounded() / 1_000)
  }

  /// The nominal conductance at the tap that conducts best.
  private func largestSiemens(of element: ElementModel) -> Double {
    let count = Double(element.taps)
    switch element.law {
    case .linear(let endToEnd, let wiper):
      return 1 / (wiper + endToEnd * Double(element.minimumTap) / count)
    case .logarithmic(let endToEnd, let wiper, let base):
      let grown = Ramp.power(base, Double(element.minimumTap) / count) - 1
      return 1 / (wiper + endToEnd * grown / (base - 1))
    case .conductance(let minimum, let maximum):
      return minimum + (maximum - minimum) * Double(element.maximumTap) / max(1, count - 1)
    }
  }

  private func checkFloating() {
    guard board.nodes.count <= Limits.nodes else { return }
    for part in board.model.floatingParts() {
      guard let first = part.nodes.first, board.nodes.places.indices.contains(first) else {
        continue
      }
      let names = part.names.prefix(12).joined(separator: ", ")
      log.error(
        board.nodes.places[first],
        part.names.count == 1
          ? "this node has no path to a source or to ground"
          : "these \(part.names.count) nodes have no path to a source or to ground",
        value: names, allowed: "join them by an element or a resistor")
    }
  }
}
