import DigitalNetwork
import Testing

/// The updates of each variant against its formula in floating point.
@Suite struct VariantTests {
  private static let sizes = [20, 12, 4]
  private static let target: [Int16] = [0, 0, 32_767, 0]
  private static let wanted = [0.0, 0, 1, 0]
  /// 1/16 of contrasts in 2^-20, for taps in 2^-30.
  private static let rate = DigitalRate(mantissa: 64 << 10, shift: 10)
  private static let alpha = 1.0 / 16

  private func symmetric(_ seed: UInt64) throws -> (DigitalBench, DirectedFloatNetwork) {
    let bench = try DigitalBench([20, 12, 4], [(0, 1), (1, 2)])
    var draws = Draws(seed)
    bench.setTaps { draws.tap(reach: 0.3) }
    let float = DirectedFloatNetwork(
      sizes: Self.sizes, first: bench.taps[0], there: bench.taps[1], back: nil,
      biases: bench.biases)
    return (bench, float)
  }

  private func change(_ found: [Int32], _ before: [Int32]) -> [Double] {
    zip(found, before).map { Double($0 - $1) * 0x1p-30 }
  }

  /// rho(s_j) (s_i nudged - s_i free), each direction for itself.
  @Test(arguments: 0..<3) func vectorField(_ seed: UInt64) throws {
    var draws = Draws(seed)
    let bench = try DigitalBench([20, 12, 4], [(0, 1), (1, 2)])
    let directed = try #require(DirectedBench(bench, batch: 1) { draws.tap(reach: 0.3) })
    var float = DirectedFloatNetwork(
      sizes: Self.sizes, first: directed.there[0], there: directed.there[1],
      back: directed.back[1], biases: directed.biases)
    let image = draws.image(20)
    bench.network.impose(image.span)
    bench.network.rest()
    bench.network.relax(sweeps: 20)
    directed.elements.keep(.free, of: bench.network, slot: 0)
    bench.network.relax(sweeps: 4, towards: Self.target.span, strength: 1 << 16)
    directed.elements.keep(.nudged, of: bench.network, slot: 0)
    directed.elements.turn(
      &bench.network, forward: [Self.rate, Self.rate].span, backward: [Self.rate, Self.rate].span,
      isAway: false)

    float.rest(image)
    float.relax(20)
    let free = float.states
    float.relax(4, towards: Self.wanted, strength: 1)
    func formula(_ speaking: Int, _ hearing: Int) -> [Double] {
      free[speaking].flatMap { state in
        zip(float.states[hearing], free[hearing]).map { Self.alpha * state * ($0 - $1) }
      }
    }
    let found = [
      change(directed.taps(0, .forward), directed.there[0]),
      change(directed.taps(1, .forward), directed.there[1]),
      change(directed.taps(1, .backward), directed.back[1]),
    ]
    for (found, wanted) in zip(found, [formula(0, 1), formula(1, 2), formula(2, 1)]) {
      #expect(wanted.contains { abs($0) > 1e-3 })
      #expect(distance(found, wanted) < 0.01)
    }
  }

  /// s_i s_j nudged, less the same free, between a layer and the next.
  private func contrast(_ nudged: [[Double]], _ free: [[Double]], _ layer: Int) -> [Double] {
    nudged[layer].indices.flatMap { i in
      nudged[layer + 1].indices.map { j in
        nudged[layer][i] * nudged[layer + 1][j] - free[layer][i] * free[layer + 1][j]
      }
    }
  }

  private func numbers(_ bench: DigitalBench) -> [[Double]] {
    bench.states.map { $0.map { Double($0) * 0x1p-15 } }
  }

