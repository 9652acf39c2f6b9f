import BoardFile
import BoardInterface
import LearningEngine
import Plan
import PlanImage
import SimulatedBoard
import Testing

/// Two copies of a network, side by side, learn what one network that is measured twice learns.
@Suite struct TwinTests {
  /// All five physics: held and pushed outputs, sources that let go, activations, phases, drawn
  /// starts, weights of 0.
  private static let boards = [
    ("lag10", "lag"), ("synchrony50", "together"), ("allostery30", "wave"),
    ("target10", "four-values"), ("words12", "chords"), ("gates6", "xor"), ("ecology20", "revive"),
  ]

  private struct Seen: Equatable {
    var errors: [UInt64] = []
    var test: Evaluation?
    var taps: [Int32] = []
    var residuals: [Int32] = []
    var engineBytes = 0
  }

  private static func project(_ board: String, _ task: String) throws -> NetworkProject {
    let folder = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let location = BoardLocation(
      store: .folder("/\(folder)/boards/\(board)"), boardFile: "board.yaml")
    return try #require(try NetworkProject.load(from: location, task: task))
  }

  private static func run<B: Board & ~Copyable>(
    _ image: [UInt8], on board: inout B, trials: Int
  ) throws -> Seen {
    let plan = try PlanMemory(image)
    let block = Block(Engine.byteCount(for: plan.plan))
    var engine = unsafe Engine(plan: plan.plan, block: block.base)
    var seen = Seen(engineBytes: Engine.byteCount(for: plan.plan))
    try engine.turnBoard(&board)
    for _ in 0..<trials { try seen.errors.append(engine.runTrial(on: &board).squaredError) }
    seen.test = try engine.evaluate(.test, on: &board)
    engine.withTaps { taps, residuals in
      seen.taps = taps.indices.map { taps[$0] }
      seen.residuals = residuals.indices.map { residuals[$0] }
    }
    return seen
  }

  @Test(arguments: boards) func learnsTheSame(_ board: String, _ task: String) throws {
    let project = try Self.project(board, task)
    var model = project.network.model(seed: 3)
    // Noise as well: each copy draws that of its own phase.
    model.noise = 0.001
    var alone = NetworkBoard(model)
    let one = try Self.run(
      try NetworkPlan.draft(model, project.task).image(), on: &alone, trials: 12)

    model.twin = TwinCopies()
    var twin = TwinNetworkBoard(model)
    let plan = try NetworkPlan.draft(model, project.task)
    let two = try Self.run(plan.image(), on: &twin, trials: 12)

    #expect(Set(one.errors).count > 1 && one.taps != plan.elements.map(\.startTap))
    #expect(one.errors == two.errors && one.test == two.test)
    #expect(one.taps == two.taps && one.residuals == two.residuals)
    // A row of samples instead of T, and a second copy's readings, sums and levels.
    let samples = Int(plan.header.samplesPerTrial) - 1
    let nodes = Int(plan.header.nodeCount)
    #expect(
      one.engineBytes - two.engineBytes == 4 * nodes * samples - 16 * nodes - 4 * plan.sources.count
    )
  }

  /// The clamped copy is nudged while the free one goes on: a trial takes T + 1 samples, not 2 T.
  @Test func takesHalfTheTime() throws {
    let project = try Self.project("lag10", "lag")
    var model = project.network.model(seed: 0)
    model.twin = TwinCopies()
    var board = TwinNetworkBoard(model)
    let draft = try NetworkPlan.draft(model, project.task)
    let plan = try PlanMemory(draft.image())
    let block = Block(Engine.byteCount(for: plan.plan))
    var engine = unsafe Engine(plan: plan.plan, block: block.base)
    _ = try engine.runTrial(on: &board)
    let interval = UInt64(draft.schedule[0].settleMicroseconds)
    #expect(board.nowMicroseconds() == interval * UInt64(draft.header.samplesPerTrial + 1))
  }

  /// Copies that differ: the same share for the same seed, and only in the clamped one.
  @Test func mismatchIsTheClampedCopys() throws {
    let project = try Self.project("lag10", "lag")
    var model = project.network.model(seed: 5)
    model.twin = TwinCopies(mismatch: 0.01)
    let copy = model.clampedTwin
    #expect(copy.ranges == model.clampedTwin.ranges)
    let shares = zip(copy.ranges, model.ranges).map { $0.high / $1.high - 1 }
    let deviation = (shares.map { $0 * $0 }.reduce(0, +) / Double(shares.count)).squareRoot()
    // 90 draws: within 25 % of .01 but once in a thousand times.
    #expect(abs(deviation - 0.01) < 0.0025, "\(deviation)")
    model.twin = TwinCopies()
    #expect(model.clampedTwin.ranges == model.ranges)
  }
}
