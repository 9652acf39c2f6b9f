import SimulatedBoard
import Testing

/// Closed forms and theorems of linear resistor networks.
@Suite struct NetworkTests {
  static let kinds: [SolverKind] = [.small, .sparse]

  @Test(arguments: kinds)
  func dividerFollowsItsClosedForm(kind: SolverKind) throws {
    let model = BoardModel(
      name: "divider", seed: 0, fullScaleVolts: 5, nodes: ["top", "middle"],
      sources: [source("s", 0, ohms: 10)], clamps: [clampPort("c", 1, ohms: 100)],
      probes: ProbeModel(converter: idealConverter), elements: [pot("e", 0, 1, tap: 64)],
      resistors: [ResistorModel(name: "r", nodeA: 1, nodeB: nil, ohms: 20_000)])
    let network = try ResistorNetwork(model, solver: kind)
    for tap in [0, 1, 64, 127] {
      try network.turn([Int32(tap)])
      let upper = 50 + 100_000 * Double(tap) / 128
      let state = try network.solve(driveVolts: [3])
      let current = 3 / (10 + upper + 20_000)
      #expect(abs(state.nodeVolts[1] - current * 20_000) < 1e-13)
      #expect(abs(state.nodeVolts[0] - (3 - current * 10)) < 1e-13)
      #expect(abs(state.elementAmperes[0] - current) < 1e-15)
      #expect(abs(state.resistorAmperes[0] - current) < 1e-15)
      #expect(abs(state.sourceAmperes[0] - current) < 1e-15)
      #expect(state.clampAmperes == [0])
      #expect(abs(state.powerWatts - 3 * current) < 1e-14)
      // With the clamp at 1 V: Millman's theorem at the middle.
      let held = try network.solve(driveVolts: [3], clampVolts: [1]).nodeVolts[1]
      let millman =
        (3 / (10 + upper) + 1.0 / 100) / (1 / (10 + upper) + 1.0 / 100 + 1.0 / 20_000)
      #expect(abs(held - millman) < 1e-12)
    }
  }

  @Test(arguments: kinds, [UInt64(1), 2, 3])
  func oneNodeNetwork(kind: SolverKind, volts: UInt64) throws {
    let model = BoardModel(
      name: "one", seed: 0, fullScaleVolts: 5, nodes: ["n"], sources: [source("s", 0)],
      clamps: [clampPort("a", 0, ohms: 10), clampPort("b", 0, ohms: 20)],
      probes: ProbeModel(converter: idealConverter), elements: [])
    let network = try ResistorNetwork(model, solver: kind)
    let drive = Double(volts)
    #expect(abs(try network.solve(driveVolts: [drive]).nodeVolts[0] - drive) < 1e-14)
    // Two clamps on one node: (d/10 + 1/10 + 2/20) / (1/10 + 1/10 + 1/20).
    let held = try network.solve(driveVolts: [drive], clampVolts: [1, 2]).nodeVolts[0]
    #expect(abs(held - (drive / 10 + 0.2) / 0.25) < 1e-14)
  }

