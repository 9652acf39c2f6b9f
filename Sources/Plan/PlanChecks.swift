/// Every check that stands between an image and its first use.
extension Plan {
  /// The most samples of contrast that one update may sum: samples per trial times batch size.
  public static var summandLimit: UInt64 { 1 << 19 }

  /// The most samples of one trajectory, nodes times samples per trial: 256 MiB of the engine's
  /// memory. Without it a small image could ask for any amount.
  public static var trajectoryLimit: UInt64 { 1 << 26 }

  /// The largest image that is read.
  public static var byteLimit: Int { 1 << 30 }

  func checkSettings() throws(PlanError) {
    try check(.nodeCount, header.nodeCount)
    try check(.samplesPerTrial, header.samplesPerTrial)
    try check(.readingsPerSample, header.readingsPerSample)
    try check(.batchSize, header.batchSize)
    try check(.selfTestTolerance, header.selfTestTolerance)
    try check(.decision, header.decision)
    try check(.rule, header.rule)
    try check(.nudge, header.nudge)
    // A side drawn at random is for boards whose free response serves as reference in a batch.
    guard isLayered || header.nudge != Nudge.eitherSide.rawValue else {
      throw .setting(.nudge, Int64(header.nudge))
    }
    try check(.evaluateTrain, header.evaluateTrain)
    try check(.alternates, header.alternates)
    try check(.storesStates, header.storesStates)
    try check(.order, header.order)
    try check(.updateProbability, header.updateProbability)
    try check(.hinge, header.hinge)
    try check(.hingeMargin, header.hingeMargin)
    try check(.overclampQuarters, header.overclampQuarters)
    try check(.overclampScale, header.overclampScale)
    try check(.powerWeight, header.powerWeight)
    try check(.push, header.push)
    try check(.wraps, header.wraps)
    try checkTwin()
    guard UInt64(header.nodeCount) &* UInt64(header.samplesPerTrial) <= Self.trajectoryLimit else {
      throw .setting(.samplesPerTrial, Int64(header.samplesPerTrial))
    }
    guard header.checkpointEvery % header.batchSize == 0 else {
      throw .setting(.checkpointEvery, Int64(header.checkpointEvery))
    }
    guard header.signThreshold >= 0 else { throw .setting(.signThreshold, header.signThreshold) }
    guard header.trials <= 1 << 48 else {
      throw .setting(.trials, Int64(truncatingIfNeeded: header.trials))
    }
  }

  /// Of a twin board's free trajectory no more is known than what has passed, and of its two copies
  /// one is free.
  private func checkTwin() throws(PlanError) {
    try check(.twin, header.twin)
    guard header.twin == 1 else { return }
    let decidesLate = header.hinge == 1 && header.samplesPerTrial > 1
    let isAlone = header.nudge == Nudge.oneSided.rawValue && header.selfTestEvery == 0
    guard isAlone, !decidesLate else { throw .setting(.twin, 1) }
  }

  private func check(_ setting: PlanSetting, _ value: UInt32) throws(PlanError) {
    guard setting.allowed.contains(value) else { throw .setting(setting, Int64(value)) }
  }

  /// Counts of different sections that must agree with each other.
  func checkCounts(_ envelope: PlanEnvelope) throws(PlanError) {
    let samples = UInt64(header.samplesPerTrial)
    guard sourceCount >= 1, sourceCount <= 65_535 else { throw .count(.sources, sourceCount) }
    guard outputCount >= 1, outputCount <= 65_535 else { throw .count(.outputs, outputCount) }
    guard clampCount >= 1, clampCount <= 65_535 else { throw .count(.clamps, clampCount) }
    guard elementCount >= 1, elementCount <= 1 << 24 else { throw .count(.elements, elementCount) }
    // Of a layered plan the images are the inputs.
    let listed: UInt64 = isLayered ? 0 : 1
    guard scheduleCount >= 1 else { throw .count(.schedule, scheduleCount) }
    guard trainCount >= 1 else { throw .count(.trainTargets, trainCount) }
    guard
      UInt64(envelope.count(.trainInputs)) == UInt64(trainCount) &* samples &* UInt64(sourceCount)
        &* listed
    else { throw .count(.trainInputs, envelope.count(.trainInputs)) }
    guard
      UInt64(envelope.count(.testInputs)) == UInt64(testCount) &* samples &* UInt64(sourceCount)
        &* listed
    else { throw .count(.testInputs, envelope.count(.testInputs)) }
    guard targetRowCount >= 1,
      UInt64(envelope.count(.targetRows))
        == UInt64(targetRowCount) &* samples &* UInt64(outputCount)
    else { throw .count(.targetRows, envelope.count(.targetRows)) }
    guard termCount == 0 || termCount == elementCount else { throw .count(.terms, termCount) }
    let weights = UInt64(sampleWeightCount)
    guard weights == 0 || weights == samples &* UInt64(outputCount) else {
      throw .count(.sampleWeights, sampleWeightCount)
    }
    if header.decision == Decision.largestOutput.rawValue, targetRowCount != outputCount {
      throw .count(.targetRows, envelope.count(.targetRows))
    }
    guard header.twin == 0 || wiringCount == 0 else { throw .count(.wiring, wiringCount) }
    let classes = header.decision == Decision.none.rawValue ? 0 : targetRowCount
    let channels = Int(header.nodeCount) + sourceCount + clampCount + elementCount
    let named = 2 + (isLayered ? 0 : channels) + classes
    guard nameCount == named else { throw .count(.names, nameCount) }
  }
}
