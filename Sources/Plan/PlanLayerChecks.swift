import DigitalNetwork

/// The checks of plans with layers: shape, and the settings that a digital board knows.
extension Plan {
  /// The most that the stored states of all examples take: 1 GiB of the board's memory.
  static var stateByteLimit: UInt64 { 1 << 30 }

  func checkLayers(_ envelope: PlanEnvelope) throws(PlanError) {
    let images = UInt64(envelope.count(.images))
    guard isLayered else {
      guard blockCount == 0 else { throw .count(.blocks, blockCount) }
      guard images == 0 else { throw .count(.images, envelope.count(.images)) }
      guard header.alternates == 0 else { throw .setting(.alternates, 1) }
      guard header.storesStates == 0 else { throw .setting(.storesStates, 1) }
      guard validationCount == 0 else { throw .count(.validationTargets, validationCount) }
      return
    }
    try checkShape()
    try checkLayeredSettings()
    guard elementEntryCount == 0 else { throw .count(.elements, elementEntryCount) }
    guard termCount == 0 else { throw .count(.terms, termCount) }
    guard sampleWeightCount == 0 else { throw .count(.sampleWeights, sampleWeightCount) }
    guard wiringCount == 0 else { throw .count(.wiring, wiringCount) }
    guard images == UInt64(allExampleCount) &* UInt64(sourceCount) else {
      throw .count(.images, envelope.count(.images))
    }
    try checkStates()
    try checkEnds()
    for index in 0..<validationCount
    where unsafe validationTargets[index] >= UInt32(targetRowCount) {
      throw .entry(.validationTarget, index, Int64(unsafe validationTargets[index]))
    }
  }

  /// What `DigitalShape` asks of layers and blocks, and weights within what a tap can hold.
  private func checkShape() throws(PlanError) {
    guard layerCount <= DigitalShape.layerLimit else { throw .count(.layers, layerCount) }
    guard blockCount <= DigitalShape.blockLimit else { throw .count(.blocks, blockCount) }
    do throws(DigitalShapeError) {
      try withShape { (layers, blocks) throws(DigitalShapeError) in
        try DigitalShape.check(layers, blocks)
      }
    } catch {
      switch error {
      case .layerCount: throw .count(.layers, layerCount)
      case .blockCount: throw .count(.blocks, blockCount)
      case .nodeCount(let index, _), .fanIn(let index, _):
        throw .entry(.layerNodeCount, index, Int64(layer(index).nodeCount))
      case .rate(let index, _): throw .entry(.layerRate, index, Int64(layer(index).rate))
      case .block(let index): throw blockError(index)
      }
    }
    for index in 0..<layerCount where layer(index).activation > 2 {
      throw .entry(.layerActivation, index, Int64(layer(index).activation))
    }
    for index in 0..<blockCount {
      let block = block(index)
      guard block.startReach >= 0, block.startReach < 1 << 30 else {
        throw .entry(.blockStartReach, index, Int64(block.startReach))
      }
      guard block.weight >= 0, block.weight <= 1 << 30 else {
        throw .entry(.blockWeight, index, Int64(block.weight))
      }
    }
    var nodes: UInt32 = 0
    for index in 0..<layerCount { nodes &+= layer(index).nodeCount }
    guard nodes == header.nodeCount else { throw .setting(.nodeCount, Int64(header.nodeCount)) }
  }

  /// Which field of a block makes it impossible.
  private func blockError(_ index: Int) -> PlanError {
    let block = block(index)
    guard block.from <= block.to, block.to > 0, Int(block.to) < layerCount else {
      return .entry(.blockTo, index, Int64(block.to))
    }
    return (2...16).contains(block.weightBits)
      ? .entry(.blockWeightScale, index, Int64(block.weightScale))
      : .entry(.blockWeightBits, index, Int64(block.weightBits))
  }

  private func checkLayeredSettings() throws(PlanError) {
    try check(.samplesPerTrial, header.samplesPerTrial, is: 1)
    try check(.readingsPerSample, header.readingsPerSample, is: 1)
    try check(.selfTestEvery, header.selfTestEvery, is: 0)
    try check(.rule, header.rule, is: Rule.proportional.rawValue)
    try check(.updateProbability, header.updateProbability, is: 256)
    try check(.hinge, header.hinge, is: 0)
    try check(.overclampQuarters, header.overclampQuarters, is: 4)
    try check(.powerWeight, header.powerWeight, is: 0)
    try check(.decay, header.decay, is: 0)
    try check(.push, header.push, is: Push.force.rawValue)
    try check(.wraps, header.wraps, is: 0)
    try check(.shrink, header.shrink, is: 0)
    try check(.twin, header.twin, is: 0)
    // A batch's answers wait for its trials; an evaluation would write over them.
    guard header.evaluateEvery % header.batchSize == 0 else {
      throw .setting(.evaluateEvery, Int64(header.evaluateEvery))
    }
    guard header.batchSize <= UInt32(DigitalElements.batchLimit) else {
      throw .setting(.batchSize, Int64(header.batchSize))
    }
  }

  /// Stored states need a place each, and in a batch no example twice.
  private func checkStates() throws(PlanError) {
    guard header.storesStates == 1 else { return }
    let bytes = withShape { layers, _ in DigitalStates.byteCount(layers, examples: 1) }
    guard trainCount % Int(header.batchSize) == 0,
      UInt64(allExampleCount) &* UInt64(bytes) <= Self.stateByteLimit
    else { throw .setting(.storesStates, 1) }
  }

  private func check(
    _ setting: PlanSetting, _ value: UInt32, is only: UInt32
  ) throws(PlanError) {
    guard value == only else { throw .setting(setting, Int64(value)) }
  }

  /// Sources drive the first layer in order, clamps and outputs are the last.
  private func checkEnds() throws(PlanError) {
    guard sourceCount == Int(layer(0).nodeCount) else { throw .count(.sources, sourceCount) }
    let last = Int(layer(layerCount - 1).nodeCount)
    guard outputCount == last else { throw .count(.outputs, outputCount) }
    guard clampCount == last else { throw .count(.clamps, clampCount) }
    for index in 0..<sourceCount where source(index).node != UInt32(index) {
      throw .entry(.sourceNode, index, Int64(source(index).node))
    }
    for index in 0..<last {
      let output = output(index)
      guard output.node == header.nodeCount - UInt32(last - index) else {
        throw .entry(.outputNode, index, Int64(output.node))
      }
      guard output.clamp == UInt32(index), output.minusClamp == PlanOutput.none else {
        throw .entry(.outputClamp, index, Int64(output.clamp))
      }
    }
  }
}
