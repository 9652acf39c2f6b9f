import BoardFile
import Foundation
import PlanImage
import Testing

/// Networks under `boards/` are loaded and compiled.
@Suite struct ShippedNetworksTests {
  @Test(arguments: [
    ("amplitude10", "double"), ("lag10", "lag"), ("lag10-twin", "lag"), ("twoway10", "two-way"),
    ("allostery30", "wave"), ("synchrony50", "together"), ("target10", "four-values"),
    ("gates6", "xor"), ("ecology20", "revive"), ("words12", "chords"),
  ])
  func compiles(_ board: String, _ task: String) throws {
    let location = BoardLocation(
      store: .folder(boardsFolder + "/" + board), boardFile: "board.yaml")
    let project = try #require(try NetworkProject.load(from: location, task: task))
    #expect(project.network.defaultTask == task && project.network.name == board)
    let plan = try PlanMemory(project.compile().image).plan
    #expect(plan.termCount == plan.elementCount && plan.samplesPerTrial >= 36)
  }

  /// The schemas that editors use know the same keys as the readers.
  @Test func schemasKnowTheSameKeys() throws {
    for (schema, board, task) in [
      ("network", NetworkFixture.board + "qqqqqqqqqqqq: 1\n", NetworkFixture.task),
      ("trajectory", NetworkFixture.board, NetworkFixture.task + "qqqqqqqqqqqq: 1\n"),
    ] {
      let found = NetworkFixture.mistakes(board: board, task: task)
      let message = try #require(found.first { $0.contains("qqqqqqqqqqqq") })
      let data = try Data(
        contentsOf: URL(fileURLWithPath: boardsFolder + "/schema/\(schema).json"))
      let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let properties = try #require(root["properties"] as? [String: Any])
      for key in properties.keys { #expect(message.contains(key), "\(schema): \(key)") }
      let listed = try #require(message.components(separatedBy: "allowed: ").last)
      #expect(listed.components(separatedBy: ", ").count == properties.count, "\(message)")
    }
  }
}
