import DigitalNetwork
import Foundation
import Testing

/// Smooth layers, links within a layer, and the order of layers, against the same equations in
/// floating point.
@Suite struct SmoothTests {
  /// Layers of every kind, links within two of them, and one across.
  private static let kinds: [[DigitalActivation]] = [
    [.hardSigmoid, .tanh, .tanh, .tanh], [.tanh, .sigmoid, .sigmoid, .sigmoid],
    [.hardSigmoid, .tanh, .hardSigmoid, .sigmoid], [.hardSigmoid, .sigmoid, .tanh, .hardSigmoid],
    [.hardSigmoid, .hardSigmoid, .hardSigmoid, .hardSigmoid],
  ]
  private let nodes: [Int32] = [13, 21, 10, 5]
  private let pairs: [(Int32, Int32)] = [(0, 1), (1, 1), (1, 2), (2, 3), (3, 3), (0, 3), (1, 3)]

  private func bench(
    _ kinds: [DigitalActivation], rate: Int32, reach: Double = 0.25, seed: UInt64 = 1
  ) throws -> (bench: DigitalBench, image: [Int16], target: [Int16]) {
    let bench = try DigitalBench(nodes, pairs, rate: rate, activations: kinds)
    var draws = Draws(seed)
    bench.setTaps { draws.tap(reach: reach) }
    let image = (0..<nodes[0]).map { _ in
      Int16((draws.uniform() * 2 - (kinds[0] == .tanh ? 1 : 0)) * 16_000)
    }
    bench.network.impose(image.span)
    bench.network.rest()
    return (bench, image, (0..<Int(nodes[3])).map { Int16($0 % 2) * 20_000 })
  }

  private func difference(_ bench: DigitalBench, _ float: FloatNetwork) -> Double {
    var worst = 0.0
    for layer in 1..<bench.layers.count {
      for (state, wanted) in zip(bench.fineStates(layer), float.states[layer]) {
        worst = max(worst, abs(state - wanted))
      }
    }
    return worst
  }

  /// Step by step, free and then nudged to either side.
  @Test(arguments: kinds, [DigitalOrder.together, .alternating]) func followsItsEquation(
    _ kinds: [DigitalActivation], _ order: DigitalOrder
  ) throws {
    let (bench, image, target) = try bench(kinds, rate: 1_000)
    bench.network.order = order
    var float = FloatNetwork(bench, image: image)
    var worst = 0.0
    for sweep in 0..<90 {
      let strength = sweep < 30 ? 0 : sweep < 60 ? 0.5 : -0.25
      if strength == 0 {
        bench.network.relax(sweeps: 1)
      } else {
        bench.network.relax(
          sweeps: 1, towards: target.span, strength: Int32(strength * 65_536))
      }
      float.sweep(order, towards: target, strength: strength)
      worst = max(worst, difference(bench, float))
    }
    // Messages are cut to 2^-15, and hard states at every step, which then is an eighth of the way:
    // up to four of 2^-15 are no step.
    let isSmooth = !kinds.dropFirst().contains(.hardSigmoid)
    #expect(worst < (isSmooth ? 4 : 10) * 0x1p-15, "\(worst * 0x1p15) of 2^-15")
    #expect(float.states.dropFirst().allSatisfy { $0.contains { abs($0) > 0.05 } })
  }

  /// A last layer that moves in the second half of a sweep is nudged there.
  @Test(arguments: [DigitalActivation.hardSigmoid, .tanh]) func nudgesInTurn(
    _ activation: DigitalActivation
  ) throws {
    let bench = try DigitalBench(
      [13, 21, 5], [(0, 1), (1, 2), (0, 2)], rate: 4_096,
      activations: Array(repeating: activation, count: 3))
    var draws = Draws(3)
    bench.setTaps { draws.tap(reach: 0.25) }
    let image = draws.image(13, share: 0.9)
    let target = (0..<5).map { Int16($0 % 2) * 20_000 }
    bench.network.impose(image.span)
    bench.network.order = .alternating
    var float = FloatNetwork(bench, image: image)
    for _ in 0..<20 {
      bench.network.relax(sweeps: 1, towards: target.span, strength: 1 << 15)
      float.sweep(.alternating, towards: target, strength: 0.5)
    }
    #expect(difference(bench, float) < 4 * 0x1p-15)
  }

