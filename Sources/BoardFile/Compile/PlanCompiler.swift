public import SimulatedBoard
internal import Plan
internal import PlanImage

/// A plan with what the host needs and the plan does not carry.
public struct CompiledPlan: Sendable {
  /// The image, as docs/plan.md describes it.
  public var image: [UInt8]
  /// The board as this task uses it: clamps that are no output are left out, because the engine
  /// connects every clamp of a plan.
  public var board: BoardModel
  public var faults: [FaultInjection]
  /// The run's seed and trials, after overrides.
  public var seed: UInt64
  public var trials: UInt64
  /// `BOARD-TASK-SEED.journal`.
  public var journalName: String
  public var warnings: [Diagnostic]
}

/// What the command line may say otherwise than the files.
public struct PlanOverrides: Sendable {
  public var seed: UInt64?
  public var trials: UInt64?

  public init(seed: UInt64? = nil, trials: UInt64? = nil) {
    self.seed = seed
    self.trials = trials
  }
}

/// Compiles a board and a task into a plan.
public enum PlanCompiler {
  /// The plan of `task` on `board`, both read without errors. Throws what only shows when the two
  /// come together: rates out of range, classes without rows, a plan too large.
  public static func compile(
    board: BoardDescription, task: TaskDescription, overrides: PlanOverrides = PlanOverrides()
  ) throws(Diagnostics) -> CompiledPlan {
    let log = DiagnosticLog()
    let seed = overrides.seed ?? task.seed
    let wanted = overrides.trials ?? task.trials
    let trials = Self.wholeBatches(min(max(1, wanted), 1 << 48), of: UInt64(task.settings.batch))
    if trials != wanted, (1...1 << 48).contains(wanted) {
      log.warning(
        Place(file: overrides.trials == nil ? task.file : "--trials"),
        "trials end with a whole batch: \(trials)", value: "\(wanted)",
        allowed: "a multiple of \(task.settings.batch)")
    }
    if let asked = overrides.trials, !(1...1 << 48).contains(asked) {
      log.error(
        Place(file: "--trials"), "trials out of range", value: "\(asked)", allowed: "1 to 2^48")
    }
    if board.model.elements.isEmpty {
      log.error(
        Place(file: board.file), "there is nothing to learn with: the board has no element",
        allowed: "at least one entry in elements")
    }
    let layout = ChannelLayout(board, task)
    let examples = ExampleMaker(task, board: board, seed: seed, log: log)
    let levels = LevelConverter(fullScaleVolts: board.model.fullScaleVolts)
    let schedule = ScheduleMaker(task, trials: trials, log: log).steps
    if log.hasErrors { throw log.sorted }

    var draft = PlanDraft()
    draft.header = HeaderMaker(board, task, trials: trials, levels: levels).header(seed: seed)
    draft.sources = zip(board.model.sources, board.safeVolts).map {
      PlanSource(node: UInt32($0.node), safeLevel: levels.raw($1))
    }
    draft.outputs = layout.outputs
    draft.clamps = layout.clamps.map { UInt32(board.model.clamps[$0].node) }
    draft.elements = board.model.elements.map(planElement)
    draft.schedule = schedule
    draft.trainInputs = examples.train.inputs.map(levels.raw)
    draft.trainTargets = examples.train.targets
    draft.testInputs = examples.test.inputs.map(levels.raw)
    draft.testTargets = examples.test.targets
    draft.targetRows = examples.targetRows.flatMap { $0.map(levels.raw) }
    draft.names =
      [board.model.name, task.name] + board.nodes.names + board.sources.names
      + layout.clamps.map { board.clamps.names[$0] } + board.elements.names + task.classes

    let wiring = board.hardware.map {
      WiringMaker.wiring(of: $0, board: board, clamps: layout.clamps)
    }
    draft.wiring = board.corrected(wiring, clamps: layout.clamps)
    if let specimen = board.calibration?.specimen, specimen != seed {
      log.warning(
        Place(file: board.file),
        "the calibration is of specimen \(specimen), this run's is \(seed)",
        allowed: "--seed \(specimen), or a calibration of specimen \(seed)")
    }

    var model = board.model
    model.clamps = layout.clamps.map { board.model.clamps[$0] }
    model = model.specimen(seed)
    let faults = layout.faults(of: task, log: log)
    return CompiledPlan(
      image: draft.image(), board: model, faults: faults, seed: seed, trials: trials,
      journalName: "\(model.name)-\(task.name)-\(seed).journal", warnings: log.sorted.list)
  }

  /// The next multiple of the batch; half a batch would move nothing.
  private static func wholeBatches(_ trials: UInt64, of batch: UInt64) -> UInt64 {
    min((trials + batch - 1) / batch, (1 << 48) / batch) * batch
  }

  static func planElement(_ element: ElementModel) -> PlanElement {
    PlanElement(
      nodeA: UInt16(element.nodeA), nodeB: UInt16(element.nodeB),
      minimumTap: Int32(element.minimumTap), maximumTap: Int32(element.maximumTap),
      startTap: Int32(element.startTap), direction: Int64(element.direction))
  }
}

/// Volts to raw samples.
struct LevelConverter {
  let fullScaleVolts: Double

  /// Rounded to nearest even; within twice the full scale.
  func raw(_ volts: Double) -> Int32 {
    let steps = (volts / fullScaleVolts * 1_048_576).rounded(.toNearestOrEven)
    // What is not a number has no level; nothing that was read without errors comes here.
    return steps.isNaN ? 0 : Int32(min(max(steps, -2_097_152), 2_097_152))
  }
}
