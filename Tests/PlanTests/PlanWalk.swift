import Plan

/// Uses an accepted plan as the engine does: whole ranges of every accessor, with what the engine
/// takes for granted. Returns what is wrong; nil where nothing is.
func walk(_ plan: Plan, in image: UnsafeRawBufferPointer) -> String? {
  guard let base = image.baseAddress else { return "no image" }
  let end = unsafe base + image.count
  let nodes = UInt32(plan.nodeCount)
  for index in 0..<plan.sourceCount where plan.source(index).node >= nodes { return "source" }
  for index in 0..<plan.clampCount where plan.clampNode(index) >= nodes { return "clamp" }
  for index in 0..<plan.outputCount {
    let output = plan.output(index)
    guard output.node < nodes, Int(output.clamp) < plan.clampCount else { return "output" }
    if output.minusNode != PlanOutput.none {
      guard output.minusNode < nodes, Int(output.minusClamp) < plan.clampCount else {
        return "difference"
      }
    }
  }
  for index in 0..<(plan.isLayered ? 0 : plan.elementCount) {
    let element = plan.element(index)
    guard element.nodeA < nodes, element.nodeB < nodes, element.minimumTap <= element.startTap,
      element.startTap <= element.maximumTap, abs(element.direction) == 1
    else { return "element" }
  }
  for index in 0..<plan.scheduleCount {
    let step = plan.step(index)
    guard step.rateShift <= 19, step.eta > 0, Int64(exactly: step.rateMantissa) != nil else {
      return "step"
    }
  }
  for set in [Plan.ExampleSet.train, .test, .validation] {
    for example in 0..<plan.exampleCount(set) {
      guard plan.targetRow(set, example) < plan.targetRowCount else { return "target row" }
      if plan.isLayered {
        let pixels = unsafe UnsafeRawPointer(plan.pixels(set, example))
        guard unsafe pixels >= base, unsafe pixels + plan.sourceCount <= end else {
          return "pixels"
        }
        continue
      }
      for t in 0..<plan.samplesPerTrial {
        let levels = unsafe UnsafeRawPointer(plan.inputs(set, example, at: t))
        guard unsafe levels >= base, unsafe levels + plan.sourceCount * 4 <= end else {
          return "inputs"
        }
        for source in 0..<plan.sourceCount
        where unsafe isOutside(plan.inputs(set, example, at: t)[source], plan) { return "input" }
      }
    }
  }
  for row in 0..<plan.targetRowCount {
    for t in 0..<plan.samplesPerTrial {
      for output in 0..<plan.outputCount
      where isOutside(plan.target(row: row, output: output, at: t), plan) { return "target" }
    }
  }
  if plan.isLayered, let wrong = walkLayers(plan) { return wrong }
  for index in 0..<plan.termCount {
    let term = plan.term(index)
    guard LocalTerm(rawValue: term.kind) != nil, UInt32(term.nodeC) < nodes,
      term.value(tap: plan.element(index).maximumTap).magnitude <= 1 << 26
    else { return "term" }
  }
  for t in 0..<plan.samplesPerTrial {
    for output in 0..<plan.outputCount where plan.weight(output: output, at: t) > 1 << 16 {
      return "weight"
    }
  }
  let wiring = unsafe plan.wiring
  if unsafe !wiring.isEmpty {
    guard let start = wiring.baseAddress, unsafe start >= base, unsafe start + wiring.count <= end,
      UInt(bitPattern: start) & 7 == 0
    else { return "wiring" }
  }
  return unsafe walkNames(plan, in: image)
}

/// With local terms a level may also be the one that lets go.
private func isOutside(_ level: Int32, _ plan: Plan) -> Bool {
  level.magnitude > 1 << 21 && (plan.termCount == 0 || level != Plan.released)
}

/// Blocks join layers that are there, and their elements are those that are counted.
private func walkLayers(_ plan: Plan) -> String? {
  var (nodes, elements) = (0, 0)
  for index in 0..<plan.layerCount {
    nodes += Int(plan.layer(index).nodeCount)
    if index > 0 { elements += Int(plan.layer(index).nodeCount) }
  }
  for index in 0..<plan.blockCount {
    let block = plan.block(index)
    guard block.from <= block.to, Int(block.to) < plan.layerCount, block.startReach >= 0 else {
      return "block"
    }
    elements += plan.weightCount(block: index)
  }
  return nodes == plan.nodeCount && elements == plan.elementCount ? nil : "layers"
}

private func walkNames(_ plan: Plan, in image: UnsafeRawBufferPointer) -> String? {
  let classes = plan.header.decision == 0 ? 0 : plan.targetRowCount
  let all: [Plan.Named] =
    [.board, .task] + (0..<plan.nodeCount).map { .node($0) }
    + (0..<plan.sourceCount).map { .source($0) } + (0..<plan.clampCount).map { .clamp($0) }
    + (0..<plan.elementCount).map { .element($0) } + (0..<classes).map { .class($0) }
  var bytes = 0
  for named in all {
    let name = unsafe plan.name(named)
    if unsafe name.isEmpty { continue }
    guard let start = name.baseAddress, let base = image.baseAddress,
      unsafe start >= base, unsafe start + name.count <= base + image.count
    else { return "name" }
    bytes += unsafe name.reduce(0) { $0 &+ Int($1) } >= 0 ? name.count : 0
  }
  return bytes <= plan.textCount ? nil : "names overlap"
}
