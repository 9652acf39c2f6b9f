import FixedPoint
import Plan
import PlanImage
import Testing

/// The worst that any board can do to an accumulator, in exact 128-bit arithmetic.
@Suite struct AccumulatorTests {
  /// One sample's contrast: the largest difference of squares of drops, and the whole power term.
  private var worstContrast: Int128 {
    let one: Int128 = 1 << 20
    let drop = one - -one
    return drop * drop + (drop * drop * 65_536) >> 16
  }

  private func draft(samples: Int, batch: Int, shift: UInt32) -> PlanDraft {
    var draft = PlanDraft()
    draft.header.nodeCount = 1
    draft.header.samplesPerTrial = UInt32(samples)
    draft.header.batchSize = UInt32(batch)
    draft.header.powerWeight = 65_536
    draft.header.decay = .max
    draft.header.shrink = .max
    draft.sources = [PlanSource(node: 0)]
    draft.clamps = [0]
    draft.outputs = [PlanOutput(node: 0, clamp: 0)]
    draft.elements = [
      PlanElement(nodeA: 0, nodeB: 0, minimumTap: 0, maximumTap: 1, startTap: 0, direction: 1)
    ]
    draft.schedule = [
      ScheduleStep(
        fromTrial: 0, eta: 1, settleMicroseconds: 0, rateMantissa: UInt64(Int64.max),
        rateShift: shift)
    ]
    draft.trainInputs = Array(repeating: 0, count: samples)
    draft.trainTargets = [0]
    draft.targetRows = Array(repeating: 0, count: samples)
    draft.names = Array(repeating: "", count: 6)
    return draft
  }

  /// Log-uniform, so that small and large counts are as likely.
  private func draw(upTo limit: Int, _ random: inout RandomGenerator) -> Int {
    let bits = 64 - UInt64(limit).leadingZeroBitCount
    let below = UInt32(1) << random.next(below: UInt32(bits) + 1)
    return min(limit, 1 + Int(random.next(below: below)))
  }

  @Test func noAllowedPlanOverflows() {
    var random = RandomGenerator(seed: 62)
    for _ in 0..<300 {
      let samples = draw(upTo: 65_535, &random)
      let batch = draw(upTo: (1 << 19) / samples, &random)
      let limit = Plan.shiftLimit(summands: UInt64(samples * batch))
      let sum = worstContrast * Int128(samples) * Int128(batch)
      let shifted = sum << Int128(limit)
      #expect(shifted <= Int128(1) << 62)
      // The limit is not stricter than it must be (19 is the largest shift that there is).
      #expect(limit == 19 || shifted * 2 > Int128(1) << 62)
      let change = (shifted * Int128(Int64.max)) >> 64
      let decay = (Int128(1 << 24) * Int128(UInt32.max)) >> 2
      #expect(change + decay + Int128(UInt32.max) + (1 << 30) <= Int128(Int64.max))

      #expect(ImageEditor(draft(samples: samples, batch: batch, shift: limit)).refusal == nil)
      #expect(
        ImageEditor(draft(samples: samples, batch: batch, shift: limit + 1)).refusal
          == PlanError(
            .accumulatorTooNarrow, place: 16 << 48 | 5 << 32, value: Int64(limit) + 1))
    }
  }

  @Test func moreSummandsThanAnyShiftAllowsAreRefused() {
    #expect(worstContrast * Int128(1 << 19) == Int128(1) << 62)
    for (samples, batch) in [(1, 1 << 19), (65_535, 8), (3, 174_762)] {
      #expect(ImageEditor(draft(samples: samples, batch: batch, shift: 0)).refusal == nil)
    }
    for (samples, batch) in [(2, (1 << 18) + 1), (65_535, 9), (3, 174_763)] {
      #expect(
        ImageEditor(draft(samples: samples, batch: batch, shift: 0)).refusal
          == PlanError(.accumulatorTooNarrow, place: 64, value: Int64(samples * batch)))
    }
  }

  @Test func shiftLimitIsTotal() {
    #expect(Plan.shiftLimit(summands: 0) == 19)
    #expect(Plan.shiftLimit(summands: 1) == 19)
    #expect(Plan.shiftLimit(summands: 2) == 18)
    #expect(Plan.shiftLimit(summands: 3) == 17)
    #expect(Plan.shiftLimit(summands: 1 << 19) == 0)
    #expect(Plan.shiftLimit(summands: .max) == 0)
  }
}
