internal import Plan

/// Fills the header of a plan from a task's settings.
struct HeaderMaker {
  private let board: BoardDescription
  private let task: TaskDescription
  private let trials: UInt64
  private let levels: LevelConverter

  init(
    _ board: BoardDescription, _ task: TaskDescription, trials: UInt64, levels: LevelConverter
  ) {
    self.board = board
    self.task = task
    self.trials = trials
    self.levels = levels
  }

  func header(seed: UInt64) -> PlanHeader {
    let settings = task.settings
    let full = board.model.fullScaleVolts
    var header = PlanHeader()
    header.seed = seed
    header.trials = trials
    // (2^20)^2 = 2^40 units are one full scale squared.
    header.signThreshold = Int64(
      min(settings.signThresholdVoltsSquared / (full * full), 4) * 0x1p40)
    header.fullScaleMicrovolts = UInt32(min((full * 1e6).rounded(), 4e9))
    header.nodeCount = UInt32(board.nodes.count)
    header.readingsPerSample = UInt32(settings.readings)
    header.batchSize = UInt32(settings.batch)
    header.recordEvery = seldom(every(settings.recordEvery, default: 500))
    header.evaluateEvery = seldom(every(settings.evaluateEvery, default: 20))
    let checkpoint = UInt64(every(settings.checkpointEvery, default: 20))
    let batch = UInt64(settings.batch)
    header.checkpointEvery = UInt32(
      min((checkpoint + batch - 1) / batch * batch, UInt64(UInt32.max) / batch * batch))
    header.selfTestEvery =
      settings.selfTestEvery == nil && board.leaksToGround
      ? 0 : every(settings.selfTestEvery, default: 20)
    header.selfTestTolerance = raw(
      settings.selfTestToleranceVolts ?? board.selfTestToleranceVolts, 1 << 20)
    header.decision = task.decision.rawValue
    header.rule = settings.rule.rawValue
    header.nudge = settings.nudge.rawValue
    header.order = settings.order.rawValue
    header.updateProbability = UInt32((settings.updateProbability * 256).rounded())
    if let margin = settings.hingeMarginVolts {
      header.hinge = 1
      header.hingeMargin = raw(margin, 1 << 21)
    }
    header.overclampQuarters = UInt32(settings.overclampQuarters)
    header.overclampScale = max(1, raw(settings.overclampScaleVolts ?? full, 1 << 20))
    header.powerWeight = UInt32((settings.powerWeight * 65_536).rounded())
    header.decay = UInt32(min((settings.decay * 0x1p32).rounded(), 0x1p32 - 1))
    header.shrink = UInt32((settings.shrink * 0x1p30).rounded())
    return header
  }

  /// What the task says, or as often as gives `parts` over the whole run.
  private func every(_ value: Int?, default parts: UInt64) -> UInt32 {
    if let value { return UInt32(value) }
    return UInt32(min(max(1, (trials + parts - 1) / parts), UInt64(UInt32.max)))
  }

  /// At most ``Limits/curvePoints`` over the run: a journal has its full size from the start.
  private func seldom(_ interval: UInt32) -> UInt32 {
    guard interval > 0 else { return 0 }
    let least = (trials + Limits.curvePoints - 1) / Limits.curvePoints
    return max(interval, UInt32(clamping: least))
  }

  private func raw(_ volts: Double, _ limit: Int32) -> UInt32 {
    UInt32(min(max(levels.raw(volts), 0), limit))
  }
}
