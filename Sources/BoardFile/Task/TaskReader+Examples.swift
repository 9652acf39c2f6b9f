internal import Plan
internal import SimulatedBoard

extension TaskReader {
  /// Classes and how an answer is read. Without `classes`, there is no decision.
  mutating func readClasses(_ data: TaskData?) {
    decision = map.choice(
      "decide", [("nearest", .nearestTarget), ("largest", .largestOutput)], or: .nearestTarget)
    guard kind == .classification else {
      decision = .none
      for key in ["classes", "decide"] where map.has(key) {
        log.error(
          map.place(of: key), "\(key) belongs to kind: classification", value: kind.rawValue)
      }
      return
    }
    guard let value = map.required("classes") else { return }
    guard case .map(let pairs) = value.content, !pairs.isEmpty, pairs.count <= Limits.classes else {
      log.error(
        value.place, "classes must be a map", value: value.shown,
        allowed: "name: [volts, ...], one voltage per output")
      return
    }
    for (key, value) in pairs {
      if !NameTable.isName(key.text ?? "") {
        log.error(key.place, "not a class name", value: key.shown)
      }
      guard let row = map.numbers(value, "the target", targetRange, count: outputs.count) else {
        continue
      }
      warn(targets: row, value.place)
      classes.append(key.text ?? "")
      classTargets.append(row)
    }
    if decision == .largestOutput && classes.count != outputs.count {
      log.error(
        map.place(of: "decide"), "deciding by the largest output takes one output per class",
        value: "\(outputs.count) outputs", allowed: "\(classes.count)")
    }
  }

  /// A difference of two outputs spans twice the full scale.
  var targetRange: ClosedRange<Double> {
    let full = board.model.fullScaleVolts
    return outputs.contains { $0.minusClamp != nil } ? -2 * full...2 * full : -full...full
  }

  /// A passive network's voltages lie between those of its sources.
  func warn(targets: [Double], _ place: Place) {
    let low = rails.values.min() ?? .infinity
    let high = rails.values.max() ?? -.infinity
    let lowest = min(low, inputs.map { min($0.lowVolts, $0.highVolts) }.min() ?? .infinity)
    let highest = max(high, inputs.map { max($0.lowVolts, $0.highVolts) }.max() ?? -.infinity)
    guard lowest <= highest else { return }
    for (target, output) in zip(targets, outputs) {
      let reach =
        output.minusClamp == nil ? lowest...highest : (lowest - highest)...(highest - lowest)
      if !reach.contains(target) {
        log.warning(
          place, "no resistor network reaches this target from these sources",
          value: plainNumber(target),
          allowed: "\(plainNumber(reach.lowerBound)) to \(plainNumber(reach.upperBound)) volts")
      }
    }
  }

  mutating func readExamples(_ data: TaskData?) -> ExampleOrigin {
    let origins = ["data", "examples", "formula"].filter(map.has)
    guard origins.count == 1 else {
      log.error(
        map.place, origins.isEmpty ? "a task needs examples" : "examples come from one place only",
        value: origins.isEmpty ? nil : origins.joined(separator: ", "),
        allowed: "one of data, examples, formula")
      return .none
    }
    if let data { return tableExamples(data) }
    if map.has("formula") { return formula() }
    let train = map.list("examples").compactMap(inlineExample)
    let test = map.list("testExamples").compactMap(inlineExample)
    return train.isEmpty ? .none : .inline(train: train, test: test)
  }

  private func tableExamples(_ data: TaskData) -> ExampleOrigin {
    let place = map.place(of: "data")
    if kind == .classification {
      if data.label == nil {
        log.error(place, "which column is the class? The table has none of words", allowed: "label")
      }
    } else if data.targets.count != outputs.count {
      log.error(
        place, "as many target columns as outputs are needed", value: "\(data.targets.count)",
        allowed: "targets: \(outputs.count) columns")
    }
    if case .perClass = data.split, kind != .classification {
      log.error(place, "perClass belongs to kind: classification", value: kind.rawValue)
    }
    let columns = TableColumns(
      label: data.label, targets: data.targets, scaleOverTraining: data.scaleOverTraining)
    return .table(train: data.train, test: data.test, columns: columns, split: data.split)
  }

