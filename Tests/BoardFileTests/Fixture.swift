import BoardFile

/// A small board with a task, both right, to make mistakes in.
enum Fixture {
  static let board = """
    board: bridge
    task: sum
    seed: 7
    fullScaleVolts: 3.3
    nodes: [left, right, top, out]
    sources:
      - {name: v1, node: left, seriesOhms: 50}
      - {name: low, node: right}
    clamps:
      - {name: target, node: out, seriesOhms: 10}
    converters:
      dac: {bits: 12}
      adc: {bits: 10, noiseMillivolts: 1}
    parts:
      pot: {endToEndOhms: 100k, wiperOhms: 60, taps: 128}
    elements:
      - {name: e0, between: [left, top], startTap: 10}
      - [top, out]
      - [out, right]
    resistors:
      - {name: load, between: [out, ground], ohms: 2.2M}
    settling: {timeConstantMicroseconds: 10}

    """

  static let task = """
    task: sum
    kind: regression
    trials: 1000
    rails: {low: 0}
    inputs: [v1]
    outputs: [target]
    examples:
      - {inputs: [3.3], targets: [1.1]}
      - {inputs: [1.5], targets: [0.5]}
    eta: 0.25
    rate: 100

    """

  static let classes = """
    task: sum
    kind: classification
    trials: 1000
    rails: {low: 0}
    data: {file: data.csv, label: kind, train: {perClass: 1}}
    inputs: [{source: v1, column: size, lowVolts: 0, highVolts: 3}]
    outputs: [target]
    classes: {small: [0.5], large: [1.5]}

    """

  static let data = """
    size,kind
    1,small
    2,small
    3,large
    5,large

    """

  static func location(
    board: String = Fixture.board, task: String = Fixture.task, data: String = Fixture.data
  ) -> BoardLocation {
    location(board: Array(board.utf8), task: Array(task.utf8), data: Array(data.utf8))
  }

  static func location(board: [UInt8], task: [UInt8], data: [UInt8]) -> BoardLocation {
    BoardLocation(
      store: .memory(["board.yaml": board, "sum.yaml": task, "data.csv": data]),
      boardFile: "board.yaml")
  }

  /// What `check` prints.
  static func check(
    board: String = Fixture.board, task: String = Fixture.task, data: String = Fixture.data
  ) -> [String] {
    Project.check(at: location(board: board, task: task, data: data), task: "sum")
      .map(\.description)
  }
}

extension String {
  /// This text with `old`, which must occur, replaced by `new`.
  func changing(_ old: String, to new: String) -> String {
    guard let range = self.range(of: old) else { return "the fixture has no \(old)" }
    return replacingCharacters(in: range, with: new)
  }

  private func range(of part: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) {
        return start..<index(start, offsetBy: part.count)
      }
      start = index(after: start)
    }
    return nil
  }

  private func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
