import BoardInterface
import DigitalBoard
import DigitalNetwork
import FixedPoint
import Journal
import LearningEngine
import LearningRun
import Plan
import PlanImage
import Testing

/// Runs of a network of layers: 9 pixels, 6 hidden nodes, 3 classes.
@Suite struct LayeredRunTests {
  /// Pictures of three kinds with noise, drawn from a seed.
  static func draft(trials: UInt64 = 240, batch: UInt32 = 4) -> PlanDraft {
    var draft = PlanDraft()
    draft.header.seed = 11
    draft.header.trials = trials
    draft.header.nodeCount = 18
    draft.header.batchSize = batch
    draft.header.recordEvery = 60
    draft.header.evaluateEvery = 60
    draft.header.checkpointEvery = 40
    draft.header.decision = Decision.largestOutput.rawValue
    draft.header.nudge = Nudge.eitherSide.rawValue
    draft.header.order = Order.shuffled.rawValue
    draft.header.push = Push.force.rawValue
    draft.header.evaluateTrain = 0
    draft.header.nudgedSettleMicroseconds = 4
    draft.sources = (0..<9).map { PlanSource(node: $0) }
    draft.clamps = [15, 16, 17]
    draft.outputs = (0..<3).map { PlanOutput(node: 15 + $0, clamp: $0) }
    draft.layers = [9, 6, 3].map { PlanLayer(nodeCount: $0, rate: 4_096) }
    draft.blocks = [
      PlanBlock(from: 0, to: 1, startReach: 1 << 29),
      PlanBlock(from: 1, to: 2, startReach: 1 << 29),
    ]
    // 2^51 / 2^54: an eighth of a weight for a contrast of 1.
    draft.schedule = [
      ScheduleStep(
        fromTrial: 0, eta: 1 << 15, settleMicroseconds: 20, rateMantissa: 1 << 51, rateShift: 0)
    ]
    var draws = RandomGenerator(seed: 5, stream: 1)
    let counts = [30, 12, 6]
    var targets: [UInt32] = []
    for index in 0..<counts.reduce(0, +) {
      let kind = UInt32(index % 3)
      targets.append(kind)
      for pixel in 0..<9 {
        let bright = pixel % 3 == Int(kind)
        draft.images.append((bright ? 180 : 0) + UInt8(draws.next(below: 60)))
      }
    }
    draft.trainTargets = Array(targets[..<30])
    draft.testTargets = Array(targets[30..<42])
    draft.validationTargets = Array(targets[42...])
    draft.targetRows = [1, 0, 0, 0, 1, 0, 0, 0, 1].map { $0 << 20 }
    draft.names = ["small", "stripes", "a", "b", "c"]
    return draft
  }

  private struct End: Equatable {
    var taps: [Int32] = []
    var trial: UInt64 = 0
    var generatorState: UInt64 = 0
    var correct: UInt32 = 0
  }

  /// `stopAt`: the program is killed at the first place where it may stop from there on.
  private func run(
    _ draft: PlanDraft, on disk: Disk, resuming: Bool = false, stopAt: UInt64? = nil
  ) throws -> End {
    let memory = try PlanMemory(draft.image())
    let plan = memory.plan
    let block = Memory(Engine.byteCount(for: plan))
    let layers = Memory(Engine.layersByteCount(for: plan))
    let place = Memory(DigitalBoard.byteCount(for: plan))
    let scratch = Memory(JournalLayout.writerScratchBytes)
    defer { withExtendedLifetime((memory, block, layers, place, scratch)) {} }
    guard let base = unsafe block.bytes.baseAddress,
      let boardBase = unsafe place.bytes.baseAddress
    else { throw JournalError(.scratchTooSmall) }
    var run = unsafe LearningRun(plan: plan, block: base, layers: layers.bytes.baseAddress)
    var board = unsafe try DigitalBoard(plan: plan, block: boardBase)
    var journal: JournalWriter<MemoryStorage>
    if resuming {
      guard
        let resumed = unsafe try run.resume(
          from: MemoryStorage(disk: disk), mayReplacePlan: false, scratch: scratch.bytes)
      else { throw JournalError(.checkpointLost) }
      journal = resumed
    } else {
      journal = unsafe try JournalWriter<MemoryStorage>.create(
        on: MemoryStorage(disk: disk), header: LearningRun.journalHeader(for: plan),
        scratch: scratch.bytes)
    }
    try run.begin(on: &board, journal: &journal)
    while !run.isFinished {
      if let stopAt, run.trial >= stopAt { break }
      _ = try run.step(on: &board, journal: &journal)
    }
    if stopAt == nil { try run.finish(on: &board, journal: &journal) }
    let taps = run.withTaps { taps, _ in taps.indices.map { taps[$0] } }
    return End(
      taps: taps, trial: run.trial, generatorState: run.generatorState,
      correct: run.testEvaluation.correct)
  }