  @Test(arguments: kinds, 0..<20)
  func currentsSumToZeroAtEveryNode(kind: SolverKind, seed: Int) throws {
    let model = randomModel(nodes: 5 + 3 * seed, edges: 12 + 8 * seed, seed: UInt64(seed))
    let network = try ResistorNetwork(model, solver: kind)
    let state = try network.solve(
      driveVolts: randomVolts(2, seed: 1), clampVolts: randomVolts(2, seed: 2))
    var residual = Array(repeating: 0.0, count: model.nodes.count)
    for (number, element) in model.elements.enumerated() {
      residual[element.nodeA] -= state.elementAmperes[number]
      residual[element.nodeB] += state.elementAmperes[number]
    }
    for (number, resistor) in model.resistors.enumerated() {
      residual[resistor.nodeA] -= state.resistorAmperes[number]
      if let other = resistor.nodeB { residual[other] += state.resistorAmperes[number] }
    }
    for (number, source) in model.sources.enumerated() {
      residual[source.node] += state.sourceAmperes[number]
    }
    for (number, clamp) in model.clamps.enumerated() {
      residual[clamp.node] += state.clampAmperes[number]
    }
    // A 10 ohm source's current carries the rounding of volts over ohms: 1e-16 x 4 V / 10 ohm.
    for value in residual { #expect(abs(value) < 1e-13) }
    // Tellegen: what is delivered is what the parts turn into heat.
    var heat = 0.0
    let volts = state.nodeVolts
    for (number, element) in model.elements.enumerated() {
      heat += state.elementAmperes[number] * (volts[element.nodeA] - volts[element.nodeB])
    }
    for (number, resistor) in model.resistors.enumerated() {
      heat += state.resistorAmperes[number] * state.resistorAmperes[number] * resistor.ohms
    }
    for amperes in state.sourceAmperes { heat += amperes * amperes * 10 }
    for amperes in state.clampAmperes { heat += amperes * amperes * 100 }
    #expect(abs(heat - state.powerWatts) < 1e-12 * max(heat, 1e-3))
  }

  @Test(arguments: kinds, 0..<5)
  func sourcesSuperpose(kind: SolverKind, seed: Int) throws {
    let model = randomModel(nodes: 20, edges: 50, sources: 3, clamps: 0, seed: UInt64(seed))
    let network = try ResistorNetwork(model, solver: kind)
    let drive = randomVolts(3, seed: UInt64(seed))
    let together = try network.solve(driveVolts: drive).nodeVolts
    var sum = Array(repeating: 0.0, count: 20)
    for index in 0..<3 {
      var alone = [0.0, 0, 0]
      alone[index] = drive[index]
      let volts = try network.solve(driveVolts: alone).nodeVolts
      for node in sum.indices { sum[node] += volts[node] }
    }
    for node in sum.indices { #expect(abs(sum[node] - together[node]) < 1e-13) }
  }

  @Test(arguments: kinds, 0..<5)
  func currentsAreReciprocal(kind: SolverKind, seed: Int) throws {
    let model = randomModel(nodes: 15, edges: 40, sources: 2, clamps: 0, seed: UInt64(seed))
    let network = try ResistorNetwork(model, solver: kind)
    let there = try network.solve(driveVolts: [1, 0]).sourceAmperes[1]
    let back = try network.solve(driveVolts: [0, 1]).sourceAmperes[0]
    #expect(abs(there) > 1e-7)
    #expect(abs(there - back) < 1e-9 * abs(there))
  }

  @Test(arguments: kinds, 0..<10)
  func noNodeLeavesTheRangeOfTheSources(kind: SolverKind, seed: Int) throws {
    let model = randomModel(nodes: 30, edges: 70, sources: 4, clamps: 2, seed: UInt64(seed))
    let network = try ResistorNetwork(model, solver: kind)
    let drive = randomVolts(4, seed: UInt64(seed))
    let clamp = randomVolts(2, seed: UInt64(seed + 50))
    let low = (drive + clamp).reduce(.infinity, min)
    let high = (drive + clamp).reduce(-.infinity, max)
    for volts in try network.solve(driveVolts: drive, clampVolts: clamp).nodeVolts {
      #expect(volts >= low - 1e-12 && volts <= high + 1e-12)
    }
  }

  @Test(arguments: [9, 33, 64])
  func smallAndSparseAgree(nodes: Int) throws {
    let model = randomModel(nodes: nodes, edges: nodes * 3, sources: 3, clamps: 4, seed: 11)
    let small = try ResistorNetwork(model, solver: .small)
    let sparse = try ResistorNetwork(model, solver: .sparse)
    let drive = randomVolts(3, seed: 12)
    for clamp in [nil, randomVolts(4, seed: 13)] {
      let a = try small.solve(driveVolts: drive, clampVolts: clamp)
      let b = try sparse.solve(driveVolts: drive, clampVolts: clamp)
      for node in model.nodes.indices {
        #expect(abs(a.nodeVolts[node] - b.nodeVolts[node]) <= 1e-12 * model.fullScaleVolts)
      }
    }
  }

  @Test func solvesTenThousandEdges() throws {
    // A ladder has little fill: what is tested is that nothing is quadratic in the number of nodes.
    let rungs = 3_334
    var elements: [ElementModel] = []
    for rung in 0..<rungs {
      elements.append(pot("r\(rung)", 2 * rung, 2 * rung + 1))
      if rung > 0 {
        elements.append(pot("a\(rung)", 2 * rung - 2, 2 * rung))
        elements.append(pot("b\(rung)", 2 * rung - 1, 2 * rung + 1))
      }
    }
    let model = BoardModel(
      name: "ladder", seed: 0, fullScaleVolts: 5, nodes: (0..<2 * rungs).map { "n\($0)" },
      sources: [source("s", 0), source("t", 1)], clamps: [],
      probes: ProbeModel(converter: idealConverter), elements: elements)
    #expect(elements.count == 10_000)
    // Equal rungs and rails, driven symmetrically: the far end sits at the middle.
    let volts = try ResistorNetwork(model).solve(driveVolts: [1, 3]).nodeVolts
    for node in stride(from: 0, to: 2 * rungs, by: 2) {
      #expect(abs(volts[node] + volts[node + 1] - 4) < 1e-9)
    }
    #expect(abs(volts[2 * rungs - 1] - 2) < 1e-9)
  }
}
