/// A relaxation, and what is to be shown of it.
public struct RelaxationScene: Equatable, Sendable {
  /// What was shown to what: `hopfield-net1, test image 3`.
  public var title: String
  /// The right answer, where one is known.
  public var label: Int?
  public var trace: RelaxationTrace
  /// In order.
  public var shown: [Int]
  /// Of all layers, the imposed one first.
  public let grids: [LayerGrid]

  /// `rows` and `columns`: of the imposed image.
  public init(
    title: String, label: Int?, trace: RelaxationTrace, shown: ShownSteps = .doubling, rows: Int,
    columns: Int
  ) {
    self.title = title
    self.label = label
    self.trace = trace
    self.shown = shown.steps(of: trace)
    let layers = trace.steps[0].states
    let input = LayerGrid(name: "input", rows: rows, columns: columns, count: trace.input.count)
    grids =
      [input]
      + layers.enumerated().map { index, states in
        let isLast = index == layers.count - 1
        let name = isLast ? "output" : layers.count == 2 ? "hidden" : "hidden \(index + 1)"
        return LayerGrid(name: name, count: states.count)
      }
  }

  /// The largest output at the end of the free phase.
  public var answer: Int { largest(trace.outputs()) }

  /// `label 7, answer 7`; outputs that are all zero answer 0 by being first, and that is said.
  public var verdict: String {
    let outputs = trace.outputs()
    let tied = outputs.count { $0 == outputs[answer] } > 1
    return (label.map { "label \($0), " } ?? "") + "answer \(answer)" + (tied ? " (tied)" : "")
  }

  /// The states of a layer after a step; layer 0 is the imposed one.
  func states(layer: Int, step: Int) -> [Int16] {
    layer == 0 ? trace.input : trace.steps[step].states[layer - 1]
  }

  /// `step 4`, `free`, and so on, for a line or a heading.
  func phase(_ step: Int) -> String { trace.steps[step].phase.rawValue }

  /// How many states can change.
  var stateCount: Int { grids.dropFirst().reduce(0) { $0 + $1.count } }
}
