import DigitalNetwork
import Testing

@Suite struct RelaxationTests {
  /// Sizes that are no multiple of anything; skips; one node.
  private static let shapes: [(nodes: [Int32], pairs: [(Int32, Int32)])] = [
    ([31, 17, 5], [(0, 1), (1, 2)]),
    ([64, 33, 32, 10], [(0, 1), (1, 2), (2, 3)]),
    ([9, 40, 7, 3], [(0, 1), (1, 2), (2, 3), (0, 3), (1, 3)]),
    ([1, 1], [(0, 1)]),
    ([784, 100, 10], [(0, 1), (1, 2)]),
  ]

  /// Skipped zeros, padding, pairs and vectors leave every bit as it is.
  @Test(arguments: shapes.indices, [Int32(1 << 12), 1 << 13, 100]) func everyBit(
    _ shape: Int, _ rate: Int32
  ) throws {
    let (nodes, pairs) = Self.shapes[shape]
    let bench = try DigitalBench(nodes, pairs, rate: rate)
    var draws = Draws(UInt64(shape))
    bench.setTaps { draws.tap(reach: 0.3) }
    let image = draws.image(Int(nodes[0]))
    let target = (0..<Int(nodes[nodes.count - 1])).map { Int16($0 % 2) * 32767 }
    var plain = PlainNetwork(bench, image: image)
    bench.network.impose(image.span)
    bench.network.rest()
    for _ in 0..<12 {
      bench.network.relax(sweeps: 1)
      plain.sweep()
      #expect(bench.states.map { $0.map { Int64($0) } } == plain.states)
    }
    for strength in [Int32(1 << 15), -1 << 15, 1 << 18] {
      bench.network.relax(sweeps: 1, towards: target.span, strength: strength)
      plain.sweep(towards: target, strength: Int64(strength))
      #expect(bench.states.map { $0.map { Int64($0) } } == plain.states)
    }
    // The single pair may well be silent.
    #expect(nodes == [1, 1] || bench.states.dropFirst().joined().contains { $0 > 0 })
  }

  /// The largest weights, biases, states and fan-in: no sum overflows.
  @Test(arguments: [1, -1]) func extremes(_ sign: Int32) throws {
    let bench = try DigitalBench([1_900, 40, 60], [(0, 1), (1, 2)], rate: 1 << 13)
    bench.setTaps { sign * DigitalNetwork.tapLimit }
    let image = Array(repeating: Int16.max, count: 1_900)
    let target = Array(repeating: Int16(sign > 0 ? 32767 : 0), count: 60)
    var plain = PlainNetwork(bench, image: image)
    bench.network.impose(image.span)
    for _ in 0..<3 {
      bench.network.relax(sweeps: 1, towards: target.span, strength: sign << 18)
      plain.sweep(towards: target, strength: Int64(sign) << 18)
      #expect(bench.states.map { $0.map { Int64($0) } } == plain.states)
    }
    #expect(bench.states[1].allSatisfy { $0 == (sign > 0 ? 32767 : 0) })
  }

  /// A sweep that changes nothing ends it, and what follows would have changed nothing.
  @Test func stopsWhereNothingChanges() throws {
    let bench = try DigitalBench([31, 17, 5], [(0, 1), (1, 2)])
    var draws = Draws(5)
    bench.setTaps { draws.tap(reach: 0.2) }
    let image = draws.image(31)
    bench.network.impose(image.span)
    let done = bench.network.relax(sweeps: 1_000)
    #expect(done < 100)
    let stopped = bench.states
    // One that is told not to stop: sweeps one by one.
    bench.network.rest()
    bench.network.impose(image.span)
    for _ in 0..<1_000 { bench.network.relax(sweeps: 1) }
    #expect(bench.states == stopped)
    #expect(bench.network.relax(sweeps: 7) == 1)
  }

  /// Where it stops, a state between 0 and 1 is what its node hears, within the rounding of its last
  /// step; at 0 it hears less, at 1 more (the energy's gradient).
  @Test func restsWhereTheEnergyIsLeast() throws {
    let bench = try DigitalBench([64, 33, 32, 10], [(0, 1), (1, 2), (2, 3)])
    var draws = Draws(6)
    bench.setTaps { draws.tap(reach: 0.2) }
    let image = draws.image(64)
    bench.network.impose(image.span)
    #expect(bench.network.relax(sweeps: 2_000) < 2_000)
    var plain = PlainNetwork(bench, image: image)
    plain.states = bench.states.map { $0.map { Int64($0) } }
    var between = 0
    for layer in 1..<4 {
      for (node, state) in plain.states[layer].enumerated() {
        let heard = plain.heard(layer: layer, node: node) >> 5
        switch state {
        case 0: #expect(heard <= 1)
        case 32767: #expect(heard >= 32766)
        default:
          between += 1
          #expect(abs(heard - state) <= 1)
        }
      }
    }
    #expect(between > 20)
  }

  private static let refused:
    [(layers: [Int32], pairs: [(Int32, Int32)], error: DigitalShapeError)] =
      [
        ([5], [(0, 0)], .layerCount(1)),
        (Array(repeating: 2, count: 9), [(0, 1)], .layerCount(9)),
        ([5, 0], [(0, 1)], .nodeCount(layer: 1, 0)),
        ([2_049, 3], [(0, 1)], .nodeCount(layer: 0, 2_049)),
        ([5, 3], [], .blockCount(0)),
        ([5, 3], [(1, 0)], .block(0)),
        ([5, 3], [(0, 1), (0, 2)], .block(1)),
        ([5, 3], [(-1, 1)], .block(0)),
        ([2_001, 3], [(0, 1)], .fanIn(layer: 1, 2_002)),
        ([1_000, 3, 1_001], [(0, 1), (1, 2)], .fanIn(layer: 1, 2_002)),
      ]

  @Test(arguments: refused.indices) func shapesThatAreRefused(_ index: Int) {
    let (nodes, pairs, error) = Self.refused[index]
    let layers = nodes.map { DigitalLayer(nodeCount: $0) }
    let blocks = pairs.map { DigitalBlock(from: $0.0, to: $0.1) }
    #expect(throws: error) { try DigitalShape.check(layers.span, blocks.span) }
  }

  @Test(arguments: [0, 8_193]) func ratesThatAreRefused(_ rate: Int32) {
    let layers = [DigitalLayer(nodeCount: 5), DigitalLayer(nodeCount: 3, rate: rate)]
    #expect(throws: DigitalShapeError.rate(layer: 1, rate)) {
      try DigitalShape.check(layers.span, [DigitalBlock(from: 0, to: 1)].span)
    }
  }
}
