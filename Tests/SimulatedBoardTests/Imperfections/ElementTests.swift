import Foundation
import SimulatedBoard
import Testing

@Suite struct ElementTests {
  private func board(_ elements: [ElementModel], seed: UInt64 = 1) -> BoardModel {
    BoardModel(
      name: "pots", seed: seed, fullScaleVolts: 5, nodes: ["a", "b"],
      sources: [source("s", 0), source("t", 1)], clamps: [],
      probes: ProbeModel(converter: idealConverter), elements: elements)
  }

  private func element(
    _ law: ElementModel.Law, taps: Int = 128, tolerance: Double = 0, spread: Double = 0
  ) -> ElementModel {
    ElementModel(
      name: "e", nodeA: 0, nodeB: 1, law: law, taps: taps, minimumTap: 0, maximumTap: taps - 1,
      startTap: 0, tolerance: tolerance, tapSpread: spread)
  }

  private func ohms(_ model: BoardModel, _ tap: Int) throws -> Double {
    try model.elementOhms(at: Array(repeating: Int32(tap), count: model.elements.count))[0]
  }

  @Test func linearLaw() throws {
    let model = board([element(.linear(endToEndOhms: 10_000, wiperOhms: 75), taps: 256)])
    for tap in 0..<256 {
      let expected = 75 + 10_000 * Double(tap) / 256
      #expect(abs(try ohms(model, tap) - expected) < 1e-9)
    }
    // Outside the range: the nearest.
    #expect(try ohms(model, -5) == ohms(model, 0))
    #expect(try ohms(model, 1000) == ohms(model, 255))
  }

  @Test func logarithmicLawEndsAndMiddle() throws {
    let law = ElementModel.Law.logarithmic(endToEndOhms: 10_000, wiperOhms: 75, base: 100)
    let model = board([element(law, taps: 100)])
    #expect(abs(try ohms(model, 0) - 75) < 1e-9)
    // base^(1/2) = 10: (10 - 1) / 99 of the track.
    #expect(abs(try ohms(model, 50) - (75 + 10_000.0 / 11)) < 1e-8)
    // One step before the whole track.
    let last = 75 + 10_000 * (pow(100, 0.99) - 1) / 99
    #expect(abs(try ohms(model, 99) - last) < 1e-8)
  }

  @Test func conductanceLawReachesBothEnds() throws {
    let law = ElementModel.Law.conductance(minimumSiemens: 1e-6, maximumSiemens: 1e-3)
    for spread in [0, 0.2] {
      let model = board([element(law, taps: 1024, spread: spread)])
      #expect(abs(1 / (try ohms(model, 0)) - 1e-6) < 1e-18)
      #expect(abs(1 / (try ohms(model, 1023)) - 1e-3) < 1e-15)
    }
  }

  @Test func tolerancesFillTheirBoundsAndFollowTheSeed() throws {
    let law = ElementModel.Law.linear(endToEndOhms: 10_000, wiperOhms: 0)
    func factors(_ seed: UInt64) throws -> [Double] {
      let model = board(Array(repeating: element(law, tolerance: 0.3), count: 4_000), seed: seed)
      return try model.elementOhms(at: Array(repeating: 64, count: 4_000)).map { $0 / 5_000 }
    }
    let first = try factors(1)
    #expect(first.allSatisfy { $0 >= 0.7 && $0 <= 1.3 })
    // Uniform: mean 1, variance 0.3^2 / 3; five standard errors of 4,000 draws.
    let mean = first.reduce(0, +) / 4_000
    let variance = first.map { ($0 - 1) * ($0 - 1) }.reduce(0, +) / 4_000
    #expect(abs(mean - 1) < 5 * 0.1732 / 63.2)
    #expect(abs(variance - 0.03) < 5 * 0.0268 / 63.2)
    #expect(first.reduce(2, min) < 0.702 && first.reduce(0, max) > 1.298)
    #expect(try factors(1) == first)
    let second = try factors(2)
    #expect(zip(first, second).filter { $0 == $1 }.count < 5)
  }

  @Test func oneMoreElementLeavesTheOthersAsTheyWere() throws {
    let law = ElementModel.Law.linear(endToEndOhms: 10_000, wiperOhms: 40)
    let one = element(law, tolerance: 0.3, spread: 0.2)
    let few = try board([one, one]).elementOhms(at: [50, 60])
    let more = try board([one, one, one]).elementOhms(at: [50, 60, 70])
    #expect(Array(more.prefix(2)) == few)
    // Nor does noise, an offset or a leakage elsewhere.
    var noisy = board([one, one])
    noisy.probes.converter.offsetVolts = 0.1
    noisy.probes.leakageAmperes = 1e-6
    #expect(try noisy.elementOhms(at: [50, 60]) == few)
  }

  @Test func unequalTapsStayMonotonicWithTheirSpread() throws {
    let law = ElementModel.Law.linear(endToEndOhms: 1024, wiperOhms: 0)
    let spread = 0.1
    let model = board([element(law, taps: 1024, spread: spread)])
    let curve = try (1..<1024).map { try ohms(model, $0) }
    let steps = zip(curve.dropFirst(), curve).map { $0 - $1 }
    #expect(steps.allSatisfy { $0 > 0 })
    let mean = steps.reduce(0, +) / Double(steps.count)
    let variance = steps.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(steps.count)
    #expect(abs(mean - 1) < 0.01)
    // Five standard errors of a standard deviation over 1,022 steps.
    #expect(abs(variance.squareRoot() - spread) < 5 * spread / (2 * 1022.0).squareRoot())
    #expect(abs((curve.last ?? 0) - 1023) < 2)
  }

  @Test func driftIsAFunctionOfTheTrial() throws {
    var model = BoardModel(
      name: "drift", seed: 3, fullScaleVolts: 5, nodes: ["a", "b"], sources: [source("s", 0)],
      clamps: [], probes: ProbeModel(converter: idealConverter), elements: [pot("e", 0, 1)],
      resistors: [ResistorModel(name: "r", nodeA: 1, nodeB: nil, ohms: 50_000)])
    model.drift = DriftModel(fraction: 0.1, periodTrials: 1000)
    func ohms(_ board: inout SimulatedBoard, _ trial: UInt64) -> Double {
      _ = board.reading(trial: trial, drive: samples([4]))
      let state = board.trueState()
      return (state.nodeVolts[0] - state.nodeVolts[1]) / state.elementAmperes[0]
    }
    var board = try SimulatedBoard(model)
    let still = try model.elementOhms(at: [64])[0]
    let walk = (0..<1000).map { ohms(&board, UInt64($0)) / still - 1 }
    // A whole period of a sine with amplitude 0.1, in 1,000 steps.
    #expect(abs(walk.reduce(0, max) - 0.1) < 1e-5)
    #expect(abs(walk.reduce(0, min) + 0.1) < 1e-5)
    #expect(abs(walk.reduce(0, +)) < 1e-9)
    #expect(zip(walk, walk.dropFirst()).allSatisfy { abs($1 - $0) < 0.1 * 2 * Double.pi / 999 })
    var late = try SimulatedBoard(model)
    #expect(ohms(&late, 777) / still - 1 == walk[777])
  }
}
