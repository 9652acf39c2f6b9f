import Foundation
import Testing

import BoardFile

/// The schemas that editors use know the same keys as the readers.
struct SchemaTests {
  /// An unknown key far from every other makes the reader list all that it knows.
  @Test(arguments: [("board", "board.yaml"), ("task", "sum.yaml")])
  func knowsTheSameKeys(_ schema: String, _ file: String) throws {
    let board = Fixture.board + (schema == "board" ? "qqqqqqqqqqqq: 1\n" : "")
    let task = Fixture.task + (schema == "task" ? "qqqqqqqqqqqq: 1\n" : "")
    let found = Project.check(at: Fixture.location(board: board, task: task), task: "sum")
    let message = try #require(found.first { $0.value == "qqqqqqqqqqqq" })
    #expect(message.file == file)
    let read = Set(try #require(message.allowed).components(separatedBy: ", "))
    #expect(Set(try properties(of: schema).keys) == read)
  }

  @Test func knowsThePartsKeys() throws {
    let board = Fixture.board.changing("pot: {", to: "pot: {qqqqqqqqqqqq: 1, ")
    let found = Project.check(at: Fixture.location(board: board), task: "sum")
    let read = Set(try #require(found.first?.allowed).components(separatedBy: ", "))
    let parts = try #require(try properties(of: "board")["parts"] as? [String: Any])
    let part = try #require(parts["additionalProperties"] as? [String: Any])
    let keys = try #require(part["properties"] as? [String: Any]).keys
    #expect(Set(keys) == read)
  }

  private func properties(of schema: String) throws -> [String: Any] {
    let data = try Data(
      contentsOf: URL(fileURLWithPath: boardsFolder + "/schema/\(schema).json"))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require(root["properties"] as? [String: Any])
  }
}
