import DigitalNetwork
import Testing

/// Links within a layer: symmetric, and none of a node to itself.
@Suite struct LateralTests {
  /// A node never hears itself, and a pair is heard by both: what is below the diagonal and on it is
  /// of no matter.
  @Test func linksWithinALayerAreSymmetric() throws {
    var found: [[Double]] = []
    for other in [Int32(0), 1 << 29] {
      let bench = try DigitalBench([2, 3], [(0, 1), (1, 1)])
      var tap: Int32 = 0
      bench.setTaps {
        tap += 1 << 24
        return tap
      }
      // Row by row; above the diagonal .5, -.25 and .125.
      bench.set(
        block: 1,
        to: [other, 1 << 29, -1 << 28, other, other, 1 << 27, other, other, other])
      bench.network.impose([16_384, 16_384].span)
      bench.network.relax(sweeps: 1_000)
      found.append(bench.fineStates(1))
    }
    #expect(found[0] == found[1])
    #expect(found[0].allSatisfy { $0 > 0.05 && $0 < 0.95 })
  }

  /// Elements within a layer learn what their ends said, of either sign, stay symmetric, and keep
  /// none for a node and itself.
  @Test(arguments: [DigitalActivation.hardSigmoid, .tanh]) func linksWithinALayerLearn(
    _ activation: DigitalActivation
  ) throws {
    let bench = try DigitalBench(
      [6, 9], [(0, 1), (1, 1)], activations: [activation, activation])
    let elements = try #require(ElementsBench(bench, batch: 2))
    let rates = [
      DigitalRate(mantissa: 900_001, shift: 14), DigitalRate(mantissa: 700_001, shift: 14),
    ]
    var draws = Draws(4)
    elements.elements.withTaps(block: 0) { taps in
      for at in taps.indices { taps[at] = draws.tap(reach: 0.4) }
    }
    let target = (0..<9).map { Int16($0 % 3) * 16_000 }
    var wanted = Array(repeating: Int64(0), count: 81)
    for _ in 0..<5 {
      elements.elements.apply(to: &bench.network)
      var sums = Array(repeating: Int64(0), count: 81)
      for slot in 0..<2 {
        bench.network.impose(draws.image(6, share: 0.8).span)
        bench.network.rest()
        bench.network.relax(sweeps: 100)
        elements.elements.keep(.free, of: bench.network, slot: slot)
        let free = bench.states[1].map { Int64($0) }
        bench.network.relax(sweeps: 20, towards: target.span, strength: 1 << 16)
        elements.elements.keep(.nudged, of: bench.network, slot: slot)
        let nudged = bench.states[1].map { Int64($0) }
        for at in sums.indices where at / 9 != at % 9 {
          sums[at] += nudged[at / 9] * nudged[at % 9] - free[at / 9] * free[at % 9]
        }
      }
      elements.elements.turn(&bench.network, rates: rates.span, isAway: false)
      for at in sums.indices { wanted[at] += ((sums[at] >> 10) * 700_001 + 1 << 13) >> 14 }
    }
    let taps = elements.taps(block: 1)
    #expect(taps.map { Int64($0) } == wanted)
    #expect(taps.contains { $0 > 0 })
    for at in taps.indices { #expect(taps[at] == taps[at % 9 * 9 + at / 9]) }
    // The network is where one that is set to these taps at once would be.
    bench.network.rest()
    bench.network.relax(sweeps: 100)
    let turned = bench.states
    elements.elements.apply(to: &bench.network)
    bench.network.rest()
    bench.network.relax(sweeps: 100)
    #expect(bench.states == turned)
    #expect(turned[1].contains { $0 < 0 } == (activation == .tanh))
  }

  @Test func linksWithinTheInputAreRefused() {
    #expect(throws: DigitalShapeError.block(1)) {
      _ = try DigitalBench([4, 3], [(0, 1), (0, 0)])
    }
    // A layer of 2,000 may listen to itself, not to one more pair.
    #expect(throws: Never.self) { _ = try DigitalBench([2, 1_998], [(0, 1), (1, 1)]) }
    #expect(throws: DigitalShapeError.fanIn(layer: 1, 2_002)) {
      _ = try DigitalBench([4, 1_998], [(0, 1), (1, 1)])
    }
  }
}
