internal import Foundation
internal import Plan
internal import PlanImage

/// Compiles a network without an analog part, a task and its pictures into a plan.
enum LayeredPlan {
  static func draft(
    _ network: LayeredDescription, _ task: ImageTask, _ images: (train: ImageSet, test: ImageSet)
  ) throws(Diagnostics) -> PlanDraft {
    var draft = PlanDraft()
    draft.header = header(network, task)
    let nodes = network.layers.reduce(0, +)
    let outputs = network.layers.last ?? 0
    draft.sources = (0..<network.layers[0]).map { PlanSource(node: UInt32($0)) }
    draft.clamps = (0..<outputs).map { UInt32(nodes - outputs + $0) }
    draft.outputs = draft.clamps.enumerated().map { PlanOutput(node: $1, clamp: UInt32($0)) }
    draft.layers = network.layers.enumerated().map { index, count in
      PlanLayer(
        nodeCount: UInt32(count), rate: UInt32((network.step * 8_192).rounded()),
        activation: index == 0 ? 0 : network.activation)
    }
    let largest = task.rates.max() ?? 0
    draft.blocks = network.blocks.indices.map { index in
      let (block, rate) = (network.blocks[index], task.rates[index])
      return PlanBlock(
        from: UInt16(block.from), to: UInt16(block.to),
        startReach: reach(network.layers[block.from] + network.layers[block.to]),
        weight: Int32((rate / largest * 0x1p30).rounded()), weightBits: UInt8(network.weightBits),
        weightScale: UInt8(network.weightScales[index]))
    }
    // alpha / (beta B); both sides of a symmetric nudge are 2 beta apart.
    let sides = task.nudge == .symmetric ? 2.0 : 1.0
    guard
      let rate = RateConversion(
        tapsPerContrast: largest / (task.beta * Double(task.batch) * sides)), rate.shift == 0
    else {
      throw Diagnostics([
        Diagnostic(
          file: task.file, message: "the largest rate divided by beta and batch is out of range",
          value: "\(largest)", allowed: "up to \(512 * task.beta * Double(task.batch))")
      ])
    }
    draft.schedule = [
      ScheduleStep(
        fromTrial: 0, eta: Int32((task.beta * 65_536).rounded()),
        settleMicroseconds: UInt32(task.freeSweeps), rateMantissa: rate.mantissa,
        rateShift: rate.shift)
    ]
    add(images, network, task, to: &draft)
    let one: Int32 = 1 << 20
    for row in 0..<task.classes {
      for output in 0..<task.classes { draft.targetRows.append(output == row ? one : 0) }
    }
    draft.names = [network.name, task.name] + (0..<task.classes).map { "\($0)" }
    return draft
  }

  private static func header(_ network: LayeredDescription, _ task: ImageTask) -> PlanHeader {
    var header = PlanHeader()
    header.seed = task.seed
    header.trials = task.trials
    header.nodeCount = UInt32(network.layers.reduce(0, +))
    header.batchSize = UInt32(task.batch)
    header.recordEvery = task.recordEvery
    header.evaluateEvery = task.evaluateEvery
    header.checkpointEvery = task.checkpointEvery
    header.decision = Decision.largestOutput.rawValue
    header.nudge = task.nudge.rawValue
    header.order = task.order.rawValue
    header.push = Push.force.rawValue
    header.alternates = network.alternates ? 1 : 0
    header.evaluateTrain = task.evaluatesTrain ? 1 : 0
    header.storesStates = task.storesStates ? 1 : 0
    header.nudgedSettleMicroseconds = UInt32(task.nudgedSweeps)
    return header
  }

  private static func add(
    _ images: (train: ImageSet, test: ImageSet), _ network: LayeredDescription, _ task: ImageTask,
    to draft: inout PlanDraft
  ) {
    let size = network.layers[0]
    let (learn, validate) = (task.learnCount, task.validationCount)
    draft.images = Array(images.train.pixels.prefix(learn * size))
    draft.images += images.test.pixels.prefix(task.testCount * size)
    draft.images += images.train.pixels[learn * size..<(learn + validate) * size]
    draft.trainTargets = images.train.labels.prefix(learn).map { UInt32($0) }
    draft.testTargets = images.test.labels.prefix(task.testCount).map { UInt32($0) }
    draft.validationTargets = images.train.labels.dropFirst(learn).prefix(validate)
      .map { UInt32($0) }
  }

  /// Uniform within +-sqrt(6 / (nodes of both layers)): Glorot and Bengio (2010).
  private static func reach(_ nodes: Int) -> Int32 {
    let reach = (6 / Double(nodes)).squareRoot() * 0x1p30
    let limit = 0x1p30 - 0x1p15
    return Int32(min(reach, limit))
  }
}
