import DigitalNetwork
import Testing

/// Each direction of an element hears, and learns, by itself.
@Suite struct DirectedElementsTests {
  private static let nodes: [Int32] = [33, 21, 12, 5]
  private static let pairs: [(Int32, Int32)] = [(0, 1), (1, 2), (2, 3), (1, 3)]
  private let forward = [700_001, 5_003, 90_001, 12_345].map {
    DigitalRate(mantissa: $0, shift: 14)
  }
  private let backward = [1, 60_001, 8_009, 77_777].map { DigitalRate(mantissa: $0, shift: 13) }

  private func bench(_ seed: UInt64, batch: Int, reach: Double = 0.3) throws -> DirectedBench {
    var draws = Draws(seed)
    let network = try DigitalBench(Self.nodes, Self.pairs)
    return try #require(DirectedBench(network, batch: batch) { draws.tap(reach: reach) })
  }

  /// One sweep against a plain sum over every pair of weights, there and back.
  @Test func relaxesByBothDirections() throws {
    let directed = try bench(1, batch: 1)
    let network = directed.bench
    var draws = Draws(2)
    let image = draws.image(33)
    network.network.impose(image.span)
    network.network.rest()
    var states = network.states.map { $0.map { Int64($0) } }
    states[0] = image.map { Int64($0) }
    for _ in 0..<12 {
      var next = states
      for layer in 1..<4 {
        for node in states[layer].indices {
          let heard = heard(directed, states, layer: layer, node: node) >> 5
          let aim = min(max(heard, -3 * 32_767), 4 * 32_767)
          let moved = states[layer][node] + ((aim - states[layer][node]) * 4_096 + 4_096) >> 13
          next[layer][node] = min(max(moved, 0), 32_767)
        }
      }
      states = next
      network.network.relax(sweeps: 1)
      #expect(network.states.map { $0.map { Int64($0) } } == states)
    }
    #expect(states[3].contains { $0 > 0 })
  }

  private func heard(
    _ directed: DirectedBench, _ states: [[Int64]], layer: Int, node: Int
  ) -> Int64 {
    // What is imposed, and what moves: each summed up exactly, then rounded down.
    var (imposed, moving) = (Int64(0), Int64(0))
    func sum(_ speaking: [Int64], _ taps: [Int32], _ columns: Int) -> Int64 {
      speaking.enumerated().map { index, state in
        state * ((Int64(taps[index * columns + node]) + 1 << 14) >> 15)
      }.reduce(0, +)
    }
    for (index, block) in directed.bench.blocks.enumerated() {
      let (from, to) = (Int(block.from), Int(block.to))
      if to == layer {
        let heard = sum(states[from], directed.there[index], states[to].count)
        if from == 0 { imposed += heard } else { moving += heard }
      }
      if from == layer { moving += sum(states[to], directed.back[index], states[from].count) }
    }
    let bias = (Int64(directed.biases[layer][node]) + 1 << 9) >> 10
    return bias + imposed >> 10 + moving >> 10
  }

  /// Against the formula in 64 bits, one weight at a time; nudged towards and away.
  @Test(arguments: [false, true]) func turnsByItsOwnEnds(_ isAway: Bool) throws {
    let batch = 7
    let directed = try bench(3, batch: batch)
    let network = directed.bench
    var draws = Draws(4)
    var (free, nudged) = ([[[Int16]]](), [[[Int16]]]())
    let target: [Int16] = [32_767, 0, 0, 0, 0]
    for slot in 0..<batch {
      let image = draws.image(33)
      network.network.impose(image.span)
      network.network.rest()
      network.network.relax(sweeps: 30)
      free.append(network.states)
      directed.elements.keep(.free, of: network.network, slot: slot)
      network.network.relax(sweeps: 4, towards: target.span, strength: isAway ? -65_536 : 65_536)
      nudged.append(network.states)
      directed.elements.keep(.nudged, of: network.network, slot: slot)
    }
    directed.elements.turn(
      &network.network, forward: forward.span, backward: backward.span, isAway: isAway)

    let sign: Int64 = isAway ? -1 : 1
    func wanted(
      _ taps: [Int32], _ speaking: Int, _ hearing: Int, _ rate: DigitalRate
    ) -> [Int64] {
      let columns = free[0][hearing].count
      return taps.enumerated().map { index, tap in
        var sum: Int64 = 0
        for slot in 0..<batch {
          let moved =
            Int64(nudged[slot][hearing][index % columns])
            - Int64(free[slot][hearing][index % columns])
          sum += (Int64(free[slot][speaking][index / columns]) * moved) >> 10
        }
        return turned(tap, sign * sum, rate)
      }
    }
    for (index, block) in network.blocks.enumerated() {
      let (from, to) = (Int(block.from), Int(block.to))
      let there = wanted(directed.there[index], from, to, forward[index])
      let back = wanted(directed.back[index], to, from, backward[index])
      #expect(directed.taps(index, .forward).map { Int64($0) } == there)
      #expect(directed.taps(index, .backward).map { Int64($0) } == back)
      #expect(there != directed.there[index].map { Int64($0) })
      #expect(from == 0 || back != directed.back[index].map { Int64($0) })
    }
    for (layer, block) in [(1, 0), (2, 1), (3, 2)] {
      let biases = directed.biases[layer].enumerated().map { node, tap in
        let sum = (0..<batch).reduce(Int64(0)) {
          $0 + Int64(nudged[$1][layer][node]) - Int64(free[$1][layer][node])
        }
        return turned(tap, sign * sum * 32, forward[block])
      }
      #expect(directed.biases(layer: layer).map { Int64($0) } == biases)
    }
    try expectApplied(directed)
  }

