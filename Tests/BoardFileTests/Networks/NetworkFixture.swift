import BoardFile

/// A small network with a task, both right, to make mistakes in.
enum NetworkFixture {
  static let board = """
    board: pair
    network: oscillators
    nodes: [a, b, c]
    fullScale: 2
    sources: [a]
    clamps: [c]
    couplings: {range: [-1, 3], taps: 5, start: 0.9}
    graph: [[a, b], [b, c]]
    converters: {bits: 12}
    integration: {step: 0.25}

    """

  static let task = """
    task: follow
    kind: trajectory
    trials: 10
    interval: 0.5
    duration: 2
    eta: 0.25
    rate: 0.5
    examples:
      - inputs: {a: {sine: {period: 4}}}
        targets: {c: {sine: {period: 4}, delay: 1, scale: 2}}

    """

  /// `files`: what else lies beside them.
  static func location(
    board: String = board, task: String = task, files: [String: [UInt8]] = [:]
  ) -> BoardLocation {
    let both = ["board.yaml": Array(board.utf8), "follow.yaml": Array(task.utf8)]
    return BoardLocation(
      store: .memory(both.merging(files) { $1 }), boardFile: "board.yaml")
  }

  static func load(board: String = board, task: String = task) throws -> NetworkProject? {
    try NetworkProject.load(from: location(board: board, task: task), task: "follow")
  }

  /// What is wrong, as it would be printed.
  static func mistakes(board: String = board, task: String = task) -> [String] {
    do {
      _ = try load(board: board, task: task)
      return []
    } catch let found as Diagnostics {
      return found.list.map(\.description)
    } catch { return ["\(error)"] }
  }
}
