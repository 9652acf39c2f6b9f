import BoardInterface
import FixedPoint
import Foundation
import SimulatedBoard
import Testing

@Suite struct NoiseTests {
  /// 1,000 nodes held at 0 V, read with noise of a hundredth of full scale.
  private func model(seed: UInt64 = 1, count: Int = 1_000) -> BoardModel {
    var probe = idealConverter
    probe.noiseVolts = 0.05
    return BoardModel(
      name: "noise", seed: seed, fullScaleVolts: 5, nodes: (0..<count).map { "n\($0)" },
      sources: (0..<count).map { source("s\($0)", $0) }, clamps: [],
      probes: ProbeModel(converter: probe), elements: [])
  }

  private let zeros = [Sample](repeating: .zero, count: 1_000)

  /// Moments and tails of a million deviates against the normal distribution, at five standard
  /// errors.
  @Test func isNormal() throws {
    var board = try SimulatedBoard(model())
    var deviates: [Double] = []
    for trial in 0..<1_000 {
      deviates += board.reading(trial: UInt64(trial), drive: zeros).map {
        Double($0) * 0x1p-20 / 0.01
      }
    }
    let n = Double(deviates.count)
    func moment(_ power: Int) -> Double {
      deviates.reduce(0) { sum, value in sum + (0..<power).reduce(1) { p, _ in p * value } } / n
    }
    // Var of x^k is E x^2k - (E x^k)^2: 1, 2, 15, 96, 10,170 for k = 1, 2, 3, 4, 6.
    for (power, expected, variance) in [
      (1, 0.0, 1.0), (2, 1, 2), (3, 0, 15), (4, 3, 96), (6, 15, 10_170),
    ] {
      #expect(abs(moment(power) - expected) < 5 * (variance / n).squareRoot())
    }
    // Through the layers, at their base and in the tail beyond 3.654.
    for edge in [-3.7, -3, -2, -1, -0.3, 0, 0.2, 0.7, 1.5, 2.5, 3.3, 3.654, 4] {
      let expected = 0.5 * erfc(-edge / 2.0.squareRoot())
      let counted = Double(deviates.count { $0 <= edge }) / n
      let error = 5 * (expected * (1 - expected) / n).squareRoot() + 1 / n
      #expect(abs(counted - expected) < error)
    }
  }

  @Test func readingsAndNodesAreIndependent() throws {
    var board = try SimulatedBoard(model())
    var sumNodes = 0.0
    var sumReadings = 0.0
    var sumTrials = 0.0
    var before = board.reading(trial: 0, drive: zeros)
    for trial in 1...200 {
      let first = board.reading(trial: UInt64(trial), drive: zeros)
      let second = board.again()
      for node in 0..<1_000 {
        let scale = 1 / (0.01 * 0x1p20)
        let here = Double(first[node]) * scale
        sumReadings += here * Double(second[node]) * scale
        sumTrials += here * Double(before[node]) * scale
        if node > 0 { sumNodes += here * Double(first[node - 1]) * scale }
      }
      before = first
    }
    // Products of independent deviates: mean 0, variance 1; 200,000 of them.
    for sum in [sumNodes, sumReadings, sumTrials] { #expect(abs(sum) < 5 * 200_000.0.squareRoot()) }
  }

  @Test func aLaterTrialDoesNotDependOnEarlierOnes() throws {
    var converter = ConverterModel(bits: 12, lowVolts: -5, highVolts: 5, noiseVolts: 0.01)
    converter.offsetVolts = 0.01
    var model = randomModel(nodes: 9, edges: 16, seed: 8, converter: converter)
    model.settling = SettlingModel(timeConstantMicroseconds: 20)
    model.clamps[0].converter = converter
    var taps = model.elements.map { Int32($0.startTap) }
    taps[3] += 5
    func trial(_ board: inout SimulatedBoard, _ number: UInt64) -> [Int32] {
      var seen: [Int32] = []
      board.begin(Moment(trial: number, example: 3, phase: .free))
      board.drive(samples([1, 2]).span)
      board.settle(microseconds: 30)
      seen += board.again() + board.again()
      board.begin(Moment(trial: number, example: 3, phase: .clamped))
      board.clamp(samples([1, 2]).span)
      board.settle(microseconds: 30)
      seen += board.again()
      board.release()
      return seen
    }
    var whole = try SimulatedBoard(model)
    for number in 0..<7 {
      _ = trial(&whole, UInt64(number))
      if number % 2 == 0 { _ = whole.again() }
    }
    whole.turn(taps.span)
    var resumed = try SimulatedBoard(model)
    resumed.turn(taps.span)
    let expected = trial(&whole, 7)
    #expect(trial(&resumed, 7) == expected)
    #expect(trial(&resumed, 8) != expected)
    var other = model
    other.seed += 1
    var otherBoard = try SimulatedBoard(other)
    otherBoard.turn(taps.span)
    #expect(trial(&otherBoard, 7) != expected)
  }

  @Test func withoutNoiseReadingsRepeat() throws {
    var quiet = try SimulatedBoard(model().withoutNoise())
    #expect(quiet.reading(trial: 1, drive: zeros) == quiet.reading(trial: 2, drive: zeros))
    var noisy = try SimulatedBoard(model())
    #expect(noisy.reading(trial: 1, drive: zeros) != noisy.reading(trial: 2, drive: zeros))
  }

  @Test func theIdealBoardReadsThePhysicsItself() throws {
    var coarse = ConverterModel(bits: 6, lowVolts: 0, highVolts: 3, noiseVolts: 0.1)
    coarse.gainErrorFraction = 0.1
    var model = randomModel(nodes: 9, edges: 16, seed: 2, converter: coarse)
    model.probes.leakageAmperes = 1e-6
    model.supplyErrorFraction = 0.1
    model.settling = SettlingModel(timeConstantMicroseconds: 1e9)
    let drive = samples([1.3, 2.9])
    var board = try SimulatedBoard(model.ideal())
    let read = board.reading(drive: drive)
    let exact = try ResistorNetwork(model).solve(
      driveVolts: drive.map { Double($0.raw) * 5 * 0x1p-20 })
    for node in read.indices {
      #expect(abs(Double(read[node]) - exact.nodeVolts[node] / 5 * 0x1p20) <= 0.5 + 1e-6)
    }
  }
}