  @Test func learnsWhatItIsShown() throws {
    let disk = Disk()
    let end = try run(Self.draft(trials: 1_200), on: disk)
    #expect(end.correct == 12)
    let records = try disk.records()
    // Every 60 trials: learning, energy, two blocks.
    #expect(records.filter { $0.kind == .learning }.count == 20)
    let energies = records.compactMap(\.energy)
    #expect(energies.count == 20)
    let sizes = records.compactMap(\.updateSize)
    // One update in 32 of 300 is measured.
    #expect(sizes.count == 2 * 10 && Set(sizes.map(\.block)) == [0, 1])
    #expect(sizes.contains { $0.size > 1 << 16 } && sizes.allSatisfy { $0.size < 1 << 30 })
    let sets = records.filter { $0.kind == .evaluation }.map(\.set)
    // The training set at the end only; the others at the start as well, and every 60 trials.
    #expect(sets.filter { $0 == .train }.count == 1)
    #expect(sets.filter { $0 == .test }.count == 21)
    #expect(sets.filter { $0 == .validation }.count == 21)
  }

  @Test(arguments: [44, 83, 120, 199] as [UInt64])
  func aKilledRunEndsAsAnUninterruptedOne(_ stopAt: UInt64) throws {
    let whole = try run(Self.draft(), on: Disk())
    let disk = Disk()
    let dead = try run(Self.draft(), on: disk, stopAt: stopAt)
    #expect(dead.trial >= stopAt)
    #expect(try disk.checkpointTrial() == stopAt / 40 * 40)
    let resumed = try run(Self.draft(), on: disk, resuming: true)
    #expect(resumed == whole)
  }

  /// Checkpoints of more than a page, written page by page: power cut after any of a checkpoint's
  /// operations leaves the old one or the new one.
  @Test func aTornCheckpointIsTheOneBefore() throws {
    var draft = Self.draft(trials: 120)
    draft.layers[1].nodeCount = 200
    draft.header.nodeCount = 212
    draft.clamps = [209, 210, 211]
    draft.outputs = (0..<3).map { PlanOutput(node: 209 + $0, clamp: $0) }
    let whole = try run(draft, on: Disk())
    let intact = Disk()
    _ = try run(draft, on: intact)
    var seen: Set<UInt64> = []
    // A slot of 2603 taps has three pages: cut before and in each of the last two checkpoints.
    for back in 1...16 {
      let disk = Disk()
      disk.failing = intact.operations - back
      do { _ = try run(draft, on: disk) } catch {}
      disk.failing = nil
      seen.insert(try disk.checkpointTrial() ?? 0)
      #expect(try run(draft, on: disk, resuming: true).taps == whole.taps, "\(back)")
    }
    #expect(seen.isSuperset(of: [40, 80]))
  }

  @Test func aJournalWithResidualsIsAnother() throws {
    let disk = Disk()
    _ = try run(Self.draft(), on: disk, stopAt: 44)
    var header = LearningRun.journalHeader(for: try PlanMemory(Self.draft().image()).plan)
    #expect(!header.hasResiduals)
    header.hasResiduals = true
    let scratch = Memory(JournalLayout.writerScratchBytes)
    var taps = [Int32](repeating: 0, count: Int(header.elementCount))
    var residuals = taps
    var tapSpan = taps.mutableSpan
    var residualSpan = residuals.mutableSpan
    #expect(throws: JournalError(.otherRun, place: 72, value: 1)) {
      _ = unsafe try JournalWriter<MemoryStorage>.resume(
        on: MemoryStorage(disk: disk), header: header, mayReplacePlan: true,
        scratch: scratch.bytes, taps: &tapSpan, residuals: &residualSpan)
    }
  }
}
