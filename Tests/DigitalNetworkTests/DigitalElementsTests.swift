import DigitalNetwork
import Testing

/// A batch turns every element by what its own two ends said.
@Suite struct DigitalElementsTests {
  private let rates = [
    DigitalRate(mantissa: 700_001, shift: 14), DigitalRate(mantissa: 5, shift: 1),
  ]

  /// Against the formula in 64 bits, one element at a time, sums exact; nudged towards and away.
  @Test(arguments: [false, true]) func turnsByItsEnds(_ isAway: Bool) throws {
    let network = try DigitalBench([33, 21, 5], [(0, 1), (1, 2)])
    var draws = Draws(3)
    network.setTaps { draws.tap(reach: 0.3) }
    let batch = 7
    let bench = try #require(ElementsBench(network, batch: batch))
    bench.set(network)
    bench.elements.apply(to: &network.network)

    var free: [[[Int16]]] = []
    var nudged: [[[Int16]]] = []
    let target: [Int16] = [32767, 0, 0, 0, 0]
    for slot in 0..<batch {
      let image = draws.image(33)
      network.network.impose(image.span)
      network.network.rest()
      network.network.relax(sweeps: 30)
      free.append(network.states)
      bench.elements.keep(.free, of: network.network, slot: slot)
      network.network.relax(sweeps: 4, towards: target.span, strength: isAway ? -65_536 : 65_536)
      nudged.append(network.states)
      bench.elements.keep(.nudged, of: network.network, slot: slot)
    }
    bench.elements.turn(&network.network, rates: rates.span, isAway: isAway)

    func moved(_ tap: Int32, by sum: Int64, _ rate: DigitalRate) -> Int64 {
      let change = (sum * Int64(rate.mantissa) + 1 << (Int64(rate.shift) - 1)) >> Int64(rate.shift)
      let limit = Int64(DigitalNetwork.tapLimit)
      return min(max(Int64(tap) + change, -limit), limit)
    }
    let sign: Int64 = isAway ? -1 : 1
    for block in 0..<2 {
      let columns = free[0][block + 1].count
      let wanted = network.taps[block].enumerated().map { index, tap in
        let (i, j) = (index / columns, index % columns)
        var sum: Int64 = 0
        for slot in 0..<batch {
          let after = Int64(nudged[slot][block][i]) * Int64(nudged[slot][block + 1][j])
          let before = Int64(free[slot][block][i]) * Int64(free[slot][block + 1][j])
          sum += after - before
        }
        return moved(tap, by: sign * (sum >> 10), rates[block])
      }
      #expect(bench.taps(block: block).map { Int64($0) } == wanted)
      #expect(wanted != network.taps[block].map { Int64($0) })
      let biases = network.biases[block + 1].enumerated().map { node, tap in
        let sum = (0..<batch).reduce(Int64(0)) { sum, slot in
          sum + Int64(nudged[slot][block + 1][node]) - Int64(free[slot][block + 1][node])
        }
        return moved(tap, by: sign * sum * 32, rates[block])
      }
      #expect(bench.biases(layer: block + 1).map { Int64($0) } == biases)
    }
    // The network is where a network that is set to these taps at once would be.
    let states = network.states
    for block in 0..<2 {
      network.network.setWeights(block: block, taps: bench.taps(block: block).span)
    }
    network.network.rest()
    network.network.relax(sweeps: 30)
    let anew = network.states
    network.network.rest()
    bench.elements.apply(to: &network.network)
    network.network.relax(sweeps: 30)
    #expect(network.states == anew && anew != states)
  }

  /// Changes far below what 16 bits show add up: the lower bits of a tap keep them. 1,000 batches of
  /// a change of 2^-25 move a weight by 2^-15 times .98, of which truncation to 16 bits would keep
  /// nothing.
  @Test func smallChangesAddUp() throws {
    let network = try DigitalBench([2, 2], [(0, 1)])
    let bench = try #require(ElementsBench(network, batch: 1))
    let image: [Int16] = [16_384, 16_384]
    // The free response is silent, the nudged one at 1/2 after one step.
    network.network.impose(image.span)
    network.network.rest()
    bench.elements.keep(.free, of: network.network, slot: 0)
    network.network.relax(sweeps: 1, towards: [32_767, 32_767].span, strength: 1 << 16)
    bench.elements.keep(.nudged, of: network.network, slot: 0)
    // A contrast of 1/4 (2^18 of 2^-20) times 2^-13 is 2^5 of 2^-30.
    let rate = [DigitalRate(mantissa: 1, shift: 13)]
    for _ in 0..<1_000 {
      bench.elements.turn(&network.network, rates: rate.span, isAway: false)
    }
    #expect(bench.taps(block: 0).allSatisfy { $0 == 32 * 1_000 })

    // The same with taps that are cut to the network's 16 bits after every batch: nothing is left.
    bench.elements.withTaps(block: 0) { taps in for at in taps.indices { taps[at] = 0 } }
    for _ in 0..<1_000 {
      bench.elements.turn(&network.network, rates: rate.span, isAway: false)
      bench.elements.withTaps(block: 0) { taps in
        for at in taps.indices { taps[at] &= ~((1 << 15) - 1) }
      }
    }
    #expect(bench.taps(block: 0).allSatisfy { $0 == 0 })
  }

  @Test(arguments: [0, 1_025]) func batchesOutOfRange(_ batch: Int) throws {
    let network = try DigitalBench([2, 2], [(0, 1)])
    #expect(ElementsBench(network, batch: batch) == nil)
  }
}
