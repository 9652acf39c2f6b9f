import Foundation
import Testing

/// `wheatstone calibrate`, and what later runs do with its file.
struct CalibrateTests {
  /// The shipped board with converters that are 10 mV off, and one-sided nudging, which they spoil.
  private func makeBoard(_ tool: Tool) throws {
    let folder = tool.path("poor")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func copy(_ name: String, _ changes: [(String, String)]) throws {
      var text = try String(contentsOfFile: "\(Tool.boards)/allostery16/\(name)", encoding: .utf8)
      for (old, new) in changes {
        try #require(text.contains(old))
        text = text.replacingOccurrences(of: old, with: new)
      }
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    try copy("board.yaml", [("offsetMillivolts: 1,", "offsetMillivolts: 10,")])
    try copy(
      "two-targets.yaml", [("nudge: symmetric", "nudge: one-sided"), ("eta: 0.5", "eta: 0.1")])
  }

  private func error(_ tool: Tool, _ arguments: [String]) throws -> Double {
    let outcome = try tool.run(
      ["learn", "poor", "--task", "two-targets", "--json", "--no-picture"] + arguments)
    #expect(outcome.status == 0, "\(outcome.error)")
    return try #require(try Tool.object(outcome.output)["error_final"] as? Double)
  }

  /// Measured for the seeds 0 to 7: between 600 and 60,000 times.
  @Test(arguments: [0, 1, 2, 3]) func theErrorFallsAHundredTimes(_ seed: Int) throws {
    let tool = try Tool()
    defer { tool.remove() }
    try makeBoard(tool)
    let file = tool.path("cal.yaml")
    let outcome = try tool.run("calibrate", "poor", "--specimen", "\(seed)", "--out", file)
    #expect(outcome.status == 0, "\(outcome.error)")
    let before = try error(tool, ["--seed", "\(seed)", "--journal", tool.path("a.journal")])
    let after = try error(
      tool,
      ["--seed", "\(seed)", "--calibration", file, "--journal", tool.path("b.journal")])
    #expect(after < before / 100, "\(before) to \(after)")
  }

  @Test func printsTablesWithUnits() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let outcome = try tool.run("calibrate", Tool.boards + "/allostery16", "--quick")
    #expect(outcome.status == 0)
    for text in [
      "calibrating allostery16, specimen 0", "offset / mV", "end to end / kΩ", "wiper / Ω",
      "settle     91 µs", "faults     none", "calibration  allostery16.calibration.yaml",
    ] {
      #expect(outcome.output.contains(text), "\(text)")
    }
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let file = try String(
      contentsOfFile: tool.path("allostery16.calibration.yaml"), encoding: .utf8)
    #expect(file.contains("calibration: allostery16\n"))
    // An earlier calibration is replaced, another file is not.
    #expect(try tool.run("calibrate", Tool.boards + "/allostery16", "--quick").status == 0)
    try "mine".write(toFile: tool.path("mine.yaml"), atomically: true, encoding: .utf8)
    let refused = try tool.run(
      "calibrate", Tool.boards + "/allostery16", "--out", tool.path("mine.yaml"))
    #expect(refused.status == 74)
    #expect(try String(contentsOfFile: tool.path("mine.yaml"), encoding: .utf8) == "mine")
  }

  @Test func printsOneObject() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let outcome = try tool.run(
      "calibrate", Tool.boards + "/allostery16", "--quick", "--json", "--fault",
      "element-open:e3")
    let object = try Tool.object(outcome.output)
    #expect(object["board"] as? String == "allostery16")
    #expect(object["faults"] as? [String] == ["element-open:e3"])
    #expect((object["probes"] as? [Any])?.count == 9)
    #expect((object["elements"] as? [Any])?.count == 16)
    #expect(object["settle_microseconds"] as? Double == 91)
  }

  @Test func aBrokenProbeEndsIt() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let outcome = try tool.run(
      "calibrate", Tool.boards + "/allostery16", "--fault", "probe-stuck:n5", "--out",
      tool.path("no.yaml"))
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("fault: probe-stuck:n5"))
    #expect(!FileManager.default.fileExists(atPath: tool.path("no.yaml")))
  }

  @Test func anotherBoardsFileIsRefused() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let file = tool.path("cal.yaml")
    _ = try tool.run("calibrate", Tool.boards + "/allostery16", "--quick", "--out", file)
    for command in [
      ["learn", Tool.boards + "/iris9", "--calibration", file],
      ["plan", Tool.boards + "/iris9", "-o", tool.path("p"), "--calibration", file],
      ["measure", Tool.boards + "/iris9", "--drive", "1,1,1,1,1,1", "--calibration", file],
      ["check", Tool.boards + "/iris9", "--calibration", file],
    ] {
      let outcome = try tool.run(command)
      #expect(outcome.status == 2, "\(command)")
      #expect((outcome.output + outcome.error).contains("calibration of another board"))
    }
  }

  /// A reading of the corrected board is nearer to the truth than that of the bare one.
  @Test func measureCorrects() throws {
    let tool = try Tool()
    defer { tool.remove() }
    try makeBoard(tool)
    let file = tool.path("cal.yaml")
    _ = try tool.run("calibrate", "poor", "--out", file)
    let arguments = ["measure", "poor", "--drive", "1,1,1", "--json"]
    func spread(_ extra: [String]) throws -> Double {
      let object = try Tool.object(try tool.run(arguments + extra).output)
      let volts = (object["nodes"] as? [[String: Any]] ?? []).compactMap { $0["volts"] as? Double }
      #expect(volts.count == 9)
      return (volts.max() ?? 0) - (volts.min() ?? 0)
    }
    // All sources at one level: every node has it.
    #expect(try spread(["--ideal"]) < 1e-9)
    #expect(try spread([]) > 0.01)
    #expect(try spread(["--calibration", file]) < 0.006)
  }

  @Test func explainsTheVoltmetersOption() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let board = Tool.boards + "/allostery16"
    for (option, text) in [
      ("low", "NAME=ASKED:VOLTS"), ("lwo=1:1.01", "nearest: 'low'"), ("low=1:3", "0.825 V"),
    ] {
      let outcome = try tool.run("calibrate", board, "--measured", option)
      #expect(outcome.status == 64)
      #expect(outcome.error.contains(text), "\(outcome.error)")
    }
    let outcome = try tool.run(
      "calibrate", board, "--quick", "--json", "--measured", "low=0.5:0.51", "--measured",
      "low=3:3.02")
    #expect(try Tool.object(outcome.output)["reference"] as? String == "measured")
  }
}
