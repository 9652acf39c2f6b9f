import BoardInterface
import Foundation
import LearningEngine
import Plan
import PlanImage
import Testing

/// Coupled learning, Stern et al., Phys. Rev. X 11, 021045 (2021), eq. 5: V_F + eta (V_label -
/// V_F).
@Suite struct SupervisorTests {
  /// What the clamps are asked for at these free responses.
  private func levels(_ draft: PlanDraft, _ response: [Int32]) throws -> [[Int32]] {
    let bench = try EngineBench(draft.named())
    let board = ScriptedBoard(constant: response)
    var handle = board
    _ = try bench.engine.runTrial(on: &handle)
    return board.clampCalls
  }

  /// Exact: the product has at most 45 bits.
  private func push(_ error: Int32, _ eta: Int32, over parts: Double = 1) -> Int32 {
    Int32((Double(error) * Double(eta) / 65_536 / parts).rounded(.toNearestOrEven))
  }

  @Test func pushIsRoundedToNearestEvenOnBothSides() throws {
    var draws = Draws(1)
    var draft = PlanDraft.minimal(nodes: 2, outputNodes: [1], rateMantissa: 0)
    draft.header.nudge = Nudge.symmetric.rawValue
    for round in 0..<2_000 {
      // Every eighth one a tie: an odd error at eta one half.
      let eta = round % 8 == 0 ? 1 << 15 : Int32(draws.integer(1...4 << 16))
      let target = draws.sample(-2...2)
      let free = draws.sample()
      draft.schedule[0].eta = eta
      draft.targetRows = [target]
      let step = push(target - free, eta)
      #expect(try levels(draft, [0, free]) == [[free - step], [free + step]])
    }
  }

  @Test func differentialHalvesAreRoundedOnce() throws {
    var draws = Draws(2)
    var draft = PlanDraft.minimal(nodes: 3, outputNodes: [1], rateMantissa: 0)
    draft.clamps = [1, 2]
    draft.outputs = [PlanOutput(node: 1, clamp: 0, minusNode: 2, minusClamp: 1)]
    for _ in 0..<2_000 {
      let eta = Int32(draws.integer(1...1 << 16))
      let (target, plus, minus) = (draws.sample(-2...2), draws.sample(), draws.sample())
      draft.schedule[0].eta = eta
      draft.targetRows = [target]
      let half = push(target - (plus - minus), eta, over: 2)
      #expect(try levels(draft, [0, plus, minus]) == [[plus + half, minus - half]])
    }
  }

  @Test func theLargestPushIsNotCut() throws {
    var draft = PlanDraft.minimal(nodes: 2, outputNodes: [1], eta: 4 << 16, rateMantissa: 0)
    draft.targetRows = [2 << 20]
    // -1 + 4 * 3 full scales.
    #expect(try levels(draft, [0, -fullScale]) == [[11 << 20]])
  }

  @Test(arguments: 0...8) func overclampingFollowsThePower(quarters: UInt32) throws {
    let exponent = Double(quarters) / 4
    var draws = Draws(UInt64(quarters) + 3)
    for round in 0..<300 {
      // A power of two: the ratio to the scale is exact.
      let scale: Int32 = 1 << (8 + Int32(round % 13))
      let error = Int32(draws.integer(1...Int(scale))) * (round % 2 == 0 ? 1 : -1)
      let got = try shaped(error, quarters, scale)
      let x = Double(abs(error)) / Double(scale)
      let wanted = Double(scale) * pow(x, exponent) * (error < 0 ? -1 : 1)
      // 2^-19 of the scale is what `quarterPower` promises; the result is rounded once more.
      #expect(abs(Double(got) - wanted) <= Double(scale) * 0x1p-19 + 0.5)
    }
  }

  @Test(arguments: 0...8) func overclampingAtAnyScale(quarters: UInt32) throws {
    let exponent = Double(quarters) / 4
    var draws = Draws(UInt64(quarters) + 30)
    for _ in 0..<300 {
      let scale = Int32(draws.integer(1...1 << 20))
      let error = Int32(draws.integer(1...Int(scale)))
      let got = Double(try shaped(error, quarters, scale))
      // The ratio is cut to 2^-20.
      let x = Double(error) / Double(scale)
      let least = Double(scale) * pow(max(x - 0x1p-20, 0), exponent)
      let most = Double(scale) * pow(x, exponent)
      let rounding = Double(scale) * 0x1p-19 + 0.5
      #expect(got >= least - rounding && got <= most + rounding)
    }
  }

  @Test(arguments: 0...8) func overclampingIsContinuousAtTheScale(quarters: UInt32) throws {
    for scale: Int32 in [1, 2, 1_000, 1 << 10, 99_999, 1 << 20] {
      #expect(try shaped(scale, quarters, scale) == scale)
      #expect(try shaped(-scale, quarters, scale) == -scale)
      #expect(try shaped(0, quarters, scale) == 0)
      if scale < 1 << 20 { #expect(try shaped(scale + 1, quarters, scale) == scale + 1) }
      if scale >= 1_000 {
        // One step below: the slope is at most 2 there.
        let below = try shaped(scale - 1, quarters, scale)
        #expect(below >= scale - 3 && below <= scale)
      }
    }
  }

  /// The push at eta 1 from a free response of 0.
  private func shaped(_ error: Int32, _ quarters: UInt32, _ scale: Int32) throws -> Int32 {
    var draft = PlanDraft.minimal(nodes: 2, outputNodes: [1], eta: 1 << 16, rateMantissa: 0)
    draft.header.overclampQuarters = quarters
    draft.header.overclampScale = UInt32(scale)
    draft.targetRows = [error]
    return try levels(draft, [0, 0])[0][0]
  }
}
