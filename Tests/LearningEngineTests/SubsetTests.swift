import BoardInterface
import Foundation
import LearningEngine
import Plan
import PlanImage
import Testing

/// Desynchronous learning, Wycoff et al., J. Chem. Phys. 156, 144903 (2022): every element takes
/// part with probability p, whatever the others and whatever it did before.
@Suite struct SubsetTests {
  static let elements = 61
  static let trials = 4_000

  /// Who took part, trial by trial: each update is one tap up.
  private func participation(_ probability: UInt32, seed: UInt64) throws -> [[Double]] {
    var draft = PlanDraft.minimal(nodes: 2, outputNodes: [1])
    draft.header.seed = seed
    draft.header.rule = Rule.sign.rawValue
    draft.header.updateProbability = probability
    draft.elements = (0..<Self.elements).map { _ in .between(0, 1, taps: 0...1 << 24, start: 0) }
    let bench = try EngineBench(draft.named())
    let board = ScriptedBoard { [0, $0.moment.phase == .clamped ? 0 : 1 << 19] }
    board.records = false
    var handle = board
    var last = bench.taps
    return try (0..<Self.trials).map { _ in
      _ = try bench.engine.runTrial(on: &handle)
      let taps = bench.taps
      defer { last = taps }
      return zip(taps, last).map { Double($0 - $1) }
    }
  }

  @Test(arguments: [1, 26, 64, 128, 200, 255] as [UInt32])
  func everyElementTakesPartAsOftenAsAsked(probability: UInt32) throws {
    let p = Double(probability) / 256
    let rows = try participation(probability, seed: 21)
    #expect(rows.allSatisfy { $0.allSatisfy { $0 == 0 || $0 == 1 } })
    let variance = Double(Self.trials) * p * (1 - p)
    var chiSquare = 0.0
    for element in 0..<Self.elements {
      let count = rows.reduce(0) { $0 + $1[element] }
      let deviation = count - Double(Self.trials) * p
      chiSquare += deviation * deviation / variance
      #expect(abs(deviation) < 5 * variance.squareRoot() + 1)
    }
    // Mean n, variance 2n.
    let n = Double(Self.elements)
    #expect(abs(chiSquare - n) < 5 * (2 * n).squareRoot())
  }

  @Test(arguments: [64, 128, 230] as [UInt32])
  func elementsAndTrialsAreIndependent(probability: UInt32) throws {
    let p = Double(probability) / 256
    let scale = 1 / (p * (1 - p)).squareRoot()
    let rows = try participation(probability, seed: 22).map { $0.map { ($0 - p) * scale } }
    // Neighbours up to nine apart share draws of the generator; then the same element in the next
    // trials. Each mean of products is normal with deviation 1 / sqrt(count).
    for lag in 1...9 {
      var (sum, count) = (0.0, 0.0)
      for row in rows {
        for element in 0..<Self.elements - lag {
          sum += row[element] * row[element + lag]
          count += 1
        }
      }
      #expect(abs(sum / count.squareRoot()) < 4.5, "neighbours \(lag) apart")
      (sum, count) = (0, 0)
      for trial in 0..<Self.trials - lag {
        for element in 0..<Self.elements {
          sum += rows[trial][element] * rows[trial + lag][element]
          count += 1
        }
      }
      #expect(abs(sum / count.squareRoot()) < 4.5, "\(lag) trials apart")
    }
  }

  @Test func seedsDrawDifferentSubsetsAndTheSameSeedTheSame() throws {
    let first = try participation(128, seed: 1)
    #expect(try participation(128, seed: 1) == first)
    #expect(try participation(128, seed: 2) != first)
  }

  @Test func withoutASubsetNothingIsDrawn() throws {
    for (probability, batch) in [(256, 1), (256, 2), (255, 1)] as [(UInt32, UInt32)] {
      let draft = randomDraft(elements: 20, nodes: 9, seed: 4) {
        $0.header.updateProbability = probability
        $0.header.batchSize = batch
      }
      let bench = try EngineBench(draft)
      let before = bench.engine.generatorState
      let board = ScriptedBoard {
        randomSamples(9, trial: $0.moment.trial, phase: $0.moment.phase, at: 0)
      }
      var handle = board
      for _ in 0..<4 { _ = try bench.engine.runTrial(on: &handle) }
      #expect((bench.engine.generatorState == before) == (probability == 256))
    }
  }

  /// Those who sit out are as they were, residual included; the others as if all took part.
  @Test func whoSitsOutIsUntouched() throws {
    let samples = { randomSamples(30, trial: $0, phase: $1, at: $2) }
    let draft = randomDraft(elements: 400, nodes: 30, seed: 6)
    let all = try runBeside(draft, trials: 1, samples: samples)
    var partial = draft
    partial.header.updateProbability = 100
    let some = try runBeside(partial, trials: 1, samples: samples)
    let start = ReferenceElements(draft).places.map { Int64($0) }
    var (took, sat) = (0, 0)
    for index in 0..<400 {
      let position = some.bench.positions[index]
      if position == start[index] { sat += 1 } else { took += 1 }
      #expect(position == start[index] || position == all.bench.positions[index])
    }
    #expect(took > 100 && sat > 180)
  }
}
