import Plan
import PlanImage
import Testing

import BoardFile

/// The rate of the plan against exact integers: a rate r (taps per full scale squared) and a nudge
/// eta mean `r / eta` taps, that is `2^30 r / eta` steps per `2^40` units of contrast.
struct RateConversionTests {
  /// Steps per unit, times 2^64: `mantissa * 2^shift` must be `r / eta * 2^54`.
  @Test(arguments: [
    ("100", "0.25", UInt64(400) << 54, 0),
    ("1", "1", UInt64(1) << 54, 0),
    ("511", "1", UInt64(511) << 54, 0),
    ("512", "1", UInt64(512) << 53, 1),
    ("200k", "0.5", UInt64(400_000) << 44, 10),
    ("67108863.5", "0.25", UInt64(268_435_454) << 35, 19),
    ("0.25", "1", UInt64(1) << 52, 0),
    ("0", "1", UInt64(0), 0),
  ])
  func exactly(_ rate: String, _ eta: String, _ mantissa: UInt64, _ shift: Int) throws {
    let step = try firstStep("eta: \(eta)\nrate: \(rate)")
    // The smallest shift is not needed for the value: compare mantissa * 2^shift in 128 bits.
    #expect(UInt128(step.rateMantissa) << step.rateShift == UInt128(mantissa) << shift)
    #expect(step.rateMantissa < 1 << 63)
    #expect(Int(step.rateShift) == shift)
  }

  @Test func aSymmetricTrialHalvesTheRate() throws {
    let one = try firstStep("eta: 0.25\nrate: 100")
    let two = try firstStep("eta: 0.25\nrate: 100\nnudge: symmetric")
    #expect(one.rateMantissa == 2 * two.rateMantissa)
    #expect(one.rateShift == two.rateShift)
  }

  /// eta is a multiple of 2^-16 in the plan, and the rate is divided by the same: 0.001 is 66 of
  /// them.
  @Test func theRateIsDividedByTheRoundedNudge() throws {
    let step = try firstStep("eta: 0.001\nrate: 1")
    #expect(step.eta == 66)
    // 1 / (66 / 65536) * 2^54 = 2^70 / 66, just below 2^64: one shift.
    let exact = (UInt128(1) << 70) / 66
    let value = UInt128(step.rateMantissa) << step.rateShift
    // A Double has 53 bits: off by at most one in the last of them.
    let difference = value > exact ? value - exact : exact - value
    #expect(difference <= exact >> 52)
  }

  @Test func aRampHoldsItsEndsAndItsMiddle() throws {
    let steps = try schedule("eta: 1\nrate: {from: 100, to: 1, shape: geometric, steps: 3}")
    #expect(steps.map(\.fromTrial) == [0, 333, 666])
    #expect(steps.map { Double($0.rateMantissa) * exp2(Int($0.rateShift) - 54) } == [100, 10, 1])
    let linear = try schedule("eta: {from: 1, to: 0.5, shape: linear, steps: 2}\nrate: 8")
    #expect(linear.map(\.eta) == [65_536, 32_768])
    #expect(linear.map { $0.rateMantissa >> 54 } == [8, 16])
  }

  @Test func stepsBeginWhereABatchDoes() throws {
    let steps = try schedule("batch: 7\nrate: {from: 4, to: 1, steps: 5}")
    #expect(steps.count == 5)
    #expect(steps.allSatisfy { $0.fromTrial % 7 == 0 })
  }

  private func exp2(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  private func firstStep(_ settings: String) throws -> ScheduleStep {
    try #require(try schedule(settings).first)
  }

  private func schedule(_ settings: String) throws -> [ScheduleStep] {
    let task = Fixture.task.changing("eta: 0.25\nrate: 100", to: settings)
    let project = try Project.load(from: Fixture.location(task: task), task: "sum")
    let memory = try PlanMemory(try project.compile().image)
    return withExtendedLifetime(memory) {
      (0..<memory.plan.scheduleCount).map { memory.plan.step($0) }
    }
  }
}
