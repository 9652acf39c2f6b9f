internal import SimulatedBoard

extension TaskReader {
  private static let inputKeys = ["source", "column", "lowVolts", "highVolts", "from", "to"]
  private static let manyKeys = ["sources", "columns", "lowVolts", "highVolts", "from", "to"]

  /// Which source shows which number: a list of sources, of maps, or one map for many.
  mutating func readInputs(_ data: TaskData?) {
    guard let value = map.value("inputs") else { return }
    if let members = value.list {
      for member in members.prefix(Limits.sources) {
        if member.text != nil {
          guard let source = board.sources.find(member, log: log) else { continue }
          let range = range(ofSource: source)
          inputs.append(
            InputColumn(
              source: source, column: nil, lowVolts: range.lowerBound,
              highVolts: range.upperBound))
        } else {
          readInput(member, data)
        }
      }
      assignMissingColumns(data, value.place)
    } else if value.isMap {
      readManyInputs(value, data)
    } else {
      log.error(value.place, "inputs must be a list or a map", value: value.shown)
    }
    if let words = data?.train.wordColumn, inputs.contains(where: { $0.column == words }) {
      log.error(value.place, "a column of words cannot be an input", allowed: "columns of numbers")
    }
  }

  private mutating func readInput(_ value: Value, _ data: TaskData?) {
    let input = MapReader(value, keys: Self.inputKeys, what: "an input", log: log)
    guard let name = input.required("source"), let source = board.sources.find(name, log: log)
    else { return }
    var column: Int?
    if let value = input.value("column") {
      if let data {
        column = self.column(value, data.train)
      } else if !map.has("data") {
        log.error(value.place, "a column without a table: the task has no 'data'")
      }
    }
    inputs.append(scaling(input, source: source, column: column))
  }

  private func scaling(_ map: MapReader, source: Int, column: Int?) -> InputColumn {
    let range = range(ofSource: source)
    let from = map.number("from", -1e15...1e15)
    let to = map.number("to", -1e15...1e15)
    if (from == nil) != (to == nil) {
      log.error(map.place, "'from' and 'to' come together, or not at all")
    } else if let from, from == to {
      log.error(map.place(of: "to"), "'from' and 'to' are the same", value: plainNumber(from))
    }
    return InputColumn(
      source: source, column: column,
      lowVolts: map.number("lowVolts", range, or: range.lowerBound),
      highVolts: map.number("highVolts", range, or: range.upperBound), from: from, to: to)
  }

  /// `sources: all` are those that are no rail; `columns: all` those that are neither label nor
  /// target.
  private mutating func readManyInputs(_ value: Value, _ data: TaskData?) {
    let many = MapReader(value, keys: Self.manyKeys, what: "'inputs'", log: log)
    var sources: [Int] = []
    if let value = many.value("sources"), value.text != "all" {
      sources = many.list("sources").compactMap { board.sources.find($0, log: log) }
    } else {
      sources = (0..<board.sources.count).filter { rails[$0] == nil }
    }
    inputs = sources.map { scaling(many, source: $0, column: nil) }
    if let value = many.value("columns"), value.text != "all" {
      guard let data else {
        if !map.has("data") {
          log.error(value.place, "columns without a table: the task has no 'data'")
        }
        return
      }
      let columns = many.list("columns").compactMap { column($0, data.train) }
      guard columns.count == inputs.count else {
        log.error(
          value.place, "as many columns as sources are needed", value: "\(columns.count)",
          allowed: "\(inputs.count)")
        return
      }
      for index in inputs.indices { inputs[index].column = columns[index] }
    } else {
      assignMissingColumns(data, value.place)
    }
  }

  /// Without names, inputs take the table's columns in order.
  private mutating func assignMissingColumns(_ data: TaskData?, _ place: Place) {
    guard let data, inputs.contains(where: { $0.column == nil }) else { return }
    let used = Set([data.label].compactMap { $0 } + data.targets)
    let columns = (0..<data.train.columnCount).filter { !used.contains($0) }
    guard columns.count == inputs.count, inputs.allSatisfy({ $0.column == nil }) else {
      log.error(
        place, "which column is which input? Name them, or have as many sources as columns",
        value: "\(inputs.count) sources", allowed: "\(columns.count) columns")
      return
    }
    for index in inputs.indices { inputs[index].column = columns[index] }
  }
}
