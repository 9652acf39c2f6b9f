internal import SimulatedBoard
internal import FixedPoint

extension ExampleMaker {
  mutating func addTable(
    _ table: Table, _ testTable: Table?, _ columns: TableColumns, _ split: Split
  ) {
    var rows: [Int] = []
    var classes: [Int] = []
    guard classify(table, columns, &classes) else { return }
    switch split {
    case .all: rows = Array(0..<table.rowCount)
    case .count(let count): rows = drawn(Array(0..<table.rowCount), count)
    case .perClass(let count):
      for index in task.classes.indices {
        let members = (0..<table.rowCount).filter { classes[$0] == index }
        if members.count < count {
          log.error(
            Place(file: table.file), "class \(task.classes[index]) has too few rows",
            value: "\(members.count)", allowed: "\(count) and more")
          return
        }
        rows += drawn(members, count)
      }
    }
    let scales = scales(table, columns.scaleOverTraining ? rows : Array(0..<table.rowCount))
    for row in rows { train.add(example(table, row, columns, classes, scales)) }
    if let testTable {
      var classes: [Int] = []
      guard classify(testTable, columns, &classes) else { return }
      for row in 0..<testTable.rowCount {
        test.add(example(testTable, row, columns, classes, scales))
      }
    } else {
      let training = Set(rows)
      for row in 0..<table.rowCount where !training.contains(row) {
        test.add(example(table, row, columns, classes, scales))
      }
    }
  }

  /// `count` of `rows`, drawn without putting back, in the order of the file.
  private func drawn(_ rows: [Int], _ count: Int) -> [Int] {
    var generator = RandomGenerator(seed: seed, stream: 0x5350_4C54 &+ UInt64(rows.first ?? 0))
    var rows = rows
    RandomNetwork.shuffle(&rows, &generator)
    return rows.prefix(count).sorted()
  }

  private func classify(_ table: Table, _ columns: TableColumns, _ classes: inout [Int]) -> Bool {
    guard task.kind == .classification else { return true }
    guard let label = columns.label else { return false }
    var indices: [String: Int] = [:]
    for (index, name) in task.classes.enumerated() { indices[name] = index }
    for row in 0..<table.rowCount {
      let name = table.label(row: row, column: label)
      guard let index = indices[name] else {
        log.error(
          Place(file: table.file, line: table.lines[row]), "no class of this name in the task",
          value: name, allowed: task.classes.prefix(12).joined(separator: ", "),
          suggestion: nearestName(to: name, among: task.classes))
        return false
      }
      classes.append(index)
    }
    return true
  }

  /// The two values of each input's column that become its low and its high voltage.
  private func scales(_ table: Table, _ rows: [Int]) -> [(from: Double, to: Double)] {
    task.inputs.map { input in
      if let from = input.from, let to = input.to { return (from, to) }
      guard let column = input.column else { return (0, 1) }
      var (from, to) = (Double.infinity, -Double.infinity)
      for row in rows {
        from = min(from, table[row, column])
        to = max(to, table[row, column])
      }
      // A constant column says nothing; it becomes the low voltage.
      return from < to ? (from, to) : (from, from + 1)
    }
  }

  private mutating func example(
    _ table: Table, _ row: Int, _ columns: TableColumns, _ classes: [Int],
    _ scales: [(from: Double, to: Double)]
  ) -> ([Double], Int) {
    let volts = zip(task.inputs, scales).map { input, scale in
      guard let column = input.column else { return input.lowVolts }
      let fraction = (table[row, column] - scale.from) / (scale.to - scale.from)
      // Ends that all but coincide: what lies between them is lost, the value is one or the other.
      let bounded = fraction.isNaN ? 0 : min(max(fraction, -1e6), 1e6)
      let volts = input.lowVolts + (input.highVolts - input.lowVolts) * bounded
      // Unseen values may lie outside: the source gives what it can.
      let converter = board.model.sources[input.source].converter
      return min(max(volts, converter.lowVolts), converter.highVolts)
    }
    if task.kind == .classification { return (drive(volts), classes[row]) }
    targetRows.append(columns.targets.map { table[row, $0] })
    return (drive(volts), targetRows.count - 1)
  }
}
