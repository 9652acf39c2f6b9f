import BoardInterface
import LearningEngine
import Plan
import PlanImage
import Testing

@Suite struct ScheduleTests {
  @Test func stepsTakeEffectAtTheirTrial() throws {
    var draft = PlanDraft.minimal(nodes: 2, outputNodes: [1])
    draft.targetRows = [1 << 18]
    draft.elements = [.between(0, 1, taps: 0...1 << 24, start: 1 << 12)]
    let starts: [UInt64] = [0, 3, 4, 9]
    // Whole taps per trial, so that every rate shows: 4, 8, 12, 16 at a contrast of 1/4.
    draft.schedule = starts.enumerated().map { index, start in
      ScheduleStep(
        fromTrial: start, eta: Int32(index + 1) << 13, settleMicroseconds: UInt32(100 + index),
        rateMantissa: UInt64(index + 1) << 56, rateShift: 2)
    }
    let bench = try EngineBench(draft)
    let board = ScriptedBoard { [0, $0.moment.phase == .clamped ? 0 : 1 << 19] }
    var handle = board
    for trial in 0..<14 as Range<UInt64> {
      let step = Int32(starts.lastIndex { $0 <= trial } ?? 0)
      let before = bench.taps[0]
      board.calls = []
      _ = try bench.engine.runTrial(on: &handle)
      // From 2^19 towards 2^18 by eta = (step + 1) / 8.
      #expect(board.clampCalls == [[1 << 19 - (step + 1) << 15]])
      let settles = board.calls.compactMap { if case .settle(let time) = $0 { time } else { nil } }
      #expect(settles == Array(repeating: UInt32(100 + step), count: 2))
      #expect(bench.taps[0] - before == 4 * (step + 1))
    }
  }

  /// The examples that an engine shows, by their inputs.
  private func shown(_ trials: Int, count: Int, order: Order, seed: UInt64) throws -> [Int] {
    var draft = PlanDraft.minimal(nodes: 2, outputNodes: [1], rateMantissa: 0)
    draft.header.order = order.rawValue
    draft.header.seed = seed
    draft.trainInputs = (0..<Int32(count)).map { $0 }
    draft.trainTargets = Array(repeating: 0, count: count)
    let bench = try EngineBench(draft)
    let board = ScriptedBoard(constant: [0, 0])
    var handle = board
    return try (0..<trials).map { _ in
      _ = try bench.engine.runTrial(on: &handle)
      #expect(Int(board.moment.example) == Int(board.levels[0]))
      return Int(board.levels[0])
    }
  }

  @Test func cyclicOrderIsThePlans() throws {
    #expect(try shown(25, count: 7, order: .cyclic, seed: 1) == (0..<25).map { $0 % 7 })
  }

  @Test func everyShuffledEpochIsAnotherPermutation() throws {
    let (count, epochs) = (30, 40)
    let all = try shown(count * epochs, count: count, order: .shuffled, seed: 9)
    let rows = (0..<epochs).map { Array(all[$0 * count..<($0 + 1) * count]) }
    for row in rows { #expect(row.sorted() == Array(0..<count)) }
    #expect(Set(rows).count == epochs)
    #expect(try shown(count * epochs, count: count, order: .shuffled, seed: 9) == all)
    #expect(try shown(count * epochs, count: count, order: .shuffled, seed: 10) != all)
  }

  /// Every example at every place, equally often: chi-square with 8 x 8 free cells.
  @Test func shufflingIsUniform() throws {
    let (count, epochs) = (9, 4_000)
    let all = try shown(count * epochs, count: count, order: .shuffled, seed: 2)
    var counts = Array(repeating: Array(repeating: 0.0, count: count), count: count)
    for (trial, example) in all.enumerated() { counts[trial % count][example] += 1 }
    let expected = Double(epochs) / Double(count)
    let chiSquare = counts.joined().reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(abs(chiSquare - 64) < 5 * (2.0 * 64).squareRoot())
  }

  @Test func aRestoredEngineShowsTheSameExamples() throws {
    var draft = PlanDraft.minimal(nodes: 2, outputNodes: [1], rateMantissa: 0)
    draft.header.order = Order.shuffled.rawValue
    draft.trainInputs = (0..<10).map { $0 }
    draft.trainTargets = Array(repeating: 0, count: 10)
    let all = try shown(35, count: 10, order: .shuffled, seed: 0)
    for trial in 0..<35 {
      let bench = try EngineBench(draft)
      #expect(bench.adopt(trial: UInt64(trial), generatorState: 5))
      let board = ScriptedBoard(constant: [0, 0])
      var handle = board
      _ = try bench.engine.runTrial(on: &handle)
      #expect(Int(board.levels[0]) == all[trial])
    }
  }

  @Test func whatDoesNotFitThePlanIsNotAdopted() throws {
    let draft = randomDraft(elements: 5, nodes: 4, seed: 1) { $0.header.batchSize = 3 }
    func adopts(
      trial: UInt64 = 6,
      _ change: (inout MutableSpan<Int32>, inout MutableSpan<Int32>) -> Void = { _, _ in }
    ) throws -> Bool {
      let bench = try EngineBench(draft)
      bench.engine.withMutableTaps { taps, residuals in change(&taps, &residuals) }
      return bench.adopt(trial: trial, generatorState: 1)
    }
    #expect(try adopts())
    #expect(try !adopts(trial: 7))
    #expect(try !adopts(trial: 3 << 60))
    let last = draft.elements[4]
    #expect(try adopts { taps, _ in taps[4] = last.maximumTap })
    #expect(try !adopts { taps, _ in taps[4] = last.maximumTap + 1 })
    #expect(try !adopts { taps, _ in taps[4] = last.minimumTap - 1 })
    #expect(try adopts { _, residuals in residuals[0] = 1 << 30 - 1 })
    #expect(try !adopts { _, residuals in residuals[0] = 1 << 30 })
    #expect(try !adopts { _, residuals in residuals[0] = -1 })
  }
}
