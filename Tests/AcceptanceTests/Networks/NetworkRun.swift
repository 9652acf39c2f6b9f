import BoardFile
import BoardInterface
import LearningEngine
import Plan
import PlanImage
import SimulatedBoard

/// A network that learns a task through converters and taps.
struct NetworkRun {
  /// The mean squared error of the training examples, full scale squared, before each evaluation.
  private(set) var errors: [Double] = []
  private(set) var testError = 0.0
  private(set) var taps: [Int32] = []

  var fall: Double { (errors.first ?? 0) / (errors.last ?? 1) }
  var bestFall: Double { (errors.first ?? 0) / (errors.min() ?? 1) }

  init(
    _ model: NetworkModel, _ task: NetworkTask, evaluateEvery: Int? = nil
  ) throws {
    let plan = try PlanMemory(try NetworkPlan.draft(model, task).image())
    let block = Block(Engine.byteCount(for: plan.plan))
    var engine = unsafe Engine(plan: plan.plan, block: block.base)
    var board = NetworkBoard(model)
    try engine.turnBoard(&board)
    try errors.append(Self.error(&engine, .train, &board))
    let chunk = evaluateEvery ?? Int(task.trials)
    var left = Int(task.trials)
    while left > 0 {
      for _ in 0..<min(chunk, left) { _ = try engine.runTrial(on: &board) }
      left -= min(chunk, left)
      try errors.append(Self.error(&engine, .train, &board))
    }
    testError = try Self.error(&engine, .test, &board)
    taps = engine.withTaps { taps, _ in taps.indices.map { taps[$0] } }
  }

  private static func error(
    _ engine: inout Engine, _ set: Plan.ExampleSet, _ board: inout NetworkBoard
  ) throws -> Double {
    Double(try engine.evaluate(set, on: &board).squaredError) * 0x1p-40
  }
}
