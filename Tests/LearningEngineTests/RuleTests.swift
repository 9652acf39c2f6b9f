import BoardInterface
import LearningEngine
import Plan
import PlanImage
import Testing

@Suite struct RuleTests {
  /// What may be switched on, each against the exact reference.
  static let settings: [(name: String, configure: @Sendable (inout PlanDraft) -> Void)] = [
    ("fused", { _ in }),
    ("fused symmetric", { $0.header.nudge = Nudge.symmetric.rawValue }),
    ("three readings", { $0.header.readingsPerSample = 3 }),
    ("batch of 4", { $0.header.batchSize = 4 }),
    ("trajectory of 3", { $0.stretch(3) }),
    (
      "symmetric trajectory of 2, batch of 3",
      {
        $0.stretch(2)
        $0.header.batchSize = 3
        $0.header.nudge = Nudge.symmetric.rawValue
      }
    ),
    ("power", { $0.header.powerWeight = 12_345 }),
    ("largest power", { $0.header.powerWeight = 65_536 }),
    ("decay", { $0.header.decay = 200_000_000 }),
    ("fastest decay", { $0.header.decay = .max }),
    ("shrink", { $0.header.shrink = 300_000_000 }),
    (
      "fastest shrink beside decay",
      {
        $0.header.shrink = .max
        $0.header.decay = 100_000_000
      }
    ),
    ("sign", { $0.header.rule = Rule.sign.rawValue }),
    (
      "sign with a dead band",
      {
        $0.header.rule = Rule.sign.rawValue
        $0.header.signThreshold = 1 << 38
      }
    ),
    (
      "sign, batch of 5, decay, power",
      {
        $0.header.rule = Rule.sign.rawValue
        $0.header.batchSize = 5
        $0.header.decay = 100_000_000
        $0.header.powerWeight = 30_000
      }
    ),
    ("a shifted rate", { $0.schedule[0].rateShift = 7 }),
    ("no rate", { $0.schedule[0].rateMantissa = 0 }),
  ]

  @Test(arguments: RuleTests.settings.indices) func everySettingIsExact(index: Int) throws {
    let (name, configure) = Self.settings[index]
    let draft = randomDraft(elements: 500, nodes: 60, seed: 11, configure: configure)
    let (bench, reference, moved) = try runBeside(draft, trials: 60) {
      randomSamples(60, trial: $0, phase: $1, at: $2)
    }
    #expect(bench.positions == reference.places.map { Int64($0) }, "\(name)")
    if name != "no rate" {
      #expect(moved.reduce(0, +) > 100, "\(name) moved nothing")
      #expect(reference.everAtEnd.contains(true), "\(name) never reached an end")
    }
  }

  @Test func fusedAndGeneralPathAgreeOnTenThousandElements() throws {
    let nodes = 1_000
    let fused = randomDraft(elements: 10_000, nodes: nodes, seed: 3)
    var general = fused
    general.stretch(2)
    // In the second sample the clamps change nothing: its contrast is 0.
    func samples(_ trial: UInt64, _ phase: Phase, _ t: Int) -> [Int32] {
      randomSamples(nodes, trial: trial, phase: t == 0 ? phase : .free, at: t)
    }
    let one = try runBeside(fused, trials: 12, samples: samples)
    let other = try runBeside(general, trials: 12, samples: samples)
    #expect(one.bench.positions == one.reference.places.map { Int64($0) })
    #expect(one.bench.positions == other.bench.positions)
    #expect(one.moved == other.moved)
    #expect(one.moved.reduce(0, +) > 1_000)
  }

