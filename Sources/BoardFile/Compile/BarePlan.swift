internal import FixedPoint
internal import Plan
internal import PlanImage

extension BoardDescription {
  /// A plan that learns nothing, with all of the board's channels: what drives a board of chips
  /// needs one, and calibration has no task.
  ///
  /// Nil where the board has no clamp or no element, without which there is no plan.
  public func barePlan() -> [UInt8]? {
    guard !model.clamps.isEmpty, !model.elements.isEmpty else { return nil }
    let levels = LevelConverter(fullScaleVolts: model.fullScaleVolts)
    var draft = PlanDraft()
    draft.header.nodeCount = UInt32(model.nodes.count)
    draft.header.fullScaleMicrovolts = UInt32(min((model.fullScaleVolts * 1e6).rounded(), 4e9))
    draft.header.readingsPerSample = 1
    draft.header.samplesPerTrial = 1
    draft.header.batchSize = 1
    draft.header.updateProbability = 256
    draft.header.overclampScale = 1
    draft.sources = zip(model.sources, safeVolts).map {
      PlanSource(node: UInt32($0.node), safeLevel: levels.raw($1))
    }
    draft.clamps = model.clamps.map { UInt32($0.node) }
    draft.outputs = model.clamps.indices.map {
      PlanOutput(node: UInt32(model.clamps[$0].node), clamp: UInt32($0))
    }
    draft.elements = model.elements.map(PlanCompiler.planElement)
    draft.schedule = [
      ScheduleStep(
        fromTrial: 0, eta: 65_536, settleMicroseconds: 0, rateMantissa: 0, rateShift: 0)
    ]
    draft.trainInputs = model.sources.map { _ in 0 }
    draft.trainTargets = [0]
    draft.targetRows = draft.outputs.map { _ in 0 }
    draft.names =
      [model.name, "calibration"] + nodes.names + sources.names + clamps.names + elements.names
    draft.wiring = hardware.map {
      WiringMaker.wiring(of: $0, board: self, clamps: Array(model.clamps.indices))
    }
    // A step response is looked at before the nodes are where their sources want them.
    draft.wiring?.header.watchTolerance = 0
    return draft.image()
  }
}
