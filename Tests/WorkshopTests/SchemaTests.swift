import Foundation
import Testing
import Yams

@Suite struct SchemaTests {
  static let boards: [String] = {
    let manager = FileManager.default
    return ((try? manager.contentsOfDirectory(atPath: boardsFolder)) ?? []).filter {
      manager.fileExists(atPath: boardsFolder + "/\($0)/board.yaml")
    }.sorted()
  }()

  private func schema(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: boardsFolder + "/schema/\(name).json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func yaml(_ file: String) throws -> Any {
    let text = try String(contentsOfFile: boardsFolder + "/" + file, encoding: .utf8)
    return try #require(try Yams.load(yaml: text))
  }

  @Test(arguments: boards)
  func boardsPass(_ name: String) throws {
    let schema = try schema(try schemas(name).board)
    #expect(SchemaChecker.mistakes(try yaml("\(name)/board.yaml"), schema) == [])
  }

  @Test(arguments: boards)
  func tasksPass(_ name: String) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: boardsFolder + "/\(name)")
    let schema = try schema(try schemas(name).task)
    for task in files where task.hasSuffix(".yaml") && task != "board.yaml" {
      #expect(SchemaChecker.mistakes(try yaml("\(name)/\(task)"), schema) == [], "\(task)")
    }
  }

  private func schemas(_ name: String) throws -> (board: String, task: String) {
    switch (try yaml("\(name)/board.yaml") as? [String: Any])?["network"] as? String {
    case nil: ("board", "task")
    case "hopfield": ("layers", "pictures")
    default: ("network", "trajectory")
    }
  }

  /// The schema is not so wide that everything passes.
  @Test(arguments: [
    ("arm: GPIO17", "arm: [GPIO17]"), ("{part: MCP3008, spi: 0.0", "{part: MCP3008, spi: zero"),
    ("part: MCP4922", "part: MCP9999"), ("lines: [GPIO20]", "lnes: [GPIO20]"),
    ("address: 0x61", "address: 0x99"), ("probes: [adc.0-3]", "probes: [adc]"),
    ("level: levelX.0, ", ""),
  ])
  func schemaRefuses(_ old: String, _ new: String) throws {
    let text = try String(
      contentsOfFile: boardsFolder + "/tiny4-pi/board.yaml", encoding: .utf8)
    #expect(text.contains(old))
    let changed = try #require(
      try Yams.load(yaml: text.replacingOccurrences(of: old, with: new)))
    #expect(!SchemaChecker.mistakes(changed, try schema("board")).isEmpty)
  }
}