  @Test func movedCountsElementsWhoseTapChanged() throws {
    let draft = randomDraft(elements: 300, nodes: 40, seed: 5)
    let bench = try EngineBench(draft)
    let board = ScriptedBoard {
      randomSamples(40, trial: $0.moment.trial, phase: $0.moment.phase, at: 0)
    }
    var handle = board
    for _ in 0..<20 {
      let before = bench.taps
      let moved = try bench.engine.runTrial(on: &handle).moved
      #expect(Int(moved) == zip(before, bench.taps).filter { $0 != $1 }.count)
      if moved > 0 { #expect(board.taps == bench.taps) }
      let ends = zip(bench.taps, draft.elements).filter {
        $0 == $1.minimumTap || $0 == $1.maximumTap
      }
      #expect(bench.engine.elementsAtRail == ends.count)
    }
  }

  /// Off the rails nothing is lost: start + all changes = tap + residual, exactly; and each change
  /// is rate times contrast to within one 2^-30 of a tap.
  @Test func nothingIsLostBetweenTheRails() throws {
    let tapsPerFullContrast = 0.37
    var draft = randomDraft(
      elements: 200, nodes: 50, seed: 8, tapsPerFullContrast: tapsPerFullContrast)
    for index in draft.elements.indices {
      draft.elements[index].minimumTap = 0
      draft.elements[index].maximumTap = 10_000
      draft.elements[index].startTap = 5_000
    }
    let trials = 500
    let samples = { randomSamples(50, trial: $0, phase: $1, at: $2) }
    let (bench, reference, _) = try runBeside(draft, trials: trials, samples: samples)
    #expect(!reference.everAtEnd.contains(true))
    var wanted = Array(repeating: 5_000.5, count: 200)
    for trial in 0..<UInt64(trials) {
      let (free, clamped) = (samples(trial, .free, 0), samples(trial, .clamped, 0))
      for (index, element) in draft.elements.enumerated() {
        func drop(_ samples: [Int32]) -> Double {
          Double(samples[Int(element.nodeA)] - samples[Int(element.nodeB)]) * 0x1p-20
        }
        let contrast = drop(free) * drop(free) - drop(clamped) * drop(clamped)
        wanted[index] += tapsPerFullContrast * contrast * Double(element.direction)
      }
    }
    for (position, wanted) in zip(bench.positions, wanted) {
      #expect(abs(Double(position) * 0x1p-30 - wanted) < Double(trials) * 0x1p-30 + 1e-9)
    }
    #expect(bench.residuals.allSatisfy { $0 >= 0 && $0 < 1 << 30 })
  }

  @Test func aHundredthOfATapAddsUpToOne() throws {
    // Contrast 1/4 of a full scale squared at 0.04 taps each.
    var draft = PlanDraft.minimal(
      nodes: 2, outputNodes: [1], rateMantissa: UInt64(0.04 * 0x1p54))
    draft.elements = [.between(0, 1), .between(0, 1, direction: -1)]
    let bench = try EngineBench(draft.named())
    let board = ScriptedBoard { [0, $0.moment.phase == .clamped ? 0 : 1 << 19] }
    var handle = board
    var steps: [Int] = []
    for trial in 1...1_000 where try bench.engine.runTrial(on: &handle).moved > 0 {
      steps.append(trial)
    }
    #expect(bench.taps == [522, 502])
    // Half a tap away at first, then a hundred trials each; downwards a place on the edge still
    // belongs to the old tap, and products are floored: at most one trial off.
    let ideal = (0..<10).map { 50 + 100 * $0 }
    for want in ideal { #expect(steps.contains { abs($0 - want) <= 1 }) }
    #expect(steps.allSatisfy { step in ideal.contains { abs($0 - step) <= 1 } })
  }

  @Test func anElementPushedAgainstItsEndOwesNothing() throws {
    for direction: Int64 in [1, -1] {
      var draft = PlanDraft.minimal(nodes: 2, outputNodes: [1], rateMantissa: 3 << 54)
      draft.elements = [.between(0, 1, taps: 3...9, start: 6, direction: direction)]
      let bench = try EngineBench(draft.named())
      // Up by three quarters of a tap and a bit, seven times; then down again.
      let board = ScriptedBoard {
        [0, ($0.moment.phase == .clamped) == ($0.moment.trial < 7) ? 0 : 1 << 19 + 1 << 10]
      }
      var handle = board
      for _ in 0..<7 { _ = try bench.engine.runTrial(on: &handle) }
      #expect(bench.taps == [direction > 0 ? 9 : 3])
      #expect(bench.residuals == [1 << 29])
      _ = try bench.engine.runTrial(on: &handle)
      // Back at once, by one: nothing of what it was pushed beyond its end is left.
      #expect(bench.taps == [direction > 0 ? 8 : 4])
    }
  }
}

extension PlanDraft {
  /// The same with this many samples per trial.
  mutating func stretch(_ samples: Int) {
    header.samplesPerTrial = UInt32(samples)
    trainInputs = Array(repeating: 0, count: trainTargets.count * samples * sources.count)
    targetRows = Array(repeating: 0, count: samples * outputs.count)
  }
}
