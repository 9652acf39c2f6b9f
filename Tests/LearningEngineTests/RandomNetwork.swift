import BoardInterface
import LearningEngine
import Plan
import PlanImage

/// A network of random edges with random ends of range and directions.
func randomDraft(
  elements: Int, nodes: Int, seed: UInt64, tapsPerFullContrast: Double = 3,
  configure: (inout PlanDraft) -> Void = { _ in }
) -> PlanDraft {
  var draws = Draws(seed)
  var draft = PlanDraft.minimal(
    nodes: nodes, outputNodes: [nodes - 1],
    rateMantissa: UInt64(tapsPerFullContrast * 0x1p54))
  draft.header.seed = seed
  draft.elements = (0..<elements).map { _ in
    let low = Int32(draws.integer(0...20))
    let high = low + Int32(draws.integer(0...10))
    return .between(
      draws.integer(0...nodes - 1), draws.integer(0...nodes - 1), taps: low...high,
      start: low + Int32(draws.integer(0...Int(high - low))),
      direction: draws.integer(0...1) == 0 ? 1 : -1)
  }
  configure(&draft)
  return draft.named()
}

/// Samples drawn from trial, phase and time alone, all over -1 ... 1.
func randomSamples(_ nodes: Int, trial: UInt64, phase: Phase, at t: Int) -> [Int32] {
  var draws = Draws(trial &* 1_000 &+ UInt64(t) &* 10 &+ UInt64(phase.rawValue) &+ 99)
  return draws.samples(nodes)
}

/// Runs an engine and the reference beside each other; returns both, and the outcomes' moves.
func runBeside(
  _ draft: PlanDraft, trials: Int,
  samples: @escaping (UInt64, Phase, Int) -> [Int32]
) throws -> (bench: EngineBench, reference: ReferenceElements, moved: [Int]) {
  let bench = try EngineBench(draft)
  let readings = Int(draft.header.readingsPerSample)
  let board = ScriptedBoard { board in
    samples(board.moment.trial, board.moment.phase, board.samplesTaken / readings)
  }
  board.records = false
  var handle = board
  var reference = ReferenceElements(draft)
  let symmetric = draft.header.nudge == Nudge.symmetric.rawValue
  var moved: [Int] = []
  for trial in 0..<UInt64(trials) {
    moved.append(Int(try bench.engine.runTrial(on: &handle).moved))
    for t in 0..<Int(draft.header.samplesPerTrial) {
      let free = samples(trial, .free, t)
      reference.see(
        free: free, reference: symmetric ? samples(trial, .counterclamped, t) : free,
        clamped: samples(trial, .clamped, t))
    }
    if (trial + 1) % UInt64(draft.header.batchSize) == 0 {
      let step = draft.schedule.last { $0.fromTrial <= trial } ?? draft.schedule[0]
      reference.update(step: step)
    }
  }
  return (bench, reference, moved)
}
