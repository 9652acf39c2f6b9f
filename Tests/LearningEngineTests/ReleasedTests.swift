import BoardInterface
import FixedPoint
import LearningEngine
import Plan
import PlanImage
import Testing

/// Sources that let go and outputs of which nothing is wanted.
@Suite struct ReleasedTests {
  /// Writes down what it is asked.
  private struct Recorder: Board, ~Copyable {
    var drives: [[Int32]] = []
    var clamps: [[Int32]] = []
    let state: Int32

    init(state: Int32) { self.state = state }

    mutating func begin(_ moment: Moment) {}
    mutating func drive(_ levels: Span<Sample>) {
      drives.append(levels.indices.map { levels[$0].raw })
    }
    mutating func clamp(_ levels: Span<Sample>) {
      clamps.append(levels.indices.map { levels[$0].raw })
    }
    mutating func release() {}
    mutating func settle(microseconds: UInt32) {}
    mutating func sample(into samples: inout MutableSpan<Sample>) {
      for node in samples.indices { samples[node] = Sample(raw: state) }
    }
    mutating func turn(_ taps: Span<Int32>) {}
    mutating func makeSafe() {}
    mutating func nextNotice() -> BoardFault? { nil }
    mutating func nowMicroseconds() -> UInt64 { 0 }
  }

  /// Two nodes that are source and output in turn, joined by one coupling.
  private func draft(_ targets: [Int32]) -> PlanDraft {
    var draft = PlanDraft()
    draft.header.trials = 2
    draft.header.nodeCount = 2
    draft.header.samplesPerTrial = 2
    draft.header.push = Push.force.rawValue
    draft.sources = [PlanSource(node: 0), PlanSource(node: 1)]
    draft.clamps = [0, 1]
    draft.outputs = [PlanOutput(node: 0, clamp: 0), PlanOutput(node: 1, clamp: 1)]
    draft.elements = [
      PlanElement(nodeA: 1, nodeB: 0, minimumTap: 0, maximumTap: 99, startTap: 50, direction: 1)
    ]
    draft.terms = [
      PlanTerm(.linear, isReciprocal: false, restTap: 50, weight: 1 << 30, offset: 0, scale: 0)
    ]
    draft.schedule = [
      ScheduleStep(
        fromTrial: 0, eta: 1 << 15, settleMicroseconds: 1, rateMantissa: 1 << 40, rateShift: 0)
    ]
    let free = Plan.released
    draft.trainInputs = [1000, free, 1000, free, free, 2000, free, 2000]
    draft.trainTargets = [0, 1]
    draft.targetRows = targets
    draft.names = ["pair", "turns", "a", "b", "s", "t", "c", "d", "w"]
    return draft
  }

  @Test func areAskedForAndDoNotCount() throws {
    let free = Plan.released
    let memory = try PlanMemory(draft([free, 3000, free, 3000, 4000, free, 4000, free]).image())
    let bytes = Engine.byteCount(for: memory.plan)
    let block = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
    defer { unsafe block.deallocate() }
    unsafe block.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    var engine = unsafe Engine(plan: memory.plan, block: block)
    var board = Recorder(state: 1000)
    let first = try engine.runTrial(on: &board)
    // Only the output that counts: (3000 - 1000)^2, not the mean with one of which nothing is wanted.
    #expect(first.squaredError == 2_000 * 2_000)
    #expect(board.drives[0] == [1000, free])
    // Half the error as a push, and the other clamp lets go.
    #expect(board.clamps == [[free, 1_000], [free, 1_000]])
    let second = try engine.runTrial(on: &board)
    #expect(second.squaredError == 3_000 * 3_000)
    #expect(board.drives[4] == [free, 2000])
    #expect(board.clamps[2] == [1_500, free])
  }

  /// Boards of resistors cannot let a source go.
  @Test func onlyWithLocalTerms() {
    var plain = draft([0, 3000, 0, 3000, 4000, 0, 4000, 0])
    plain.terms = []
    #expect(throws: PlanError.self) { _ = try PlanMemory(plain.image()) }
    plain.trainInputs = [1000, 0, 1000, 0, 0, 2000, 0, 2000]
    #expect(throws: Never.self) { _ = try PlanMemory(plain.image()) }
  }
}
