import Foundation
import Testing

@Suite struct CommandTests {
  @Test func helpEverywhereAndCompletions() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let commands = [
      [], ["learn"], ["measure"], ["check"], ["netlist"], ["plan"], ["plan", "show"], ["curve"],
      ["journal"], ["journal", "verify"], ["journal", "show"], ["reproduce"],
    ]
    for command in commands {
      let outcome = try tool.run(command + ["--help"])
      #expect(outcome.status == 0 && outcome.output.contains("USAGE:"), "\(command)")
    }
    #expect(try tool.run("--help").output.contains("Exit codes"))
    for shell in ["bash", "zsh", "fish"] {
      let outcome = try tool.run("--generate-completion-script", shell)
      #expect(outcome.status == 0 && outcome.output.contains("learn"))
    }
    #expect(try tool.run("--version").output.contains("."))
  }

  @Test func exitCodesAreTheDocumentedOnes() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let cases: [([String], Int32, String)] = [
      (["learn", "no-such-board"], 2, "no-such-board"),
      (["learn", "--no-such-option"], 64, "no-such-option"),
      (["learn", "--fault", "element-opne:e3@1"], 64, "element-open"),
      (["learn", "--trials", "0"], 2, "1 to 2^48"),
      (["learn", "--journal", "no/such/folder/j"], 74, "no/such/folder/j"),
      (["learn", "--resume", "--journal", "none"], 74, "none"),
      (["learn", "--resume"], 74, "--journal"),
      (["measure", "iris9", "--drive", "1,2"], 64, "6 channels"),
      (["measure", "iris9", "--drive", "1,2,x,4,5,6"], 64, "drive"),
      (["curve", "none"], 74, "none"),
      (["plan", "show", "none"], 74, "none"),
      (["reproduce", "1"], 64, "resolution"),
      (["reproduce", "11", "--jobs", "0"], 64, "1024"),
      (["reproduce", "11", "--out", "/dev/null/figures"], 74, "/dev/null/figures"),
      (["learn", "--alignment"], 64, "move in time"),
    ]
    for (arguments, status, words) in cases {
      let outcome = try tool.run(arguments)
      #expect(outcome.status == status, "\(arguments): \(outcome)")
      #expect(outcome.error.contains(words), "\(arguments): \(outcome.error)")
    }
  }

  @Test func checkNamesThePlaceTheValueAndTheNearestName() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let good = try tool.run("check", Tool.boards + "/iris9", "iris")
    #expect(good.status == 0)
    let text = try String(contentsOfFile: Tool.boards + "/iris9/board.yaml", encoding: .utf8)
    for file in ["iris.yaml", "iris.csv"] {
      try FileManager.default.copyItem(
        atPath: Tool.boards + "/iris9/" + file, toPath: tool.path(file))
    }
    try text.replacing("seriesOhms:", with: "seriesOhm:", maxReplacements: 1)
      .write(toFile: tool.path("board.yaml"), atomically: true, encoding: .utf8)
    let bad = try tool.run("check", "board.yaml")
    #expect(bad.status == 2)
    let line =
      1
      + text.prefix(upTo: try #require(text.range(of: "seriesOhms")).lowerBound)
      .count { $0 == "\n" }
    #expect(bad.output.contains("board.yaml:\(line):"))
    #expect(bad.output.contains("did you mean 'seriesOhms'?"))
  }

  /// ngspice is the independent reference: it must accept the netlist and give the same voltages.
  @Test func netlistGivesTheVoltagesOfMeasureIdeal() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let drive = "1,2,0.5,3,0,3.3"
    let text = try tool.run("netlist", "iris9", "--drive", drive).output
    try text.write(toFile: tool.path("board.cir"), atomically: true, encoding: .utf8)
    guard let ngspice = Tool.find("ngspice") else {
      print("skipped: ngspice is not installed")
      return
    }
    let spice = try tool.run(["-b", "board.cir"], program: ngspice)
    let volts = spice.output.split(separator: "\n").filter { $0.hasPrefix("v(") }.compactMap {
      $0.split(separator: "=").last.flatMap { Double($0.trimmingCharacters(in: .whitespaces)) }
    }
    let measured = try Tool.object(
      tool.run("measure", "iris9", "--drive", drive, "--ideal", "--json").output)
    let nodes = try #require(measured["nodes"] as? [[String: Any]])
    #expect(volts.count == nodes.count && volts.count == 9)
    for (spice, node) in zip(volts, nodes) {
      #expect(abs(spice - (try #require(node["volts"] as? Double))) < 3.3e-9)
    }
    // Through the converters the same, within a few steps of 12 bits.
    let probed = try Tool.object(
      tool.run("measure", "iris9", "--drive", drive, "--json").output)
    for (spice, node) in zip(volts, try #require(probed["nodes"] as? [[String: Any]])) {
      #expect(abs(spice - (try #require(node["volts"] as? Double))) < 0.015)
    }
  }

  @Test func tapsFilesAreReadInTheBoardsOrder() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let taps = (0..<16).map { "\(8 * $0 + 1)" }.joined(separator: "\n") + "\n"
    try taps.write(toFile: tool.path("taps"), atomically: true, encoding: .utf8)
    let good = try tool.run(
      "measure", "iris9", "--drive", "0,0,0,0,0,3.3", "--taps", "taps", "--ideal", "--json")
    #expect(good.status == 0)
    try "1\n2\n".write(toFile: tool.path("few"), atomically: true, encoding: .utf8)
    let bad = try tool.run("measure", "iris9", "--drive", "0,0,0,0,0,3.3", "--taps", "few")
    #expect(bad.status == 2 && bad.error.contains("few:2"))
  }

  @Test func plansAreCompiledShownAndRefused() throws {
    let tool = try Tool()
    defer { tool.remove() }
    #expect(try tool.run("plan", "iris9", "iris", "-o", "p").status == 0)
    let shown = try tool.run("plan", "show", "p")
    #expect(shown.status == 0)
    for word in ["eta", "rate", "elements", "sepalLength", "virginica"] {
      #expect(shown.output.contains(word))
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: tool.path("p")))
    bytes[300] ^= 1
    try bytes.write(to: URL(fileURLWithPath: tool.path("damaged")))
    let damaged = try tool.run("plan", "show", "damaged")
    #expect(damaged.status == 2 && !damaged.error.isEmpty)
  }

  @Test func curvesInEveryForm() throws {
    let tool = try Tool()
    defer { tool.remove() }
    for seed in ["0", "1"] {
      _ = try tool.run("learn", "--json", "--no-picture", "--seed", seed, "--journal", "j" + seed)
    }
    let csv = try tool.run("curve", "j0", "--csv")
    #expect(csv.status == 0 && csv.output.contains(","))
    let json = try tool.run("curve", "j0", "j1", "--json")
    #expect(try (Tool.object(json.output)["curves"] as? [Any])?.count == 2)
    #expect(try tool.run("curve", "j0").output.contains("accuracy"))
    guard Tool.find("gnuplot") != nil else {
      print("skipped: gnuplot is not installed")
      return
    }
    #expect(try tool.run("curve", "j0", "j1", "--svg", "c.svg", "--png", "c.png").status == 0)
    let svg = try String(contentsOfFile: tool.path("c.svg"), encoding: .utf8)
    #expect(svg.contains("<svg"))
    let png = try Data(contentsOf: URL(fileURLWithPath: tool.path("c.png")))
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }
}
