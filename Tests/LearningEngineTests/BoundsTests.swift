import BoardInterface
import FixedPoint
import LearningEngine
import Plan
import PlanImage
import Testing

/// Answers at once with full-scale samples: -1 and 1 on the two nodes in one phase, 0 and 0 in the
/// other, so that every contrast is as large as can be.
private struct ExtremeBoard: Board {
  var clampedSwing: Int32
  var freeSwing: Int32
  private var phase = Phase.free

  init(clampedSwing: Int32, freeSwing: Int32) {
    self.clampedSwing = clampedSwing
    self.freeSwing = freeSwing
  }

  mutating func begin(_ moment: Moment) { phase = moment.phase }
  func drive(_ levels: Span<Sample>) {}
  func clamp(_ levels: Span<Sample>) {}
  func release() {}
  func settle(microseconds: UInt32) {}
  func turn(_ taps: Span<Int32>) {}
  func makeSafe() {}
  func nextNotice() -> BoardFault? { nil }
  func nowMicroseconds() -> UInt64 { 0 }

  func sample(into samples: inout MutableSpan<Sample>) {
    let swing = phase == .clamped ? clampedSwing : freeSwing
    samples[0] = Sample(raw: swing)
    samples[1] = Sample(raw: -swing)
  }
}

/// The accumulator bound of a plan, at its very edge: overflow would trap or wrap.
@Suite struct BoundsTests {
  private struct Extreme {
    var samples: Int
    var batch: Int
    var shift: UInt32
    var power: UInt32
    var rule = Rule.proportional
  }

  /// Runs one batch; returns positions by the engine and by exact arithmetic.
  private func run(_ extreme: Extreme, clamped: Int32, free: Int32) throws -> ([Int64], [Int128]) {
    var draft = PlanDraft.minimal(
      nodes: 2, outputNodes: [1], rateMantissa: 1 << 63 - 1, rateShift: extreme.shift)
    draft.stretch(extreme.samples)
    draft.header.batchSize = UInt32(extreme.batch)
    draft.header.powerWeight = extreme.power
    draft.header.rule = extreme.rule.rawValue
    draft.header.decay = .max
    draft.header.overclampQuarters = 8
    draft.elements = [1, -1].flatMap { direction -> [PlanElement] in
      [0, 1 << 23, 1 << 24].map {
        .between(0, 1, taps: 0...1 << 24, start: $0, direction: direction)
      }
    }
    draft = draft.named()
    let bench = try EngineBench(draft)
    var board = ExtremeBoard(clampedSwing: clamped, freeSwing: free)
    for _ in 0..<extreme.batch { _ = try bench.engine.runTrial(on: &board) }
    var reference = ReferenceElements(draft)
    for _ in 0..<extreme.samples * extreme.batch {
      reference.see(free: [free, -free], reference: [free, -free], clamped: [clamped, -clamped])
    }
    reference.update(step: draft.schedule[0])
    return (bench.positions, reference.places)
  }

  @Test func theLargestSumsAreExact() throws {
    let summands = Int(Plan.summandLimit)
    let all = [
      // Trajectory, batch and both, as long as a plan may have them.
      Extreme(samples: 65_535, batch: 8, shift: 0, power: 65_536),
      Extreme(samples: 1, batch: summands, shift: 0, power: 65_536),
      Extreme(samples: 512, batch: 1_024, shift: 0, power: 0),
      Extreme(samples: 512, batch: 1_024, shift: 0, power: 65_536, rule: .sign),
      Extreme(samples: 1, batch: 1, shift: 19, power: 65_536),
      Extreme(samples: 2, batch: 16, shift: 14, power: 65_536),
    ]
    for extreme in all {
      for (clamped, free) in [(fullScale, 0), (0, fullScale), (-fullScale, fullScale)]
        as [(Int32, Int32)]
      {
        let (got, wanted) = try run(extreme, clamped: clamped, free: free)
        #expect(got == wanted.map { Int64($0) }, "\(extreme), \(clamped) against \(free)")
      }
    }
  }

  @Test func oneStepMoreIsRefused() throws {
    func refusal(_ configure: (inout PlanDraft) -> Void) -> PlanError.Reason? {
      var draft = PlanDraft.minimal(nodes: 2, outputNodes: [1])
      configure(&draft)
      do throws(PlanError) {
        _ = try PlanMemory(draft.named().image())
        return nil
      } catch { return error.reason }
    }
    #expect(refusal { $0.schedule[0].rateShift = 19 } == nil)
    #expect(refusal { $0.schedule[0].rateShift = 20 } == .accumulatorTooNarrow)
    #expect(
      refusal {
        $0.header.batchSize = 2; $0.schedule[0].rateShift = 19
      } == .accumulatorTooNarrow)
    #expect(
      refusal {
        $0.header.batchSize = 1 << 18; $0.stretch(3)
      } == .accumulatorTooNarrow)
    #expect(refusal { $0.schedule[0].rateMantissa = 1 << 63 } == .badEntry)
  }
}
