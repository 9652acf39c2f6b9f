internal import Foundation

/// A relaxation as one JSON object on one line, without a line feed; every step, the outputs of
/// each, and with `withStates` all states, 0 to 1. Keys in alphabetical order and snake case.
public func relaxationJSON(_ scene: RelaxationScene, withStates: Bool = false) throws -> String {
  let encoder = JSONEncoder()
  encoder.keyEncodingStrategy = .convertToSnakeCase
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  let data = try encoder.encode(SceneJSON(scene, withStates))
  return String(decoding: data, as: UTF8.self)
}

private struct SceneJSON: Encodable {
  struct Step: Encodable {
    var step: Int
    var phase: String
    var energy: Double
    var cost: Nullable<Double>
    var changed: Int
    var outputs: [Double]
    var states: [[Double]]?
  }

  var title: String
  var label: Nullable<Int>
  var answer: Int
  var layers: [Int]
  var lastFree: Int
  var steps: [Step]

  init(_ scene: RelaxationScene, _ withStates: Bool) {
    title = scene.title
    label = Nullable(scene.label)
    answer = scene.answer
    layers = scene.grids.map(\.count)
    lastFree = scene.trace.lastFree
    steps = scene.trace.steps.enumerated().map { index, step in
      Step(
        step: index, phase: step.phase.rawValue, energy: step.energy, cost: Nullable(step.cost),
        changed: step.changed, outputs: scene.trace.outputs(step: index),
        states: withStates ? step.states.map { $0.map { Double($0) * 0x1p-15 } } : nil)
    }
  }
}
