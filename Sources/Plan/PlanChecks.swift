/// Every check that stands between an image and its first use.
extension Plan {
  /// The most samples of contrast that one update may sum: samples per trial times batch size.
  public static var summandLimit: UInt64 { 1 << 19 }

  func checkSettings() throws(PlanError) {
    try check(.nodeCount, header.nodeCount)
    try check(.samplesPerTrial, header.samplesPerTrial)
    try check(.readingsPerSample, header.readingsPerSample)
    try check(.batchSize, header.batchSize)
    try check(.selfTestTolerance, header.selfTestTolerance)
    try check(.decision, header.decision)
    try check(.rule, header.rule)
    try check(.nudge, header.nudge)
    try check(.order, header.order)
    try check(.updateProbability, header.updateProbability)
    try check(.hinge, header.hinge)
    try check(.hingeMargin, header.hingeMargin)
    try check(.overclampQuarters, header.overclampQuarters)
    try check(.overclampScale, header.overclampScale)
    try check(.powerWeight, header.powerWeight)
    guard header.checkpointEvery % header.batchSize == 0 else {
      throw .setting(.checkpointEvery, Int64(header.checkpointEvery))
    }
    guard header.signThreshold >= 0 else { throw .setting(.signThreshold, header.signThreshold) }
    guard header.trials <= 1 << 48 else {
      throw .setting(.trials, Int64(truncatingIfNeeded: header.trials))
    }
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
    guard scheduleCount >= 1 else { throw .count(.schedule, scheduleCount) }
    guard trainCount >= 1 else { throw .count(.trainTargets, trainCount) }
    guard
      UInt64(envelope.count(.trainInputs)) == UInt64(trainCount) &* samples &* UInt64(sourceCount)
    else { throw .count(.trainInputs, envelope.count(.trainInputs)) }
    guard
      UInt64(envelope.count(.testInputs)) == UInt64(testCount) &* samples &* UInt64(sourceCount)
    else { throw .count(.testInputs, envelope.count(.testInputs)) }
    guard targetRowCount >= 1,
      UInt64(envelope.count(.targetRows))
        == UInt64(targetRowCount) &* samples &* UInt64(outputCount)
    else { throw .count(.targetRows, envelope.count(.targetRows)) }
    if header.decision == Decision.largestOutput.rawValue, targetRowCount != outputCount {
      throw .count(.targetRows, targetRowCount)
    }
    let classes = header.decision == Decision.none.rawValue ? 0 : targetRowCount
    let named = 2 + Int(header.nodeCount) + sourceCount + clampCount + elementCount + classes
    guard nameCount == named else { throw .count(.names, nameCount) }
  }

  /// Every index, once, so that nobody asks again.
  func checkEntries(textCount: Int) throws(PlanError) {
    let nodes = header.nodeCount
    for index in 0..<sourceCount where source(index).node >= nodes {
      throw .entry(.sources, index, Int64(source(index).node))
    }
    for index in 0..<clampCount where clampNode(index) >= nodes {
      throw .entry(.clamps, index, Int64(clampNode(index)))
    }
    for index in 0..<outputCount {
      let output = output(index)
      guard output.node < nodes, output.clamp < UInt32(clampCount),
        clampNode(Int(output.clamp)) == output.node
      else { throw .entry(.outputs, index, Int64(output.node)) }
      if output.minusNode == PlanOutput.none, output.minusClamp == PlanOutput.none { continue }
      guard output.minusNode < nodes, output.minusClamp < UInt32(clampCount),
        clampNode(Int(output.minusClamp)) == output.minusNode
      else { throw .entry(.outputs, index, Int64(output.minusNode)) }
    }
    for index in 0..<elementCount {
      let element = element(index)
      guard UInt32(element.nodeA) < nodes, UInt32(element.nodeB) < nodes,
        element.minimumTap >= 0, element.maximumTap <= 1 << 24,
        element.minimumTap <= element.startTap, element.startTap <= element.maximumTap,
        element.direction == 1 || element.direction == -1
      else { throw .entry(.elements, index, Int64(element.startTap)) }
    }
    try checkExamples()
    for index in 0..<nameCount {
      let name = unsafe names[index]
      guard UInt64(name.offset) + UInt64(name.length) <= UInt64(textCount) else {
        throw .entry(.names, index, Int64(name.offset))
      }
    }
  }

  private func checkExamples() throws(PlanError) {
    for index in 0..<trainCount where unsafe trainTargets[index] >= UInt32(targetRowCount) {
      throw .entry(.trainTargets, index, Int64(unsafe trainTargets[index]))
    }
    for index in 0..<testCount where unsafe testTargets[index] >= UInt32(targetRowCount) {
      throw .entry(.testTargets, index, Int64(unsafe testTargets[index]))
    }
    let samples = Int(header.samplesPerTrial)
    unsafe try checkLevels(trainInputs, trainCount * samples * sourceCount, .trainInputs)
    unsafe try checkLevels(testInputs, testCount * samples * sourceCount, .testInputs)
    unsafe try checkLevels(targetRows, targetRowCount * samples * outputCount, .targetRows)
  }

  /// Levels lie within two full scales: a difference of outputs spans twice the range of one.
  private func checkLevels(
    _ levels: UnsafePointer<Int32>, _ count: Int, _ kind: PlanSection.Kind
  ) throws(PlanError) {
    for index in 0..<count {
      let level = unsafe levels[index]
      if level < -(1 << 21) || level > 1 << 21 { throw .entry(kind, index, Int64(level)) }
    }
  }
}

extension PlanError {
  static func setting(_ setting: PlanSetting, _ value: Int64) -> PlanError {
    PlanError(.badSetting, place: UInt64(setting.rawValue), value: value)
  }

  static func count(_ kind: PlanSection.Kind, _ value: Int) -> PlanError {
    PlanError(.badSection, place: UInt64(kind.rawValue), value: Int64(value))
  }

  static func entry(_ kind: PlanSection.Kind, _ index: Int, _ value: Int64) -> PlanError {
    PlanError(.badEntry, place: UInt64(kind.rawValue) << 32 | UInt64(index), value: value)
  }
}
