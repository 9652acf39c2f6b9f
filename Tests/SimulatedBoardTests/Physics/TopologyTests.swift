import SimulatedBoard
import Testing

@Suite struct TopologyTests {
  /// Two joined nodes with a source, a pair apart, and one alone.
  private func model() -> BoardModel {
    BoardModel(
      name: "parts", seed: 0, fullScaleVolts: 5, nodes: ["in", "mid", "lost1", "lost2", "alone"],
      sources: [source("s", 0)], clamps: [clampPort("c", 3)],
      probes: ProbeModel(converter: idealConverter),
      elements: [pot("e0", 0, 1), pot("e1", 2, 3)])
  }

  @Test func floatingPartsAreFoundAndNamed() {
    let parts = model().floatingParts()
    #expect(parts.map(\.names) == [["lost1", "lost2"], ["alone"]])
    #expect(parts.map(\.nodes) == [[2, 3], [4]])
  }

  @Test func aResistorToGroundHoldsAPart() {
    var grounded = model()
    grounded.resistors = [ResistorModel(name: "r", nodeA: 3, nodeB: nil, ohms: 1e6)]
    #expect(grounded.floatingParts().map(\.names) == [["alone"]])
  }

  @Test func aFloatingNetworkIsRefusedByName() {
    let expected = BoardModelError.floating(model().floatingParts())
    #expect(throws: expected) { _ = try SimulatedBoard(model()) }
    #expect(throws: expected) { _ = try ResistorNetwork(model()) }
    #expect(expected.description.contains("lost1, lost2; alone"))
  }

  @Test func withoutSourcesEverythingFloats() {
    var bare = model()
    bare.sources = []
    #expect(bare.floatingParts().flatMap(\.names).count == 5)
  }

  @Test func valuesOutOfRangeAreRefused() {
    func refused(_ change: (inout BoardModel) -> Void) -> Bool {
      var changed = randomModel(nodes: 4, edges: 6, seed: 3)
      change(&changed)
      do {
        _ = try SimulatedBoard(changed)
        return false
      } catch {
        return true
      }
    }
    #expect(!refused { _ in })
    #expect(refused { $0.sources[0].node = 4 })
    #expect(refused { $0.sources[0].node = -1 })
    #expect(refused { $0.sources[0].seriesOhms = 0 })
    #expect(refused { $0.sources[0].seriesOhms = .nan })
    #expect(refused { $0.clamps[0].seriesOhms = -1 })
    #expect(refused { $0.elements[0].nodeB = $0.elements[0].nodeA })
    #expect(refused { $0.elements[0].taps = 0 })
    #expect(refused { $0.elements[0].startTap = 128 })
    #expect(refused { $0.elements[0].tolerance = 1 })
    #expect(refused { $0.elements[0].law = .linear(endToEndOhms: .infinity, wiperOhms: 0) })
    #expect(refused { $0.fullScaleVolts = 0 })
    #expect(refused { $0.fullScaleVolts = .infinity })
    #expect(refused { $0.clamps = Array(repeating: $0.clamps[0], count: 1_001) })
    #expect(refused { $0.sources[0].converter.lowVolts = -.infinity })
    #expect(refused { $0.probes.converter.bits = 25 })
    #expect(refused { $0.probes.converter.highVolts = -5 })
    #expect(refused { $0.drift.periodTrials = 0 })
    #expect(refused { $0.nodes = [] })
  }
}
