import Foundation
import Testing

/// Whoever listens may go away, or never have been there: the board still gets to its safe state, the
/// journal stays a journal, and the exit code says what happened.
@Suite struct OutputTests {
  private func shell(_ tool: Tool, _ command: String) throws -> Tool.Outcome {
    try tool.run(["-c", command], program: "/bin/sh")
  }

  @Test func closedStreamsDoNotReachTheJournal() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let learn = "\(Tool.program) learn --no-picture --journal"
    #expect(try shell(tool, "\(learn) a <&- >&-").status == 0)
    #expect(try shell(tool, "\(learn) b --fault probe-stuck:a@100 2>&-").status == 1)
    for journal in ["a", "b"] { #expect(try tool.run("journal", "verify", journal).status == 0) }
  }

  @Test func outputThatCannotBeWrittenIsNotSuccess() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let commands = [
      "learn --no-picture --journal a", "learn --json --no-picture --journal b",
      "measure iris9 --drive 0,0,0,0,0,0", "netlist iris9", "check iris9", "curve a",
      "journal show a",
    ]
    for command in commands {
      let outcome = try shell(tool, "\(Tool.program) \(command) > /dev/full")
      #expect(outcome.status == 74, "\(command)")
      #expect(outcome.error.contains("standard output"))
    }
    #expect(try tool.run("journal", "verify", "a").status == 0)
  }

  @Test func aReaderThatGoesAwayEndsTheRunSafely() throws {
    let tool = try Tool()
    defer { tool.remove() }
    _ = try shell(
      tool, "\(Tool.program) learn --no-picture --trials 20000000 --journal a | head -n 1")
    let listing = try tool.run("journal", "show", "a")
    #expect(listing.status == 0)
    #expect(listing.output.split(separator: "\n").last?.contains("stopped") == true)
  }

  @Test func aPictureNeverReplacesAJournal() throws {
    let tool = try Tool()
    defer { tool.remove() }
    _ = try tool.run("learn", "--json", "--no-picture", "--journal", "a")
    #expect(try tool.run("curve", "a", "--svg", "a").status == 64)
    #expect(try tool.run("journal", "verify", "a").status == 0)
    try "mine".write(toFile: tool.path("b.svg"), atomically: true, encoding: .utf8)
    _ = try tool.run("learn", "--json", "--journal", "b.journal")
    #expect(try String(contentsOfFile: tool.path("b.svg"), encoding: .utf8) == "mine")
  }

  @Test func negativeVoltagesAreTaken() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let outcome = try tool.run("measure", "iris9", "--drive", "-1,0,0,0,0,0", "--ideal", "--json")
    let nodes = try #require(Tool.object(outcome.output)["nodes"] as? [[String: Any]])
    #expect(try #require(nodes.first?["volts"] as? Double) < -0.9)
    #expect(try tool.run("measure", "iris9", "--drive", "1e300,0,0,0,0,0").status == 64)
  }

  /// 50 ohm from the source, 100 ohm to ground.
  @Test func oneNodeIsANetwork() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let board = """
      board: one
      fullScaleVolts: 3.3
      nodes: [a]
      sources: [{node: a, seriesOhms: 50}]
      resistors: [{name: load, between: [a, ground], ohms: 100}]

      """
    try board.write(toFile: tool.path("one.yaml"), atomically: true, encoding: .utf8)
    let outcome = try tool.run("measure", "one.yaml", "--drive", "3", "--ideal", "--json")
    let nodes = try #require(Tool.object(outcome.output)["nodes"] as? [[String: Any]])
    #expect(abs(try #require(nodes.first?["volts"] as? Double) - 2) < 1e-12)
    #expect(try tool.run("check", "one.yaml").status == 0)
  }
}
