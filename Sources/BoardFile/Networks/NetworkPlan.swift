internal import Foundation
public import PlanImage
public import SimulatedBoard

internal import Plan

/// Compiles a network that moves in time and a task into a plan.
public enum NetworkPlan {
  /// Why no plan comes of it.
  public struct Mistake: Error, CustomStringConvertible {
    public var description: String
  }

  public static func draft(
    _ model: NetworkModel, _ task: NetworkTask
  ) throws(Mistake) -> PlanDraft {
    guard let first = task.train.first, !first.targets.isEmpty else {
      throw Mistake(description: "the task has no example, or an example without samples")
    }
    let elements = model.dynamics.elements
    let samples = first.targets.count
    var draft = PlanDraft()
    draft.header = header(model, task, samples: samples)
    draft.sources = model.sources.map { PlanSource(node: UInt32($0.node)) }
    draft.clamps = model.clamps.map { UInt32($0.node) }
    draft.outputs = model.clamps.indices.map {
      PlanOutput(node: UInt32(model.clamps[$0].node), clamp: UInt32($0))
    }
    let starts = zip(model.dynamics.parameters, model.ranges).map { $1.tap(nearest: $0) }
    draft.elements = elements.indices.map { index in
      PlanElement(
        nodeA: UInt16(elements[index].to), nodeB: UInt16(elements[index].from), minimumTap: 0,
        maximumTap: Int32(model.ranges[index].taps - 1), startTap: Int32(starts[index]),
        direction: 1)
    }
    let rates = elements.indices.map { index in
      (task.rates[elements[index].term] ?? 0) * unit(elements[index].term, model.fullScale)
        / model.ranges[index].step / (task.eta * Double(samples))
    }
    let largest = rates.max() ?? 0
    guard largest > 0 else {
      throw Mistake(description: "every rate is 0: nothing would learn; allowed: above 0")
    }
    try checkRanges(model, elements)
    let microseconds = (task.interval * model.timeUnitMicroseconds).rounded()
    guard let settle = UInt32(exactly: microseconds) else {
      throw Mistake(
        description: "an interval of \(microseconds) microseconds cannot be; "
          + "allowed: up to \(UInt32.max)")
    }
    draft.terms = elements.indices.map { index in
      term(elements[index], model.ranges[index], model.fullScale, share: rates[index] / largest)
    }
    let sides = task.nudge == .symmetric ? 2.0 : 1.0
    guard let rate = RateConversion(tapsPerContrast: largest / sides),
      rate.fits(summands: samples * task.batch)
    else {
      throw Mistake(description: "the rate is out of the engine's range: \(largest)")
    }
    draft.schedule = [
      ScheduleStep(
        fromTrial: 0, eta: Int32((task.eta * 65_536).rounded()),
        settleMicroseconds: settle, rateMantissa: rate.mantissa, rateShift: rate.shift)
    ]
    draft.trainInputs = inputs(task.train, model)
    draft.testInputs = inputs(task.test, model)
    draft.trainTargets = task.train.indices.map { UInt32($0) }
    draft.testTargets = task.test.indices.map { UInt32(task.train.count + $0) }
    draft.targetRows = (task.train + task.test).flatMap { example in
      example.targets.flatMap { $0.map { raw($0 / model.fullScale, wraps: model.wraps) } }
    }
    draft.sampleWeights = task.weights.flatMap { $0.map { UInt32(($0 * 65_536).rounded()) } }
    draft.names = names(model, task, elements)
    return draft
  }

  private static func header(
    _ model: NetworkModel, _ task: NetworkTask, samples: Int
  ) -> PlanHeader {
    var header = PlanHeader()
    header.seed = task.seed
    header.trials = task.trials
    header.nodeCount = UInt32(model.probeCount)
    header.samplesPerTrial = UInt32(samples)
    header.batchSize = UInt32(task.batch)
    header.recordEvery = task.recordEvery
    header.evaluateEvery = task.evaluateEvery
    header.nudge = task.nudge.rawValue
    header.order = task.order.rawValue
    header.push = (model.clamps.first?.isPush == true ? Push.force : .position).rawValue
    header.twin = model.twin == nil ? 0 : 1
    header.wraps = model.wraps ? 1 : 0
    header.decay = UInt32(min((task.decay * 0x1p32).rounded(), 0x1p32 - 1))
    header.shrink = UInt32((task.shrink * 0x1p30).rounded())
    return header
  }

  /// A contrast of one full scale squared in the network's units: what the term leaves out.
  private static func unit(_ term: LocalTerm, _ full: Double) -> Double {
    switch term {
    case .linear, .synapse, .leak: full * full
    case .sine, .bias, .speed: full
    case .interaction: full * full * full
    // Both are given as a sixteenth.
    case .halfSaturation: 16 * full
    case .inhibition: 16 * full * full
    }
  }

  /// V and K of a channel, in full scales, and I, in their inverse, are what the engine computes
  /// with: within 64.
  private static func checkRanges(
    _ model: NetworkModel, _ elements: [NetworkElement]
  ) throws(Mistake) {
    for (element, range) in zip(elements, model.ranges) {
      let perUnit = perUnit(element.term, model.fullScale)
      let reach = max(abs(range.low), abs(range.high)) * perUnit
      guard reach <= 64 else {
        throw Mistake(
          description: "\(element.term) reaches \(max(abs(range.low), abs(range.high))); "
            + "allowed: up to \(64 / perUnit) with a full scale of \(model.fullScale)")
      }
    }
  }

  /// From an element's unit to the engine's; 0 for those that it does not compute with.
  private static func perUnit(_ term: LocalTerm, _ full: Double) -> Double {
    switch term {
    case .speed, .halfSaturation: 1 / full
    case .inhibition: full
    default: 0
    }
  }

  private static func term(
    _ element: NetworkElement, _ range: ParameterRange, _ full: Double, share: Double
  ) -> PlanTerm {
    let perUnit = perUnit(element.term, full)
    return PlanTerm(
      element.term, nodeC: UInt16(element.third), isReciprocal: element.isReciprocal,
      restTap: Int32(range.tap(nearest: 0)), weight: Int32((share * 0x1p30).rounded()),
      offset: Int64((range.low * perUnit * 0x1p20).rounded()),
      scale: Int64((range.step * perUnit * 0x1p52).rounded()))
  }

  private static func inputs(
    _ examples: [NetworkTask.Example], _ model: NetworkModel
  ) -> [Int32] {
    examples.flatMap { example in
      example.inputs.flatMap { row in
        zip(row, model.sources).map { raw($0 / $1.scale, wraps: model.wraps && !$1.isPush) }
      }
    }
  }

  /// Not a number: nothing is wanted here.
  private static func raw(_ fraction: Double, wraps: Bool) -> Int32 {
    if fraction.isNaN { return Plan.released }
    let place = wraps ? remainder(fraction, 2) : fraction
    return Int32(min(max((place * 0x1p20).rounded(.toNearestOrEven), -0x1p21), 0x1p21))
  }

  private static func names(
    _ model: NetworkModel, _ task: NetworkTask, _ elements: [NetworkElement]
  ) -> [String] {
    let nodes =
      model.nodeNames.isEmpty
      ? (0..<model.dynamics.nodeCount).map { "n\($0)" } : model.nodeNames
    let probes = nodes + (model.dynamics.hasActivations ? nodes.map { $0 + ".s" } : [])
    return [model.name, task.name] + probes + model.sources.map { "in-" + nodes[$0.node] }
      + model.clamps.map { "out-" + nodes[$0.node] }
      + elements.map { "\($0.term)-\(nodes[$0.from])-\(nodes[$0.to])" }
  }
}
