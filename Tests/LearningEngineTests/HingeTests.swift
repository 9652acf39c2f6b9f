import LearningEngine
import Plan
import PlanImage
import Testing

/// Whether a trial teaches, seen by whether it clamps.
@Suite struct HingeTests {
  private func nudges(_ draft: PlanDraft, _ response: [Int32]) throws -> Bool {
    let bench = try EngineBench(draft.named())
    let board = ScriptedBoard(constant: response)
    var handle = board
    _ = try bench.engine.runTrial(on: &handle)
    return !board.clampCalls.isEmpty
  }

  private func draft(_ decision: Decision, outputs: Int, margin: Int32) -> PlanDraft {
    var draft = PlanDraft.minimal(
      nodes: outputs + 1, outputNodes: Array(1...outputs), rateMantissa: 0)
    draft.header.decision = decision.rawValue
    draft.header.hinge = 1
    draft.header.hingeMargin = UInt32(margin)
    return draft
  }

  /// Taught unless the response lies on the right side of every mid-plane, by the margin or more.
  @Test func nearestTargetMeasuresTheDistanceToTheMidPlane() throws {
    var draws = Draws(5)
    var (taught, left, skipped) = (0, 0, 0)
    for _ in 0..<3_000 {
      let outputs = draws.integer(1...3)
      let rows = (0..<draws.integer(2...4)).map { _ in draws.samples(outputs) }
      let margin = draws.sample(0...0.3)
      let right = draws.integer(0...rows.count - 1)
      // About the right target, so that both verdicts are common.
      let response = rows[right].map {
        min(max($0 + draws.sample(-0.4...0.4), -fullScale), fullScale)
      }
      var draft = draft(.nearestTarget, outputs: outputs, margin: margin)
      draft.targetRows = rows.flatMap { $0 }
      draft.trainTargets = [UInt32(right)]
      let nearest =
        rows.indices.filter { $0 != right }.map {
          distanceToMidPlane(response, rows[right], rows[$0])
        }.min() ?? .infinity
      if abs(nearest - Double(margin)) < 1e-3 {
        skipped += 1
        continue
      }
      let wanted = nearest < Double(margin)
      if wanted { taught += 1 } else { left += 1 }
      #expect(try nudges(draft, [0] + response) == wanted)
    }
    #expect(taught > 500 && left > 500 && skipped < 10)
  }

  /// Positive on the side of `a`.
  private func distanceToMidPlane(_ x: [Int32], _ a: [Int32], _ b: [Int32]) -> Double {
    var (along, length) = (0.0, 0.0)
    for index in x.indices {
      let normal = Double(a[index]) - Double(b[index])
      along += (Double(x[index]) - (Double(a[index]) + Double(b[index])) / 2) * normal
      length += normal * normal
    }
    return along / length.squareRoot()
  }

  @Test func nearestTargetOnTheEdge() throws {
    // Targets 0 and 1000: the mid-plane is 500.
    var draft = draft(.nearestTarget, outputs: 1, margin: 0)
    draft.targetRows = [0, 1_000]
    #expect(try !nudges(draft, [0, 499]))
    #expect(try nudges(draft, [0, 500]))
    draft.header.hingeMargin = 100
    #expect(try !nudges(draft, [0, 400]))
    #expect(try nudges(draft, [0, 401]))
    // The farthest plane there can be, with the largest margin.
    draft.targetRows = [-2 << 20, 2 << 20]
    draft.header.hingeMargin = 1 << 21
    #expect(try nudges(draft, [0, -fullScale]))
    draft.header.hingeMargin = UInt32(fullScale)
    #expect(try !nudges(draft, [0, -fullScale]))
  }

  @Test func largestOutputMustWinByTheMargin() throws {
    var draws = Draws(6)
    for _ in 0..<2_000 {
      let response = draws.samples(3, -0.1...0.1)
      let right = draws.integer(0...2)
      let margin = draws.sample(0...0.1)
      var draft = draft(.largestOutput, outputs: 3, margin: margin)
      draft.targetRows = Array(repeating: 0, count: 9)
      draft.trainTargets = [UInt32(right)]
      let rival = response.indices.filter { $0 != right }.map { response[$0] }.max() ?? 0
      #expect(try nudges(draft, [0] + response) == (response[right] - rival <= margin))
    }
  }

  @Test func withoutADecisionTheLargestErrorCounts() throws {
    var draws = Draws(7)
    for _ in 0..<2_000 {
      let (response, target) = (draws.samples(2, -0.1...0.1), draws.samples(2, -0.1...0.1))
      let margin = draws.sample(0...0.2)
      var draft = draft(.none, outputs: 2, margin: margin)
      draft.targetRows = target
      let largest = zip(response, target).map { abs($0 - $1) }.max() ?? 0
      #expect(try nudges(draft, [0] + response) == (largest > margin))
    }
  }

  @Test func withoutHingeEveryTrialTeaches() throws {
    var draft = draft(.nearestTarget, outputs: 1, margin: 0)
    draft.header.hinge = 0
    draft.targetRows = [0, 1_000]
    #expect(try nudges(draft, [0, 0]))
  }
}