  /// All orders come to rest, at the same place.
  @Test(arguments: kinds) func ordersRestAtTheSamePlace(_ kinds: [DigitalActivation]) throws {
    let (bench, _, _) = try bench(kinds, rate: 2_000, reach: 0.2)
    let together = bench.network.relax(sweeps: 5_000)
    let states = (1..<4).map { bench.fineStates($0) }
    bench.network.order = .alternating
    bench.network.rest()
    let alternating = bench.network.relax(sweeps: 5_000)
    #expect(together < 2_000 && alternating < 2_000)
    let isSmooth = !kinds.dropFirst().contains(.hardSigmoid)
    for (index, wanted) in states.enumerated() {
      for (state, wanted) in zip(bench.fineStates(index + 1), wanted) {
        #expect(abs(state - wanted) <= (isSmooth ? 2 : 4) * 0x1p-15)
      }
    }
  }

  /// Two layers that silence each other: with whole steps both are silent, then both speak, without
  /// end; in turn they rest at once, each half sweep at the least energy of what moves in it.
  @Test func alternatingEndsOscillation() throws {
    let bench = try DigitalBench([1, 4, 4], [(0, 1), (1, 2)], rate: 1 << 13)
    bench.setTaps { 1 << 29 }
    bench.set(block: 1, to: Array(repeating: -1 << 29, count: 16))
    bench.network.impose([16_384].span)
    #expect(bench.network.relax(sweeps: 1_000) == 1_000)
    bench.network.order = .alternating
    bench.network.rest()
    #expect(bench.network.relax(sweeps: 1_000) == 2)
    // 1/2 of bias and 1/4 of the input; the others hear 1/2 less 4 times 3/8.
    #expect(bench.states[1] == Array(repeating: 24_576, count: 4))
    #expect(bench.states[2] == Array(repeating: 0, count: 4))
  }

  /// A state that does not change ends it, and what follows would have changed nothing.
  @Test func smoothLayersStopExactly() throws {
    let (bench, _, _) = try bench(Self.kinds[0], rate: 1_000)
    let done = bench.network.relax(sweeps: 20_000)
    #expect(done < 2_000)
    let states = (1..<4).map { bench.fineStates($0) }
    for _ in 0..<50 { bench.network.relax(sweeps: 1) }
    #expect((1..<4).map { bench.fineStates($0) } == states)
  }

  /// A new network is one at rest, where a sigmoid's nodes say 1/2.
  @Test func beginsAtRest() throws {
    let bench = try DigitalBench([3, 4], [(0, 1)], activations: [.hardSigmoid, .sigmoid])
    #expect(bench.states[1] == Array(repeating: 16_384, count: 4))
    bench.setTaps { 1 << 29 }
    bench.network.impose([1, 2, 3].span)
    bench.network.relax(sweeps: 3)
    #expect(bench.states[1].allSatisfy { $0 > 17_000 })
    bench.network.rest()
    #expect(bench.states[1] == Array(repeating: 16_384, count: 4))
    #expect(bench.fineStates(1) == Array(repeating: 0, count: 4))
  }

  /// The largest weights and levels: nothing overflows, states stay within their 32 bits.
  @Test(arguments: [DigitalActivation.tanh, .sigmoid], [Int32(1), -1]) func extremes(
    _ activation: DigitalActivation, _ sign: Int32
  ) throws {
    let bench = try DigitalBench(
      [1_900, 40, 60], [(0, 1), (1, 2)], rate: 1 << 13,
      activations: [activation, activation, activation])
    bench.setTaps { sign * DigitalNetwork.tapLimit }
    let image = Array(repeating: Int16(activation == .tanh ? -32_768 : 32_767), count: 1_900)
    let target = Array(repeating: Int16(sign * 32_767), count: 60)
    bench.network.impose(image.span)
    // The first step would lead hundreds beyond.
    bench.network.relax(sweeps: 1)
    let side: Double = activation == .tanh ? -8 : 8
    #expect(bench.fineStates(1).allSatisfy { abs($0 - side * Double(sign)) <= 0x1p-28 })
    for _ in 0..<20 {
      bench.network.relax(sweeps: 1, towards: target.span, strength: sign << 18)
      #expect(bench.fineStates(1).allSatisfy { abs($0) <= 8 })
      #expect(bench.fineStates(2).allSatisfy { abs($0) <= 8 })
    }
  }
}
