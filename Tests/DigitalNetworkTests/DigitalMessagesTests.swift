import DigitalNetwork
import Testing

/// Nodes that send 0, 1 or -1.
@Suite struct DigitalMessagesTests {
  /// Messages in memory of their own.
  @safe private final class Bench {
    private let memory: UnsafeMutableRawPointer
    var messages: DigitalMessages

    init?(_ bench: DigitalBench) {
      let count = DigitalMessages.byteCount(for: bench.network)
      unsafe memory = UnsafeMutableRawPointer.allocate(
        byteCount: count, alignment: DigitalNetwork.alignment)
      unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
      guard let messages = unsafe DigitalMessages(for: bench.network, block: memory) else {
        unsafe memory.deallocate()
        return nil
      }
      self.messages = messages
    }

    deinit { unsafe memory.deallocate() }

    func said(_ layer: Int) -> [Int64] {
      messages.withSaid(layer: layer) { said in said.indices.map { Int64(said[$0]) } }
    }
  }

  /// n messages of a quantum 1/n: their mean is the state within half of 1/n, and as many are sent as
  /// the state has quanta.
  @Test(arguments: Int32(1)...8) func meanIsTheState(_ bits: Int32) throws {
    let network = try DigitalBench([401, 3], [(0, 1)])
    let bench = try #require(Bench(network))
    let levels = (0...400).map { Int16(min($0 * 82, 32_767)) }
    bench.messages.begin(&network.network, with: levels.span)
    let count = 1 << bits
    let quanta = [DigitalQuantum(steps: Int32(count), bits: bits)]
    bench.messages.relax(&network.network, quanta: quanta.span)
    var sent = 0
    for (level, said) in zip(levels, bench.said(0)) {
      let messages = (said * Int64(count)) >> 15
      #expect(messages * (32_768 / Int64(count)) == said)
      let mean = Double(messages) / Double(count)
      #expect(abs(mean - Double(level) / 32_768) <= 0.5 / Double(count))
      sent += Int(messages)
    }
    #expect(bench.messages.sent(layer: 0) == sent)
    #expect(sent > 0)
  }

  private static let quanta = [(6, 2), (9, 4), (20, 6), (30, 8)].map {
    DigitalQuantum(steps: $0.0, bits: $0.1)
  }

  /// Every state, everything said and every count against sums that are formed anew at each step.
  @Test(arguments: [false, true]) func everyBit(_ isAway: Bool) throws {
    let network = try DigitalBench([33, 21, 12, 5], [(0, 1), (1, 2), (2, 3), (1, 3)])
    var draws = Draws(7)
    network.setTaps { draws.tap(reach: 0.3) }
    let image = draws.image(33)
    let target: [Int16] = [0, 32_767, 0, 0, 0]
    var plain = PlainMessages(network, image)
    let bench = try #require(Bench(network))
    bench.messages.begin(&network.network, with: image.span)
    var negative = false
    for (index, quantum) in Self.quanta.enumerated() {
      // Beginning with the third there is a target.
      for _ in 0..<quantum.steps {
        plain.step(quantum.bits, index > 1 ? target : nil, pull: 1, isAway: isAway)
      }
      if index > 1 {
        bench.messages.relax(
          &network.network, quanta: [quantum].span, towards: target.span, pull: 1,
          isAway: isAway)
      } else {
        bench.messages.relax(&network.network, quanta: [quantum].span)
      }
      #expect(network.states.map { $0.map { Int64($0) } } == plain.states)
      for layer in 0..<4 {
        #expect(bench.said(layer) == plain.said[layer])
        #expect(bench.messages.sent(layer: layer) == plain.sent[layer])
      }
      negative = negative || plain.hasTakenBack
    }
    #expect(negative && plain.sent.allSatisfy { $0 > 0 })
    bench.messages.tell(&network.network)
    #expect(
      network.states.map { $0.map { Int64($0) } } == plain.said.map { $0.map { min($0, 32_767) } })
  }

  /// The annealed quanta lead to the graded network's fixed point: as near as rounded weights and
  /// half of the last quantum let it.
  @Test(arguments: 0..<4) func comesToTheGradedFixedPoint(_ seed: UInt64) throws {
    let network = try DigitalBench([64, 33, 32, 10], [(0, 1), (1, 2), (2, 3)])
    var draws = Draws(seed)
    network.setTaps { draws.tap(reach: 0.15) }
    let image = draws.image(64)
    network.network.impose(image.span)
    #expect(network.network.relax(sweeps: 2_000) < 2_000)
    let graded = network.states
    let bench = try #require(Bench(network))
    bench.messages.begin(&network.network, with: image.span)
    let quanta = (3...8).map { DigitalQuantum(steps: 40, bits: $0) }
    bench.messages.relax(&network.network, quanta: quanta.span)
    for (a, b) in zip(graded.joined(), network.states.joined()) {
      #expect(abs(Double(a) - Double(b)) * 0x1p-15 < 0.01)
    }
    #expect(graded[3].contains { $0 > 3_000 })
  }

  /// The largest weights, biases, states and fan-in: no sum overflows.
  @Test(arguments: [1, -1]) func extremes(_ sign: Int32) throws {
    let network = try DigitalBench([1_900, 40, 60], [(0, 1), (1, 2)])
    network.setTaps { sign * DigitalNetwork.tapLimit }
    let image = Array(repeating: Int16.max, count: 1_900)
    let target = Array(repeating: Int16(sign > 0 ? 32_767 : 0), count: 60)
    var plain = PlainMessages(network, image)
    let bench = try #require(Bench(network))
    bench.messages.begin(&network.network, with: image.span)
    for bits in Int32(1)...8 {
      plain.step(bits, target, pull: 0, isAway: sign < 0)
      bench.messages.relax(
        &network.network, quanta: [DigitalQuantum(steps: 1, bits: bits)].span,
        towards: target.span, pull: 0, isAway: sign < 0)
      #expect(network.states.map { $0.map { Int64($0) } } == plain.states)
    }
    #expect(network.states[1].allSatisfy { sign > 0 ? $0 > 32_000 : $0 == 0 })
  }
}
