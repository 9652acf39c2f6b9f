internal import BoardInterface
internal import LearningEngine
internal import PlanImage
public import BoardFile
public import SimulatedBoard
internal import Plan

/// A network that learns a task by the fixed-point engine, through its converters and taps, with
/// what is looked at on the way: cost, best setting, alignment with the exact gradient.
public struct NetworkTraining: ~Copyable {
  public let model: NetworkModel
  public let task: NetworkTask
  private let plan: PlanMemory
  private let block: Arena
  private var engine: Engine
  private var board: NetworkBoard
  private let targetScale: Double

  /// The mean squared error of each window of trials, in the network's units.
  public private(set) var errors: [Double] = []
  /// The trial at the end of each window.
  public private(set) var trials: [Double] = []
  /// The cosine of an update with the descending gradient, and its trial.
  public private(set) var alignments: [Double] = []
  public private(set) var alignmentTrials: [Double] = []
  /// By how much the same updates lower the cost, to first order: their product with the descending
  /// gradient (equation 21).
  public private(set) var descents: [Double] = []
  /// The taps of the window with the smallest error, before its first trial.
  public private(set) var bestTaps: [Int32]
  public private(set) var bestError = Double.infinity

  /// `startTaps`: where an earlier run ended; empty: the board's own start.
  public init(_ model: NetworkModel, _ task: NetworkTask, startTaps: [Int32] = []) throws {
    var model = model
    // One network does what two copies do that are alike, to the bit.
    model.twin = nil
    self.model = model
    self.task = task
    var draft = try NetworkPlan.draft(model, task)
    for (index, tap) in startTaps.enumerated() where draft.elements.indices.contains(index) {
      draft.elements[index].startTap = tap
    }
    let starts = draft.elements.map(\.startTap)
    plan = try PlanMemory(draft.image())
    block = Arena(byteCount: Engine.byteCount(for: plan.plan))
    engine = unsafe Engine(plan: plan.plan, block: block.base)
    var board = NetworkBoard(model)
    board.turn(starts.span)
    self.board = board
    targetScale = model.fullScale * model.fullScale * 0x1p-40
    bestTaps = starts
  }

  public var taps: [Int32] { engine.withTaps { taps, _ in taps.indices.map { taps[$0] } } }

  /// Trials so far.
  public var trial: Int { Int(engine.trial) }

  /// Memory that the engine works in.
  public var engineBytes: Int { Engine.byteCount(for: plan.plan) }

  /// Runs `count` trials. `window`: trials whose mean error is one point, and whose setting may be
  /// the best. `alignEvery`: every so manieth trial the exact gradient is computed beside; 0: none.
  public mutating func run(
    _ count: Int, window: Int = 1, alignEvery: Int = 0, tick: (Double) throws -> Void = { _ in }
  ) throws {
    var done = 0
    while done < count {
      let before = taps
      var sum = 0.0
      let now = min(window, count - done)
      for _ in 0..<now {
        let isMeasured = alignEvery > 0 && (done % alignEvery == 0)
        sum += Double(isMeasured ? try measuredTrial() : try plainTrial()) * targetScale
        done += 1
      }
      let mean = sum / Double(now)
      errors.append(mean)
      trials.append(Double(trial))
      if now == window, mean < bestError {
        bestError = mean
        bestTaps = before
      }
      if done % 16 == 0 || done == count { try tick(Double(done) / Double(count)) }
    }
  }

  private mutating func plainTrial() throws -> UInt64 {
    try engine.runTrial(on: &board).squaredError
  }

  private mutating func measuredTrial() throws -> UInt64 {
    let index = Int(engine.trial) % task.train.count
    board.begin(Moment(trial: engine.trial, example: UInt32(index), phase: .free))
    let start = board.states
    let before = fineParameters
    let gradient = ExactGradient.of(
      model, task, example: index, parameters: before, start: start)
    let error = try plainTrial()
    let update = zip(fineParameters, before).map { $0 - $1 }
    if let cosine = cosine(update, gradient.map { -$0 }) {
      alignments.append(cosine)
      descents.append(-zip(update, gradient).map { $0 * $1 }.reduce(0, +))
      alignmentTrials.append(Double(trial))
    }
    return error
  }

  /// Taps with what is still owed, in the elements' units.
  public var fineParameters: [Double] {
    engine.withTaps { model.parameters(taps: $0, residuals: $1) }
  }
}

/// The cosine of two vectors; nil where one is zero or has no end.
public func cosine(_ a: [Double], _ b: [Double]) -> Double? {
  let dot = zip(a, b).map { $0 * $1 }.reduce(0, +)
  let squares = a.map { $0 * $0 }.reduce(0, +) * b.map { $0 * $0 }.reduce(0, +)
  return squares > 0 && squares.isFinite && dot.isFinite ? dot / squares.squareRoot() : nil
}
