import FixedPoint
import Foundation
import Plan
import PlanImage

/// Full scale, raw.
let fullScale: Int32 = 1 << 20

extension PlanDraft {
  /// A plan without elements' edges of its own: `nodes` nodes, sources on the first ones, one
  /// clamped output on each of `outputNodes`, one example with all inputs 0 and all targets 0, one
  /// step.
  static func minimal(
    nodes: Int, sources: Int = 1, outputNodes: [Int], eta: Int32 = 1 << 15,
    settleMicroseconds: UInt32 = 7, rateMantissa: UInt64 = 1 << 54, rateShift: UInt32 = 0
  ) -> PlanDraft {
    var draft = PlanDraft()
    draft.header.nodeCount = UInt32(nodes)
    draft.header.trials = 1 << 20
    draft.sources = (0..<sources).map { PlanSource(node: UInt32($0)) }
    draft.clamps = outputNodes.map { UInt32($0) }
    draft.outputs = outputNodes.indices.map {
      PlanOutput(node: UInt32(outputNodes[$0]), clamp: UInt32($0))
    }
    draft.elements = [.between(0, outputNodes[0])]
    draft.schedule = [
      ScheduleStep(
        fromTrial: 0, eta: eta, settleMicroseconds: settleMicroseconds,
        rateMantissa: rateMantissa, rateShift: rateShift)
    ]
    draft.trainInputs = Array(repeating: 0, count: sources)
    draft.trainTargets = [0]
    draft.targetRows = Array(repeating: 0, count: outputNodes.count)
    return draft.named()
  }

  /// With as many names, all empty, as the sections ask for.
  func named() -> PlanDraft {
    var draft = self
    let row = outputs.count * Int(header.samplesPerTrial)
    let classes = header.decision == Decision.none.rawValue ? 0 : targetRows.count / max(row, 1)
    let count =
      2 + Int(header.nodeCount) + sources.count + clamps.count + elements.count + classes
    draft.names = Array(repeating: "", count: count)
    return draft
  }
}

extension PlanElement {
  static func between(
    _ a: Int, _ b: Int, taps: ClosedRange<Int32> = 0...1023, start: Int32 = 512,
    direction: Int64 = 1
  ) -> PlanElement {
    PlanElement(
      nodeA: UInt16(a), nodeB: UInt16(b), minimumTap: taps.lowerBound,
      maximumTap: taps.upperBound, startTap: start, direction: direction)
  }
}

/// Reproducible draws for tests.
struct Draws {
  private var generator: RandomGenerator

  init(_ seed: UInt64) { generator = RandomGenerator(seed: seed, stream: 77) }

  mutating func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(uniform() * Double(range.count))
  }

  /// A raw sample within the given part of full scale.
  mutating func sample(_ range: ClosedRange<Double> = -1...1) -> Int32 {
    let value = range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
    return Int32((value * 0x1p20).rounded())
  }

  mutating func samples(_ count: Int, _ range: ClosedRange<Double> = -1...1) -> [Int32] {
    (0..<count).map { _ in sample(range) }
  }
}
