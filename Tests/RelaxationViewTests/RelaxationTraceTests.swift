import DigitalNetwork
import RelaxationView
import Testing

@Suite struct RelaxationTraceTests {
  private static let settings = RelaxationTrace.Settings(
    freeSweeps: 200, nudgedSweeps: 200, beta: 0.5)

  /// h = .5 x + .25 y and y = .25 h: for x = .75 h = .4, y = .1, and
  /// E = 1/2 (x^2 + h^2 + y^2) - .5 x h - .25 h y = .20625. Nudged by beta = .5 towards 1,
  /// y = .25 h + (1 - y): y = 1.09375 / 1.9375.
  @Test func aChainRestsWhereItMust() throws {
    let network = try TinyNetworks.chain()
    let trace = network.trace(
      of: [TinyNetworks.level(0.75)], target: [Int16.max], settings: Self.settings)
    let rest = trace.steps[trace.lastFree]
    #expect(rest.phase == .free && rest.changed == 0)
    #expect(abs(rest.energy - 0.20625) < 1e-4)
    #expect(abs((rest.cost ?? 0) - 0.81) < 1e-3)
    #expect(abs(trace.outputs()[0] - 0.1) < 1e-3)

    let last = try #require(trace.steps.last)
    #expect(last.phase == .nudged && last.changed == 0)
    let y = 1.09375 / 1.9375
    #expect(abs(trace.outputs(step: trace.steps.count - 1)[0] - y) < 1e-3)
    #expect(abs((last.cost ?? 0) - (1 - y) * (1 - y)) < 1e-3)
    let h = 0.375 + 0.25 * y
    let energy = (0.75 * 0.75 + h * h + y * y) / 2 - 0.375 * h - 0.25 * h * y
    #expect(abs(last.energy - energy) < 1e-3)
  }

  @Test func theFirstStepIsTheNetworkAtRest() throws {
    let network = try TinyNetworks.chain()
    let trace = network.trace(
      of: [TinyNetworks.level(0.75)], target: [0], settings: Self.settings)
    #expect(trace.steps[0].states == [[0], [0]] && trace.steps[0].changed == 0)
    // Half the square of the input alone.
    #expect(trace.steps[0].energy == 0.28125 && trace.steps[0].cost == 0)
    // h moves by eps (.375 - 0).
    #expect(trace.steps[1].states == [[TinyNetworks.level(0.1875)], [0]])
    #expect(trace.steps[1].changed == 1)
  }

  /// Short steps go down the energy, and nudged ones down E + beta C, until rounding ends it.
  @Test(arguments: 1...5) func relaxingGoesDown(_ seed: Int) throws {
    let random = try TinyNetworks.Random(seed: UInt64(seed), rate: 1 << 10)
    let trace = random.network.trace(
      of: random.input, target: random.network.target(label: 3),
      settings: .init(freeSweeps: 60, nudgedSweeps: 60, beta: 0.5))
    let rounding = 54 * 0x1p-15
    for (index, step) in trace.steps.enumerated().dropFirst() {
      let before = trace.steps[index - 1]
      let share = step.phase == .free ? 0 : 0.5
      let fall = before.energy - step.energy + share * ((before.cost ?? 0) - (step.cost ?? 0))
      #expect(fall > -rounding, "step \(index)")
    }
    #expect(trace.steps[0].energy - trace.steps[trace.lastFree].energy > 0.1)
    let (rest, last) = (trace.steps[trace.lastFree], try #require(trace.steps.last))
    #expect((rest.cost ?? 0) > (last.cost ?? 0) + 0.01)
  }

  /// One sweep at a time is the same, bit for bit, as all at once.
  @Test func recordingChangesNothing() throws {
    let random = try TinyNetworks.Random(seed: 9)
    let trace = random.network.trace(
      of: random.input, target: nil, settings: .init(freeSweeps: 7, nudgedSweeps: 4, beta: 0.5))
    #expect(trace.steps.count == 8 && trace.lastFree == 7)
    #expect(trace.steps.allSatisfy { $0.phase == .free && $0.cost == nil })
    #expect(trace.outputs() == random.network.outputs(for: random.input, sweeps: 7))
    #expect(trace.outputs(step: 3) == random.network.outputs(for: random.input, sweeps: 3))
  }

  @Test func changesAreCounted() throws {
    let random = try TinyNetworks.Random(seed: 4)
    let trace = random.network.trace(
      of: random.input, target: random.network.target(label: 0),
      settings: .init(freeSweeps: 20, nudgedSweeps: 4, beta: 1))
    for (index, step) in trace.steps.enumerated().dropFirst() {
      let before = Array(trace.steps[index - 1].states.joined())
      let after = Array(step.states.joined())
      #expect(step.changed == before.indices.count { before[$0] != after[$0] })
    }
  }

  @Test func aShapeThatIsNoneIsRefused() {
    #expect(throws: DigitalShapeError.nodeCount(layer: 1, 0)) {
      try TrainedNetwork(
        [DigitalLayer(nodeCount: 2), DigitalLayer(nodeCount: 0)], [DigitalBlock(from: 0, to: 1)],
        taps: [], biases: [])
    }
  }

  /// Weights and biases read as they were set, rounded to 16 bits and 2^-20.
  @Test func weightsAreReadBack() throws {
    let random = try TinyNetworks.Random(seed: 2)
    _ = try TrainedNetwork(random.layers, random.blocks) { network in
      for (index, taps) in random.taps.enumerated() {
        network.setWeights(block: index, taps: taps.span)
        #expect(network.ends(block: index) == random.blocks[index])
        let columns = network.nodeCount(layer: Int(random.blocks[index].to))
        for at in taps.indices {
          let weight = network.weight(block: index, row: at / columns, column: at % columns)
          #expect(weight == Int16((Int(taps[at]) + 1 << 14) >> 15))
        }
        #expect(network.weight(block: index, row: -1, column: 0) == 0)
        #expect(network.weight(block: index, row: 0, column: columns) == 0)
        #expect(network.weight(block: index, row: 99, column: 0) == 0)
      }
      let biases = random.biases[2]
      network.setBiases(layer: 2, taps: biases.span)
      for (node, tap) in biases.enumerated() {
        #expect(network.bias(layer: 2, node: node) == Int32((Int(tap) + 1 << 9) >> 10))
      }
      #expect(network.bias(layer: 2, node: 13) == 0)
    }
  }
}
