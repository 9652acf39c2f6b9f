import SimulatedBoard
import Testing

import BoardFile

struct RandomNetworkTests {
  private func board(_ random: String) throws -> BoardModel {
    try BoardDescription.load(
      from: Fixture.location(board: "board: a\nrandom: {\(random)}\n")
    ).model
  }

  /// From a tree to the complete graph: as many edges as asked, no loop, no double, all connected.
  @Test(arguments: [(2, 1), (9, 8), (9, 16), (9, 35), (9, 36), (64, 143), (300, 1_500)])
  func isConnectedAndSimple(_ nodes: Int, _ elements: Int) throws {
    for seed in 0..<5 {
      let model = try board("nodes: \(nodes), elements: \(elements), seed: \(seed), sources: 1")
      #expect(model.elements.count == elements)
      let pairs = Set(model.elements.map { [$0.nodeA, $0.nodeB].sorted() })
      #expect(pairs.count == elements)
      #expect(pairs.allSatisfy { $0[0] != $0[1] })
      // One source: what floats would not be joined to it.
      #expect(model.floatingParts().isEmpty)
    }
  }

  @Test func theSeedMakesTheGraph() throws {
    let one = try board("nodes: 30, elements: 60, seed: 1, sources: 3, clamps: 2")
    #expect(try board("nodes: 30, elements: 60, seed: 1, sources: 3, clamps: 2") == one)
    #expect(try board("nodes: 30, elements: 60, seed: 2, sources: 3, clamps: 2") != one)
    #expect(Set(one.sources.map(\.node) + one.clamps.map(\.node)).count == 5)
  }

  @Test func channelsCanTakeTheBestJoinedNodes() throws {
    let model = try board(
      "nodes: 30, elements: 60, seed: 3, sources: 3, clamps: 2, clampPlaces: degree, sourcePlaces: degree"
    )
    var degrees = [Int](repeating: 0, count: 30)
    for element in model.elements {
      degrees[element.nodeA] += 1
      degrees[element.nodeB] += 1
    }
    let chosen = (model.clamps.map(\.node) + model.sources.map(\.node)).map { degrees[$0] }
    #expect(chosen == degrees.sorted(by: >).prefix(5).map { $0 })
  }
}
