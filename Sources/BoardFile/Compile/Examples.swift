internal import FixedPoint

/// The examples of a run, ready for the plan: volts turned into levels, seeds used up.
struct Examples {
  /// Volts of every source, example by example.
  var inputs: [Double] = []
  /// The row of each example's target.
  var targets: [UInt32] = []

  var count: Int { targets.count }
}

/// Makes the examples of a task.
struct ExampleMaker {
  let task: TaskDescription
  let board: BoardDescription
  let seed: UInt64
  let log: DiagnosticLog

  var train = Examples()
  var test = Examples()
  /// Volts per output, row by row.
  var targetRows: [[Double]] = []

  init(_ task: TaskDescription, board: BoardDescription, seed: UInt64, log: DiagnosticLog) {
    self.task = task
    self.board = board
    self.seed = seed
    self.log = log
    targetRows = task.classTargets
    switch task.examples {
    case .inline(let train, let test):
      var drawn = RandomGenerator(seed: seed, stream: 0x5441_5247)
      let first = targetRows.count
      for example in train { self.train.add(inline(example, &drawn)) }
      for example in test { self.test.add(inline(example, &drawn)) }
      reach(train + test, firstRow: first)
    case .table(let train, let test, let columns, let split):
      addTable(train, test, columns, split)
    case .formula(let formula):
      addFormula(formula)
    case .none: break
    }
    check()
  }

  private func check() {
    let values = train.count + test.count
    if train.count == 0 && !log.hasErrors {
      log.error(task.place, "the task has no training example")
    }
    let width = board.sources.count + task.outputs.count
    if values > Limits.exampleValues / max(1, width) {
      log.error(
        task.place, "too many examples for this many sources and outputs", value: "\(values)",
        allowed: "up to \(Limits.exampleValues / max(1, width))")
    }
    let full = board.model.fullScaleVolts
    for row in targetRows.prefix(Limits.exampleValues) {
      // Twice the full scale is what a difference of two outputs spans.
      if let volts = row.first(where: { abs($0) > 2 * full }) {
        log.error(
          task.place, "a target lies outside of the full scale", value: plainNumber(volts),
          allowed: "\(plainNumber(-full)) to \(plainNumber(full)) volts")
        return
      }
    }
  }

  /// The volts of every source, from those of the inputs.
  func drive(_ volts: [Double]) -> [Double] {
    var drive = [Double](repeating: 0, count: board.sources.count)
    for (source, volt) in task.rails { drive[source] = volt }
    for (input, volt) in zip(task.inputs, volts) { drive[input.source] = volt }
    return drive
  }

  private mutating func inline(
    _ example: InlineExample, _ generator: inout RandomGenerator
  ) -> ([Double], Int) {
    if let row = example.classIndex { return (drive(example.volts), row) }
    targetRows.append(
      example.targets.map { target in
        let fraction = Double(generator.next() >> 11) / 9_007_199_254_740_992
        return target.low + (target.high - target.low) * fraction
      })
    return (drive(example.volts), targetRows.count - 1)
  }

  /// Fills in the targets that are to be what the board can answer.
  private mutating func reach(_ examples: [InlineExample], firstRow: Int) {
    let indices = examples.indices.filter { examples[$0].reachableAwayVolts != nil }
    guard let first = indices.first else { return }
    let away = indices.compactMap { examples[$0].reachableAwayVolts }.max() ?? 0
    let reachable = ReachableTargets(
      board, task.outputs, drives: indices.map { drive(examples[$0].volts) }, awayVolts: away,
      seed: seed, place: examples[first].place, log: log)
    guard let reachable else { return }
    for (index, row) in zip(indices, reachable.rows) { targetRows[firstRow + index] = row }
  }

  private mutating func addFormula(_ formula: Formula) {
    var generator = RandomGenerator(seed: formula.seed ?? seed, stream: 0x464F_524D)
    if let grid = formula.grid {
      var index = [Int](repeating: 0, count: task.inputs.count)
      repeat {
        add(
          formula,
          zip(task.inputs, index).map {
            $0.lowVolts + ($0.highVolts - $0.lowVolts) * Double($1) / Double(grid - 1)
          }, isTest: false)
      } while advance(&index, grid)
    } else {
      for _ in 0..<formula.trainCount { add(formula, draw(&generator), isTest: false) }
    }
    for _ in 0..<formula.testCount { add(formula, draw(&generator), isTest: true) }
  }

  /// Counts through the grid, the first axis fastest; false after the last point.
  private func advance(_ index: inout [Int], _ grid: Int) -> Bool {
    for axis in index.indices {
      index[axis] += 1
      if index[axis] < grid { return true }
      index[axis] = 0
    }
    return false
  }

  private func draw(_ generator: inout RandomGenerator) -> [Double] {
    task.inputs.map {
      let fraction = Double(generator.next() >> 11) / 9_007_199_254_740_992
      return $0.lowVolts + ($0.highVolts - $0.lowVolts) * fraction
    }
  }

  private mutating func add(_ formula: Formula, _ volts: [Double], isTest: Bool) {
    let targets = zip(formula.matrix, formula.offset).map { row, offset in
      zip(row, volts).reduce(offset) { $0 + $1.0 * $1.1 }
    }
    targetRows.append(targets)
    let example = (drive(volts), targetRows.count - 1)
    if isTest { test.add(example) } else { train.add(example) }
  }
}

extension Examples {
  mutating func add(_ example: (volts: [Double], row: Int)) {
    inputs.append(contentsOf: example.volts)
    targets.append(UInt32(truncatingIfNeeded: example.row))
  }
}
