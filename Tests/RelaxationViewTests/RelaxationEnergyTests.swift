import DigitalNetwork
import RelaxationView
import Testing

@Suite struct RelaxationEnergyTests {
  /// The energy of every step is the sum over all pairs, written down plainly from the taps.
  @Test(arguments: 1...5) func theEnergyIsItsFormula(_ seed: Int) throws {
    let random = try TinyNetworks.Random(seed: UInt64(seed))
    let trace = random.network.trace(
      of: random.input, target: random.network.target(label: 3),
      settings: .init(freeSweeps: 20, nudgedSweeps: 4, beta: 0.5))
    for step in trace.steps {
      let states = ([random.input] + step.states).map { $0.map { Double($0) / 32_768 } }
      var energy = states.joined().reduce(0) { $0 + $1 * $1 / 2 }
      for layer in 1..<4 {
        for (state, tap) in zip(states[layer], random.biases[layer]) {
          energy -= state * ((Double(tap) / 1_024).rounded() / 1_048_576)
        }
      }
      for (block, taps) in zip(random.blocks, random.taps) {
        let later = states[Int(block.to)]
        for (row, state) in states[Int(block.from)].enumerated() {
          for column in later.indices {
            let weight = (Double(taps[row * later.count + column]) / 32_768).rounded() / 32_768
            energy -= state * weight * later[column]
          }
        }
      }
      #expect(abs(step.energy - energy) < 1e-4)
      let outputs = step.states.last ?? []
      let cost = outputs.indices.reduce(0.0) { sum, node in
        let missing = (Double(outputs[node]) - (node == 3 ? 32_767 : 0)) / 32_768
        return sum + missing * missing
      }
      #expect(abs((step.cost ?? -1) - cost) < 1e-12)
    }
  }

  /// What the device sums up in integers is the same energy, but for the rounding of products.
  @Test(arguments: 1...3) func theDeviceSaysTheSame(_ seed: Int) throws {
    let random = try TinyNetworks.Random(seed: UInt64(seed))
    let (input, taps, biases) = (random.input, random.taps, random.biases)
    _ = try TrainedNetwork(random.layers, random.blocks) { network in
      for (index, taps) in taps.enumerated() {
        network.setWeights(block: index, taps: taps.span)
      }
      for index in 1..<4 {
        let taps = biases[index]
        network.setBiases(layer: index, taps: taps.span)
      }
      network.impose(input.span)
      network.relax(sweeps: 12)
      var states: [[Int16]] = []
      for layer in 0..<4 {
        states.append(network.withStates(layer: layer) { span in span.indices.map { span[$0] } })
      }
      let energy = RelaxationEnergy(of: network)(states)
      #expect(abs(energy - Double(network.energy()) * 0x1p-20) < 2e-3)
    }
  }
}
