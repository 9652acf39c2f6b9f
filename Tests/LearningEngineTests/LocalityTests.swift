import BoardInterface
import LearningEngine
import Plan
import PlanImage
import Testing

/// Guarantee 4: an element's update reads its own two nodes, its own residual and the settings.
@Suite struct LocalityTests {
  static let settings: [(name: String, configure: @Sendable (inout PlanDraft) -> Void)] = [
    ("proportional", { _ in }),
    (
      "proportional, symmetric, batch, subset",
      {
        $0.header.nudge = Nudge.symmetric.rawValue
        $0.header.batchSize = 3
        $0.header.updateProbability = 128
      }
    ),
    ("sign", { $0.header.rule = Rule.sign.rawValue }),
    (
      "sign, batch, subset, trajectory, power, decay",
      {
        $0.stretch(2)
        $0.header.rule = Rule.sign.rawValue
        $0.header.batchSize = 2
        $0.header.updateProbability = 100
        $0.header.powerWeight = 5_000
        $0.header.decay = 50_000_000
      }
    ),
  ]

  private let nodes = 14

  /// Positions after twelve trials; nodes outside `kept` say something else for every other seed.
  private func positions(_ draft: PlanDraft, scrambling seed: UInt64?, but kept: Set<Int>) throws
    -> [Int64]
  {
    let bench = try EngineBench(draft)
    let nodes = nodes
    let board = ScriptedBoard { board in
      let time = board.samplesTaken
      var samples = randomSamples(
        nodes, trial: board.moment.trial, phase: board.moment.phase, at: time)
      if let seed {
        let other = randomSamples(
          nodes, trial: board.moment.trial &+ seed &* 7_777, phase: board.moment.phase, at: time + 5
        )
        for node in 0..<nodes where !kept.contains(node) { samples[node] = other[node] }
      }
      return samples
    }
    board.records = false
    var handle = board
    for _ in 0..<12 { _ = try bench.engine.runTrial(on: &handle) }
    return bench.positions
  }

  @Test(arguments: LocalityTests.settings.indices)
  func scramblingOtherNodesChangesNothing(index: Int) throws {
    let (name, configure) = Self.settings[index]
    let draft = randomDraft(elements: 60, nodes: nodes, seed: 31, configure: configure)
    let plain = try positions(draft, scrambling: nil, but: [])
    for (number, element) in draft.elements.enumerated() {
      let own = Set([Int(element.nodeA), Int(element.nodeB)])
      for seed in 1...2 as ClosedRange<UInt64> {
        let scrambled = try positions(draft, scrambling: seed, but: own)
        #expect(scrambled[number] == plain[number], "\(name), element \(number)")
        // That others changed shows that there was something to see.
        #expect(scrambled != plain)
      }
    }
  }

  /// Nor does what other elements owe, or where they stand.
  @Test(arguments: LocalityTests.settings.indices)
  func otherElementsDoNotMatter(index: Int) throws {
    let draft = randomDraft(
      elements: 30, nodes: nodes, seed: 32, configure: Self.settings[index].configure)
    let plain = try positions(draft, scrambling: nil, but: [])
    for number in draft.elements.indices {
      var other = draft
      var draws = Draws(UInt64(number))
      for index in other.elements.indices where index != number {
        other.elements[index] = .between(
          draws.integer(0...nodes - 1), draws.integer(0...nodes - 1), taps: 0...50, start: 25)
      }
      #expect(try positions(other, scrambling: nil, but: [])[number] == plain[number])
    }
  }
}
