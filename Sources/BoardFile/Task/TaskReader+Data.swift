internal import SimulatedBoard

/// The tables of a task.
struct TaskData {
  var train: Table
  var test: Table?
  var label: Int?
  var targets: [Int]
  var split: Split
  var scaleOverTraining: Bool
}

extension TaskReader {
  static let dataKeys = ["file", "testFile", "label", "targets", "train", "scaleOver"]

  /// The files named under `data`; nil where there are none.
  func readTables() -> TaskData? {
    guard let data = map.map("data", keys: Self.dataKeys) else { return nil }
    guard let name = data.required("file"), let train = table(name) else { return nil }
    var test: Table?
    if let name = data.value("testFile") {
      test = table(name)
      if let other = test, other.columnCount != train.columnCount {
        log.error(
          name.place, "the test file has another number of columns",
          value: "\(other.columnCount)", allowed: "\(train.columnCount)")
        test = nil
      }
    }
    let label = data.value("label").flatMap { column($0, train) } ?? train.wordColumn
    if let words = train.wordColumn, words != label {
      log.error(
        data.place(of: "label"), "the column of words must be the label",
        value: columnName(words, train))
    }
    if let test, test.wordColumn != train.wordColumn {
      log.error(
        data.place(of: "testFile"), "the test file has its words in another column")
      return nil
    }
    let targets = data.list("targets").compactMap { column($0, train) }
    if let words = train.wordColumn, targets.contains(words) {
      log.error(
        data.place(of: "targets"), "a column of words cannot be a target",
        value: columnName(words, train))
    }
    let scaleOverTraining = data.choice(
      "scaleOver", [("file", false), ("training", true)], or: false)
    return TaskData(
      train: train, test: test, label: label, targets: targets,
      split: readSplit(data, rows: train.rowCount, hasTest: test != nil),
      scaleOverTraining: scaleOverTraining)
  }

  private func readSplit(_ data: MapReader, rows: Int, hasTest: Bool) -> Split {
    guard let value = data.value("train"), value.text != "all" else { return .all }
    if hasTest {
      log.error(value.place, "either 'train' or 'testFile' says what is kept for the test")
    }
    let train = MapReader(value, keys: ["perClass", "count"], what: "'train'", log: log)
    if let count = train.integer("perClass", 1...rows) { return .perClass(count) }
    if let count = train.integer("count", 1...rows) { return .count(count) }
    if !train.has("perClass") && !train.has("count") && value.isMap {
      log.error(value.place, "how many rows train?", allowed: "perClass, count, or train: all")
    }
    return .all
  }

  private func table(_ value: Value) -> Table? {
    guard let name = value.text, let bytes = store.read(name, Table.byteLimit) else {
      let files = store.list()
      log.error(
        value.place, "no such file beside the task", value: value.shown,
        suggestion: value.text.flatMap { nearestName(to: $0, among: files) })
      return nil
    }
    return Table.read(bytes, file: store.displayName(name), labelColumn: nil, log: log)
  }

  /// A column by its name in the header, or by its number from 1.
  func column(_ value: Value, _ table: Table) -> Int? {
    guard let text = value.text else {
      log.error(value.place, "a column is a name or a number", value: value.shown)
      return nil
    }
    if let index = table.header.firstIndex(of: text) { return index }
    if let number = Int(text), number >= 1, number <= table.columnCount { return number - 1 }
    let nearest = nearestName(to: text, among: table.header)
    let listed =
      table.header.isEmpty
      ? "1 to \(table.columnCount)" : table.header.prefix(12).joined(separator: ", ")
    log.error(
      value.place, "the table has no such column", value: text,
      allowed: nearest == nil ? listed : nil, suggestion: nearest)
    return nil
  }

  func columnName(_ column: Int, _ table: Table) -> String {
    column < table.header.count ? table.header[column] : "\(column + 1)"
  }
}
