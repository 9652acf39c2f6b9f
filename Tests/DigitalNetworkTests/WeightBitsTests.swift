import DigitalNetwork
import Testing

/// Weights of fewer bits: what the network multiplies with is the nearest of the steps that are
/// left, while taps keep all of theirs.
@Suite struct WeightBitsTests {
  /// A node that hears one input of 1/2 through one weight, with whole steps, says half the weight.
  private func said(_ tap: Int32, bits: Int32, scale: Int32) throws -> Int {
    let bench = try DigitalBench(
      [1, 1, 1], [(0, 1), (1, 2)], rate: 1 << 13, bits: bits, scale: scale)
    bench.setTaps { 0 }
    bench.set(block: 0, to: [tap])
    bench.network.impose([16_384].span)
    bench.network.relax(sweeps: 3)
    return Int(bench.states[1][0])
  }

  private struct Edge: Sendable {
    var bits: Int32
    var scale: Int32
    var tap: Int32
    var steps: Int

    init(_ bits: Int32, _ scale: Int32, _ tap: Int32, _ steps: Int) {
      (self.bits, self.scale, self.tap, self.steps) = (bits, scale, tap, steps)
    }
  }

  /// Taps at the edges of a step, 2^-30: 8 bits of up to 1, and of up to 1/4; 2 bits.
  private static let edges: [Edge] = [
    Edge(8, 0, 0x40_0000, 1), Edge(8, 0, 0x3F_FFFF, 0), Edge(8, 0, 0xBF_FFFF, 1),
    Edge(8, 0, 0xC0_0000, 2), Edge(8, 0, 0x2000_0000, 64), Edge(8, 0, 0x3FFF_8000, 127),
    Edge(8, 2, 0x10_0000, 1), Edge(8, 2, 0x0F_FFFF, 0), Edge(8, 2, 0x2000_0000, 127),
    Edge(2, 0, 0x2000_0000, 1), Edge(2, 0, 0x0FFF_FFFF, 0),
  ]

  @Test(arguments: edges.indices) func nearestStep(_ index: Int) throws {
    let edge = Self.edges[index]
    let said = try said(edge.tap, bits: edge.bits, scale: edge.scale)
    // A step is 2^(16 - bits - scale) of 2^-15, and half of it is heard.
    #expect(said == edge.steps << Int(16 - edge.bits - edge.scale) / 2)
  }

  /// Every pair, both ways and within a layer, as a network of 16 bits that is given the rounded
  /// taps; whatever vectors round them.
  @Test(arguments: [(Int32(8), Int32(0)), (8, 1), (6, 2), (4, 1)], VectorsTests.kinds)
  func asRoundedTaps(_ width: (bits: Int32, scale: Int32), _ kind: DigitalVectors) throws {
    let (bits, scale) = width
    let nodes: [Int32] = [31, 37, 9, 5]
    let pairs: [(Int32, Int32)] = [(0, 1), (1, 1), (1, 2), (2, 3), (0, 3)]
    let coarse = try DigitalBench(nodes, pairs, bits: bits, scale: scale)
    let whole = try DigitalBench(nodes, pairs)
    coarse.network.limit(to: kind)
    var draws = Draws(8)
    coarse.setTaps { draws.tap(reach: 0.4) }
    draws = Draws(8)
    whole.setTaps { draws.tap(reach: 0.4) }
    let step = Double(Int64(1) << Int64(31 - bits - scale))
    let most = Double(Int64(1) << Int64(bits - 1)) - 1
    for (index, block) in whole.taps.enumerated() {
      whole.set(
        block: index,
        to: block.map {
          // Halves go up.
          let steps = (Double($0) / step + 0.5).rounded(.down)
          return Int32(min(max(steps, -most), most) * step)
        })
    }
    let image = draws.image(31)
    for bench in [coarse, whole] {
      bench.network.impose(image.span)
      bench.network.rest()
      bench.network.relax(sweeps: 40)
    }
    #expect(coarse.states == whole.states)
    #expect(coarse.states[1].contains { $0 > 0 && $0 < 32_767 })
  }

  @Test(arguments: [(Int32(1), Int32(0)), (17, 0), (8, 9), (8, -1), (16, 1)]) func refused(
    _ bits: Int32, _ scale: Int32
  ) {
    #expect(throws: DigitalShapeError.block(0)) {
      _ = try DigitalBench([2, 2], [(0, 1)], bits: bits, scale: scale)
    }
  }
}