  private func inlineExample(_ value: Value) -> InlineExample? {
    let example = MapReader(
      value, keys: ["inputs", "targets", "class"], what: "an example", log: log)
    var volts: [Double] = []
    if let value = example.value("inputs") {
      let full = board.model.fullScaleVolts
      guard
        let numbers = map.numbers(value, "the input", -full...full, count: inputs.count)
      else { return nil }
      for (number, input) in zip(numbers, inputs) {
        let range = self.range(ofSource: input.source)
        if !range.contains(number) {
          log.error(
            value.place, "the source cannot give this input", value: plainNumber(number),
            allowed: "\(plainNumber(range.lowerBound)) to \(plainNumber(range.upperBound)) volts")
        }
      }
      volts = numbers
    } else if !inputs.isEmpty {
      log.error(example.place, "an example needs 'inputs', one voltage per input")
      return nil
    }
    if kind == .classification {
      guard let value = example.required("class") else { return nil }
      guard let index = classes.firstIndex(of: value.text ?? "") else {
        log.error(
          value.place, "no class of this name", value: value.shown,
          suggestion: value.text.flatMap { nearestName(to: $0, among: classes) })
        return nil
      }
      return InlineExample(place: value.place, volts: volts, targets: [], classIndex: index)
    }
    guard let value = example.required("targets") else { return nil }
    if value.isMap {
      let reachable = MapReader(
        value, keys: ["reachableAwayVolts"], what: "'targets'", log: log)
      guard reachable.required("reachableAwayVolts") != nil,
        let away = reachable.number("reachableAwayVolts", 0...board.model.fullScaleVolts)
      else { return nil }
      return InlineExample(
        place: value.place, volts: volts, targets: [], classIndex: nil, reachableAwayVolts: away)
    }
    guard let targets = targets(value) else { return nil }
    return InlineExample(place: value.place, volts: volts, targets: targets, classIndex: nil)
  }

  /// One per output: a voltage, or `{low: V, high: V}` to draw one.
  private func targets(_ value: Value) -> [TargetVolts]? {
    let members = value.list ?? [value]
    guard members.count == outputs.count else {
      log.error(
        value.place, "the targets have the wrong length", value: "\(members.count)",
        allowed: "\(outputs.count)")
      return nil
    }
    var targets: [TargetVolts] = []
    for member in members {
      if member.isMap {
        let range = MapReader(member, keys: ["low", "high"], what: "a drawn target", log: log)
        guard range.required("low") != nil, range.required("high") != nil,
          let low = range.number("low", targetRange), let high = range.number("high", targetRange)
        else { return nil }
        if low > high {
          log.error(member.place, "low is above high", value: plainNumber(low))
          return nil
        }
        targets.append(TargetVolts(low: low, high: high))
      } else {
        guard let volts = map.number(member, "the target", targetRange) else { return nil }
        targets.append(TargetVolts(low: volts, high: volts))
      }
    }
    warn(targets: targets.map(\.low), value.place)
    if targets.contains(where: { $0.high > $0.low }) {
      warn(targets: targets.map(\.high), value.place)
    }
    return targets
  }

  private func formula() -> ExampleOrigin {
    let keys = ["matrix", "offsetVolts", "grid", "train", "test", "seed"]
    guard let formula = map.map("formula", keys: keys) else { return .none }
    if kind == .classification {
      log.error(formula.place, "a formula gives voltages, not classes", value: kind.rawValue)
      return .none
    }
    guard let value = formula.required("matrix") else { return .none }
    guard let rows = value.list, rows.count == outputs.count else {
      log.error(
        value.place, "the matrix needs one row per output", value: value.shown,
        allowed: "\(outputs.count) rows of \(inputs.count) numbers")
      return .none
    }
    let matrix = rows.compactMap {
      map.numbers($0, "the matrix row", -1e6...1e6, count: inputs.count)
    }
    guard matrix.count == rows.count else { return .none }
    let offset =
      formula.value("offsetVolts").flatMap {
        map.numbers($0, "the offset", Limits.volts, count: outputs.count)
      } ?? [Double](repeating: 0, count: outputs.count)
    let most = Limits.exampleValues / max(1, board.sources.count + outputs.count)
    let grid = formula.integer("grid", 2...1_000)
    if let grid, inputs.reduce(1, { product, _ in min(product, most) * grid }) > most {
      log.error(
        formula.place(of: "grid"), "the grid has too many points", value: "\(grid)",
        allowed: "up to \(most) points")
      return .none
    }
    if grid != nil && formula.has("train") {
      log.error(formula.place(of: "train"), "either a grid or drawn inputs train, not both")
    }
    let train = formula.integer("train", 1...most, or: 100)
    return .formula(
      Formula(
        place: formula.place, matrix: matrix, offset: offset, grid: grid, trainCount: train,
        testCount: formula.integer("test", 0...most, or: 0), seed: formula.seed("seed")))
  }
}
