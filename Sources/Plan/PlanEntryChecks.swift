/// The checks of every section's entries: each index, once, so that nobody asks again.
extension Plan {
  func checkEntries() throws(PlanError) {
    for index in 0..<sourceCount {
      let source = source(index)
      try checkNode(source.node, .sourceNode, index)
      try checkLevel(source.safeLevel, .sourceSafeLevel, index)
    }
    for index in 0..<clampCount { try checkNode(clampNode(index), .clampNode, index) }
    for index in 0..<outputCount { try checkOutput(index) }
    for index in 0..<elementEntryCount { try checkElement(index) }
    try checkExamples()
    try checkNames()
  }

  private func checkNode(
    _ node: UInt32, _ field: PlanEntryField, _ index: Int
  ) throws(PlanError) {
    guard node < header.nodeCount else { throw .entry(field, index, Int64(node)) }
  }

  /// An output's clamps must hold the output's nodes.
  private func checkOutput(_ index: Int) throws(PlanError) {
    let output = output(index)
    try checkNode(output.node, .outputNode, index)
    guard output.clamp < UInt32(clampCount), clampNode(Int(output.clamp)) == output.node else {
      throw .entry(.outputClamp, index, Int64(output.clamp))
    }
    if output.minusNode == PlanOutput.none, output.minusClamp == PlanOutput.none { return }
    try checkNode(output.minusNode, .outputMinusNode, index)
    guard output.minusClamp < UInt32(clampCount),
      clampNode(Int(output.minusClamp)) == output.minusNode
    else { throw .entry(.outputMinusClamp, index, Int64(output.minusClamp)) }
  }

  private func checkElement(_ index: Int) throws(PlanError) {
    let element = element(index)
    try checkNode(UInt32(element.nodeA), .elementNodeA, index)
    try checkNode(UInt32(element.nodeB), .elementNodeB, index)
    guard element.minimumTap >= 0, element.minimumTap <= element.maximumTap else {
      throw .entry(.elementMinimumTap, index, Int64(element.minimumTap))
    }
    guard element.maximumTap <= 1 << 24 else {
      throw .entry(.elementMaximumTap, index, Int64(element.maximumTap))
    }
    guard element.minimumTap <= element.startTap, element.startTap <= element.maximumTap else {
      throw .entry(.elementStartTap, index, Int64(element.startTap))
    }
    guard element.direction == 1 || element.direction == -1 else {
      throw .entry(.elementDirection, index, element.direction)
    }
  }

  private func checkExamples() throws(PlanError) {
    for index in 0..<trainCount where unsafe trainTargets[index] >= UInt32(targetRowCount) {
      throw .entry(.trainTarget, index, Int64(unsafe trainTargets[index]))
    }
    for index in 0..<testCount where unsafe testTargets[index] >= UInt32(targetRowCount) {
      throw .entry(.testTarget, index, Int64(unsafe testTargets[index]))
    }
    let samples = Int(header.samplesPerTrial)
    let inputs = isLayered ? 0 : samples * sourceCount
    unsafe try checkLevels(trainInputs, trainCount * inputs, .trainInput)
    unsafe try checkLevels(testInputs, testCount * inputs, .testInput)
    unsafe try checkLevels(targetRows, targetRowCount * samples * outputCount, .targetLevel)
  }

  private func checkLevels(
    _ levels: UnsafePointer<Int32>, _ count: Int, _ field: PlanEntryField
  ) throws(PlanError) {
    for index in 0..<count { try checkLevel(unsafe levels[index], field, index) }
  }

  /// Levels lie within two full scales: a difference of outputs spans twice the range of one. With
  /// local terms a level may also be the one that lets go.
  private func checkLevel(
    _ level: Int32, _ field: PlanEntryField, _ index: Int
  ) throws(PlanError) {
    if termCount > 0, level == Plan.released { return }
    if level < -(1 << 21) || level > 1 << 21 { throw .entry(field, index, Int64(level)) }
  }

  /// Names stand behind each other, so that all of them together are no longer than the text.
  private func checkNames() throws(PlanError) {
    var free: UInt64 = 0
    for index in 0..<nameCount {
      let name = unsafe names[index]
      guard UInt64(name.offset) >= free, UInt64(name.offset) <= UInt64(textCount) else {
        throw .entry(.nameOffset, index, Int64(name.offset))
      }
      free = UInt64(name.offset) &+ UInt64(name.length)
      guard free <= UInt64(textCount) else {
        throw .entry(.nameLength, index, Int64(name.length))
      }
    }
  }
}
