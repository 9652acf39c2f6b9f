import BoardFile
import BoardInterface
import FixedPoint
import Foundation
import Journal
import LearningEngine
import LearningRun
import Plan
import PlanImage
import SimulatedBoard

/// What a whole run of a shipped board came to, as `wheatstone learn` would have run it.
struct Learned {
  var first: Evaluation
  var train: Evaluation
  var test: Evaluation
  /// Root mean square and largest error over the training examples' outputs, as the probes read
  /// them at the end; volts.
  var rmsVolts: Double
  var largestVolts: Double
  var plan: PlanMemory

  var testAccuracy: Double { Double(test.correct) / Double(max(1, test.total)) }

  /// By how much the mean square error fell. What the probes cannot tell from zero counts as the
  /// mean square of their rounding, a twelfth of a step.
  func reduction(stepVolts: Double) -> Double {
    let floor = stepVolts * stepVolts / 12
    let start = Self.squareVolts(first.squaredError, plan.plan)
    return start / max(Self.squareVolts(train.squaredError, plan.plan), floor)
  }

  static func squareVolts(_ error: UInt64, _ plan: Plan) -> Double {
    let volts = Double(plan.header.fullScaleMicrovolts) / 1e6
    return Double(error) / 1_099_511_627_776 * volts * volts
  }

  /// The folder of the shipped boards.
  static let boards = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("boards").path

  /// Runs `task` of the shipped board `name` to its end.
  static func run(_ name: String, _ task: String, seed: UInt64) throws -> Learned {
    let project = try Project.load(board: "\(boards)/\(name)", task: task)
    let compiled = try project.compile(PlanOverrides(seed: seed))
    let memory = try PlanMemory(compiled.image)
    let plan = memory.plan
    var board = try SimulatedBoard(compiled.board, faults: compiled.faults)
    let block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Engine.byteCount(for: plan), alignment: 16)
    let scratch = UnsafeMutableRawBufferPointer.allocate(
      byteCount: JournalLayout.writerScratchBytes,
      alignment: 16)
    defer {
      unsafe block.deallocate()
      unsafe scratch.deallocate()
    }
    unsafe block.initializeMemory(as: UInt8.self, repeating: 0)
    guard let base = block.baseAddress else { throw CocoaError(.featureUnsupported) }
    var run = unsafe LearningRun(plan: plan, block: base)
    var journal = unsafe try JournalWriter.create(
      on: MemoryStorage(disk: Disk()), header: LearningRun.journalHeader(for: plan),
      scratch: scratch)
    try run.begin(on: &board, journal: &journal)
    while !run.isFinished { _ = try run.step(on: &board, journal: &journal) }
    let errors = outputErrors(plan, &board)
    try run.finish(on: &board, journal: &journal)
    let square = errors.reduce(0) { $0 + $1 * $1 } / Double(max(1, errors.count))
    return Learned(
      first: run.firstTrainEvaluation, train: run.trainEvaluation, test: run.testEvaluation,
      rmsVolts: square.squareRoot(), largestVolts: errors.map(abs).max() ?? 0, plan: memory)
  }

  /// Every training example's errors, one per output, volts; measured here and not by the engine.
  private static func outputErrors(_ plan: Plan, _ board: inout SimulatedBoard) -> [Double] {
    let fullScale = Double(plan.header.fullScaleMicrovolts) / 1e6
    var errors: [Double] = []
    var samples = [Sample](repeating: .zero, count: plan.nodeCount)
    for example in 0..<plan.trainCount {
      let inputs = unsafe plan.inputs(.train, example, at: 0)
      let levels = (0..<plan.sourceCount).map { unsafe Sample(raw: inputs[$0]) }
      board.begin(
        Moment(trial: plan.header.trials, example: UInt32(example), phase: .evaluateTrain))
      board.drive(levels.span)
      board.settle(microseconds: .max)
      var sums = [Double](repeating: 0, count: plan.nodeCount)
      for _ in 0..<Int(plan.header.readingsPerSample) {
        var span = samples.mutableSpan
        board.sample(into: &span)
        for node in samples.indices { sums[node] += Double(samples[node].raw) }
      }
      for index in 0..<plan.outputCount {
        let output = plan.output(index)
        var value = sums[Int(output.node)]
        if output.minusNode != PlanOutput.none { value -= sums[Int(output.minusNode)] }
        let target = plan.target(row: plan.targetRow(.train, example), output: index, at: 0)
        let mean = value / Double(plan.header.readingsPerSample)
        errors.append((Double(target) - mean) / 1_048_576 * fullScale)
      }
    }
    return errors
  }
}
