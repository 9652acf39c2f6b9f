import SimulatedBoard
import Testing

@Suite struct GradientTests {
  @Test(arguments: 0..<6)
  func matchesCentralDifferences(seed: Int) throws {
    let model = randomModel(nodes: 9 + seed, edges: 18 + 3 * seed, seed: UInt64(seed))
    let network = try ResistorNetwork(model)
    let drive = randomVolts(2, seed: UInt64(seed))
    let targets = [
      OutputTarget(node: 5, volts: 0.7), OutputTarget(node: 6, minusNode: 7, volts: -0.4),
    ]
    let gradient = try network.gradient(driveVolts: drive, targets: targets)
    let base = network.elementSiemens
    let largest = gradient.perSiemens.map { abs($0) }.reduce(0, max)
    for element in base.indices {
      // Fourth order: error step^4 of the relative change, rounding 1e-16 / step.
      let step = 1e-3 * base[element]
      func cost(_ steps: Double) throws -> Double {
        var changed = base
        changed[element] += steps * step
        try network.setElementSiemens(changed)
        return try network.gradient(driveVolts: drive, targets: targets).cost
      }
      let near = try cost(1) - cost(-1)
      let far = try cost(2) - cost(-2)
      let slope = (8 * near - far) / (12 * step)
      // Relative to the largest slope, weighted by what an element can change.
      #expect(
        abs(slope - gradient.perSiemens[element])
          <= 1e-6 * max(abs(gradient.perSiemens[element]), 1e-4 * largest))
    }
  }

  @Test func isZeroAtTheTarget() throws {
    let model = randomModel(nodes: 8, edges: 16, seed: 4)
    let network = try ResistorNetwork(model)
    let volts = try network.solve(driveVolts: [1, 2]).nodeVolts
    let gradient = try network.gradient(
      driveVolts: [1, 2], targets: [OutputTarget(node: 5, volts: volts[5])])
    #expect(gradient.cost == 0)
    #expect(gradient.perSiemens.allSatisfy { $0 == 0 })
  }

  @Test func refusesNodesThatAreNotThere() throws {
    let network = try ResistorNetwork(randomModel(nodes: 3, edges: 4, seed: 1))
    #expect(throws: BoardModelError.self) {
      try network.gradient(driveVolts: [1, 2], targets: [OutputTarget(node: 3, volts: 0)])
    }
  }
}