  /// Contrasts of what was said, against those of the graded network's states.
  @Test(arguments: 0..<3) func spiking(_ seed: UInt64) throws {
    var (bench, float) = try symmetric(seed)
    let memory = TestMemory(DigitalMessages.byteCount(for: bench.network))
    guard var messages = unsafe DigitalMessages(for: bench.network, block: memory.start) else {
      Issue.record("no messages")
      return
    }
    var draws = Draws(seed + 9)
    let image = draws.image(20)
    let free = (1...8).map { DigitalQuantum(steps: 30, bits: $0) }
    let pulled = (5...8).map { DigitalQuantum(steps: 40, bits: $0) }
    messages.begin(&bench.network, with: image.span)
    messages.relax(&bench.network, quanta: free.span)
    messages.tell(&bench.network)
    let before = numbers(bench)
    messages.relax(
      &bench.network, quanta: pulled.span, towards: Self.target.span, pull: 0, isAway: false)
    messages.tell(&bench.network)
    let after = numbers(bench)

    float.rest(image)
    float.relax(200)
    let start = float.states
    float.relax(200, towards: Self.wanted, strength: 1)
    for layer in 0..<2 {
      let wanted = contrast(float.states, start, layer)
      #expect(wanted.contains { abs($0) > 0.02 })
      #expect(distance(contrast(after, before, layer), wanted) < 0.05)
    }
  }

  /// Every step's contrast turns the weights that the next step moves by (Ernoult et al. 2020, eq. 4).
  @Test(arguments: 0..<3) func continual(_ seed: UInt64) throws {
    var (bench, float) = try symmetric(seed)
    let (layers, blocks) = (bench.layers, bench.blocks)
    let memory = TestMemory(
      DigitalElements.byteCount(layers.span, blocks.span, batch: 1))
    guard
      var elements = unsafe DigitalElements(
        layers.span, blocks.span, batch: 1, block: memory.start)
    else {
      Issue.record("no elements")
      return
    }
    for block in 0..<2 {
      let taps = bench.taps[block]
      elements.withTaps(block: block) { place in
        for at in taps.indices { place[at] = taps[at] }
      }
    }
    for layer in 1...2 {
      let taps = bench.biases[layer]
      elements.withBiases(layer: layer) { place in
        for at in taps.indices { place[at] = taps[at] }
      }
    }
    elements.apply(to: &bench.network)
    var draws = Draws(seed + 9)
    let image = draws.image(20)
    bench.network.impose(image.span)
    bench.network.rest()
    bench.network.relax(sweeps: 30)
    float.rest(image)
    float.relax(30)
    let (first, there) = (float.first, float.there)
    let rates = [Self.rate, Self.rate]
    var behind = float
    behind.relax(6, towards: Self.wanted, strength: 1)
    let plain = contrast(behind.states, float.states, 0).map { Self.alpha * $0 }
    for _ in 0..<6 {
      bench.network.impose(image.span)
      elements.keep(.free, of: bench.network, slot: 0)
      bench.network.relax(sweeps: 1, towards: Self.target.span, strength: 1 << 16)
      elements.keep(.nudged, of: bench.network, slot: 0)
      elements.turn(&bench.network, rates: rates.span, isAway: false)
      step(&float)
    }
    let found = (0..<2).map { block in
      elements.withTaps(block: block) { taps in
        taps.indices.map { Double(taps[$0] - bench.taps[block][$0]) * 0x1p-30 }
      }
    }
    for (found, (after, before)) in zip(found, [(float.first, first), (float.there, there)]) {
      let wanted = zip(after.joined(), before.joined()).map { $0 - $1 }
      #expect(distance(found, wanted) < 0.01)
    }
    // It is another update than the one behind the phase.
    #expect(distance(found[0], plain) > 0.02)
  }

  private func step(_ float: inout DirectedFloatNetwork) {
    let before = float.states
    float.relax(1, towards: Self.wanted, strength: 1)
    let (there, back) = (contrast(float.states, before, 0), contrast(float.states, before, 1))
    for i in float.first.indices {
      for j in float.first[i].indices {
        float.first[i][j] += Self.alpha * there[i * float.first[i].count + j]
      }
    }
    for i in float.there.indices {
      for j in float.there[i].indices {
        float.there[i][j] += Self.alpha * back[i * float.there[i].count + j]
      }
    }
    for layer in 1...2 {
      for node in before[layer].indices {
        float.biases[layer][node] += Self.alpha * (float.states[layer][node] - before[layer][node])
      }
    }
    float.mirror()
  }
}

/// Zeroed bytes, aligned as networks are.
@safe private final class TestMemory {
  let start: UnsafeMutableRawPointer

  init(_ byteCount: Int) {
    unsafe start = UnsafeMutableRawPointer.allocate(
      byteCount: byteCount, alignment: DigitalNetwork.alignment)
    unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
  }

  deinit { unsafe start.deallocate() }
}