  private func turned(_ tap: Int32, _ sum: Int64, _ rate: DigitalRate) -> Int64 {
    let half = Int64(1) << (Int64(rate.shift) - 1)
    let change = (sum * Int64(rate.mantissa) + half) >> Int64(rate.shift)
    let limit = Int64(DigitalNetwork.tapLimit)
    return min(max(Int64(tap) + change, -limit), limit)
  }

  /// The network is where one that is set to all taps at once would be.
  private func expectApplied(_ directed: DirectedBench) throws {
    let network = directed.bench
    network.network.rest()
    network.network.relax(sweeps: 30)
    let states = network.states
    directed.elements.apply(to: &network.network)
    network.network.rest()
    network.network.relax(sweeps: 30)
    // Biases go in with the next image; there has been none since.
    #expect(network.states == states)
  }

  /// A predictor that learns by the delta rule comes to say what another network relaxes to.
  @Test func learnsToForesee() throws {
    let batch = 10
    var draws = Draws(9)
    let taught = try DigitalBench([20, 8, 4], [(0, 1), (1, 2)])
    taught.setTaps { draws.tap(reach: 0.25) }
    let foreseen = try DigitalBench([20, 8, 4], [(0, 1), (1, 2)], rate: 1 << 13)
    let directed = try #require(DirectedBench(foreseen, batch: batch) { 0 })
    let images = (0..<batch).map { _ in draws.image(20) }
    let none = [DigitalRate(mantissa: 0, shift: 1), DigitalRate(mantissa: 0, shift: 1)]
    // .05 of contrasts in 2^-20, for taps in 2^-30.
    let rates = [DigitalRate(mantissa: 51, shift: 1), DigitalRate(mantissa: 51, shift: 1)]
    var misses: [Double] = []
    for _ in 0..<2_000 {
      var miss = 0.0
      for (slot, image) in images.enumerated() {
        foreseen.network.impose(image.span)
        foreseen.network.rest()
        foreseen.network.relax(sweeps: 2)
        directed.elements.keep(.free, of: foreseen.network, slot: slot)
        taught.network.impose(image.span)
        taught.network.rest()
        taught.network.relax(sweeps: 200)
        directed.elements.keep(.nudged, of: taught.network, slot: slot)
        for (a, b) in zip(taught.states.joined(), foreseen.states.joined()) {
          miss += (Double(a) - Double(b)) * (Double(a) - Double(b)) * 0x1p-30
        }
      }
      misses.append(miss)
      directed.elements.turn(
        &foreseen.network, forward: rates.span, backward: none.span, isAway: false)
    }
    #expect(misses[0] > 1)
    #expect(misses[misses.count - 1] < 1e-3 * misses[0])
  }

  @Test(arguments: [0, 1_025]) func batchesOutOfRange(_ batch: Int) throws {
    let network = try DigitalBench([2, 2], [(0, 1)])
    #expect(DirectedBench(network, batch: batch) { 0 } == nil)
  }

  @Test func statesAreSet() throws {
    let network = try DigitalBench([3, 2], [(0, 1)])
    network.network.setStates(layer: 1, [-5, 32_767].span)
    #expect(network.states == [[0, 0, 0], [0, 32_767]])
    // Of another count, of the input, of no layer: left as they are.
    network.network.setStates(layer: 1, [1, 2, 3].span)
    network.network.setStates(layer: 0, [1, 2, 3].span)
    network.network.setStates(layer: 2, [1].span)
    #expect(network.states == [[0, 0, 0], [0, 32_767]])
  }
}
