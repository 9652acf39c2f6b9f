import Foundation
import LearningEngine
import Plan
import PlanImage
import Testing

/// Each local term against its formula in floating point (docs/dynamical-networks.md), over T
/// samples, as the taps that an element moves by.
@Suite struct TermTests {
  /// x_i, x_j and x_k free, and d of i and j, of one sample; fractions of full scale.
  private struct Seen {
    var i, j, k, di, dj: Double
  }

  private static let nodes = 4
  private static let samples = 3

  /// Where an element of this term ends, in taps from its start, after one trial.
  private func moved(
    _ term: PlanTerm, wraps: Bool = false, seed: UInt64, states: ClosedRange<Double>
  ) throws -> (taps: [Double], seen: [Seen]) {
    var draft = PlanDraft.minimal(nodes: Self.nodes, outputNodes: [3], rateMantissa: 1 << 62)
    draft.header.samplesPerTrial = UInt32(Self.samples)
    draft.header.wraps = wraps ? 1 : 0
    let count = term.kind >= LocalTerm.speed.rawValue ? 3 : 1
    draft.elements = Array(
      repeating: .between(0, 1, taps: 0...(1 << 24), start: 1 << 23), count: count)
    draft.terms = (0..<count).map {
      var one = term
      one.kind += UInt16($0)
      return one
    }
    draft.trainInputs = Array(repeating: 0, count: Self.samples)
    draft.targetRows = Array(repeating: 0, count: Self.samples)
    var draws = Draws(seed)
    let free = (0..<Self.samples).map { _ in draws.samples(Self.nodes, states) }
    let clamped = free.map { row in
      row.map { max(min($0 + draws.sample(-0.25...0.25), fullScale - 1), -fullScale) }
    }
    let bench = try EngineBench(draft.named())
    let board = ScriptedBoard { board in
      (board.moment.phase == .free ? free : clamped)[board.samplesTaken]
    }
    var handle = board
    _ = try bench.engine.runTrial(on: &handle)
    let unit = 0x1p-20
    let seen = (0..<Self.samples).map { t in
      Seen(
        i: Double(free[t][0]) * unit, j: Double(free[t][1]) * unit, k: Double(free[t][2]) * unit,
        di: Double(clamped[t][0] - free[t][0]) * unit,
        dj: Double(clamped[t][1] - free[t][1]) * unit)
    }
    // A mantissa of 2^62 moves 2^8 taps per full scale squared.
    return ((0..<count).map { Self.moved(bench, $0) }, seen)
  }

  /// From its start at 2^23, in contrasts; a residual of 2^29 owes nothing.
  private static func moved(_ bench: EngineBench, _ index: Int) -> Double {
    let tap = Double(bench.taps[index]) - 0x1p23
    let owed = (Double(bench.residuals[index]) - 0x1p29) * 0x1p-30
    return (tap + owed) * 0x1p-8
  }

  private func check(
    _ term: PlanTerm, wraps: Bool = false, states: ClosedRange<Double> = -1...1,
    _ formulas: ((Seen) -> Double)...
  ) throws {
    for seed in UInt64(0)..<50 {
      let (taps, seen) = try moved(term, wraps: wraps, seed: seed, states: states)
      for (tap, formula) in zip(taps, formulas) {
        let wanted = seen.map(formula).reduce(0, +)
        // Factors are rounded to 2^-20, and there are three samples.
        #expect(abs(tap - wanted) < 24 * 0x1p-20, "\(tap), \(wanted)")
      }
    }
  }

  @Test func linear() throws {
    try check(PlanTerm(.linear, restTap: 0)) { $0.di * $0.j }
    try check(PlanTerm(.linear, isReciprocal: true, restTap: 0)) { $0.di * $0.j + $0.dj * $0.i }
  }

  @Test func sine() throws {
    func wrapped(_ x: Double) -> Double { remainder(x, 2) }
    try check(PlanTerm(.sine, restTap: 0), wraps: true) {
      wrapped($0.di) * sin(.pi * ($0.j - $0.i))
    }
    try check(PlanTerm(.sine, isReciprocal: true, restTap: 0), wraps: true) {
      (wrapped($0.di) - wrapped($0.dj)) * sin(.pi * ($0.j - $0.i))
    }
  }

  /// The activation is probed at the third node.
  @Test func neurons() throws {
    try check(PlanTerm(.synapse, nodeC: 2, restTap: 0), states: 0...1) {
      $0.di * $0.j * $0.k * (1 - $0.k)
    }
    try check(PlanTerm(.bias, nodeC: 2, restTap: 0), states: 0...1) {
      $0.di * $0.k * (1 - $0.k)
    }
    try check(PlanTerm(.leak, restTap: 0)) { -$0.di * $0.i }
  }

  @Test func species() throws {
    try check(PlanTerm(.interaction, restTap: 0), states: 0...1) { -$0.di * $0.i * $0.j }
  }

  /// V = .75, K = .125, I = 2 at the start tap 2^23: 2^-52 x scale x 2^23 of a unit each. Factors
  /// of K and I are a sixteenth.
  @Test func channels() throws {
    func flow(_ seen: Seen) -> Double { 0.75 * perSpeed(seen) }
    func perSpeed(_ seen: Seen) -> Double { seen.j / ((0.125 + seen.j) * (1 + 2 * seen.k)) }
    for seed in UInt64(0)..<50 {
      var draft = PlanDraft.minimal(nodes: Self.nodes, outputNodes: [3], rateMantissa: 1 << 62)
      draft.header.samplesPerTrial = 1
      draft.elements = Array(
        repeating: .between(0, 1, taps: 0...(1 << 24), start: 1 << 23), count: 3)
      draft.terms = [
        PlanTerm(.speed, nodeC: 2, restTap: 0, scale: 3 << 27),
        PlanTerm(.halfSaturation, nodeC: 2, restTap: 0, offset: 1 << 10, scale: 127 << 19),
        PlanTerm(.inhibition, nodeC: 2, restTap: 0, scale: 1 << 30),
      ]
      var draws = Draws(seed)
      let free = draws.samples(Self.nodes, 0...1)
      let clamped = free.map { max(min($0 + draws.sample(-0.25...0.25), fullScale), 0) }
      let bench = try EngineBench(draft.named())
      let board = ScriptedBoard { $0.moment.phase == .free ? free : clamped }
      var handle = board
      _ = try bench.engine.runTrial(on: &handle)
      let seen = Seen(
        i: Double(free[0]) * 0x1p-20, j: Double(free[1]) * 0x1p-20, k: Double(free[2]) * 0x1p-20,
        di: Double(clamped[0] - free[0]) * 0x1p-20, dj: Double(clamped[1] - free[1]) * 0x1p-20)
      let lever = seen.di - seen.dj
      let wanted = [
        lever * perSpeed(seen), -lever * flow(seen) / (0.125 + seen.j) / 16,
        -lever * flow(seen) * seen.k / (1 + 2 * seen.k) / 16,
      ]
      for index in 0..<3 {
        let tap = Self.moved(bench, index)
        #expect(abs(tap - wanted[index]) < 24 * 0x1p-20, "\(index): \(tap), \(wanted[index])")
      }
    }
  }
}
