import Foundation
import SimulatedBoard
import Testing

/// The independent reference: another program's operating point of the same network.
@Suite struct NgspiceTests {
  static let ngspice = ["/usr/bin/ngspice", "/usr/local/bin/ngspice"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// 24 networks of 4 to 400 edges, half of them with their clamps connected.
  static let cases: [(edges: Int, nodes: Int, clamped: Bool)] = (0..<24).map { index in
    let edges = 4 + (396 * index * index) / (23 * 23)
    return (edges, max(3, edges * (index % 3 + 4) / 10), index % 2 == 1)
  }

  @Test(
    .enabled(
      if: ngspice != nil,
      "ngspice is not installed: apt-get install --no-install-recommends ngspice"),
    arguments: cases.indices)
  func agreesToOneBillionthOfFullScale(number: Int) throws {
    let (edges, nodes, clamped) = Self.cases[number]
    let model = randomModel(
      nodes: nodes, edges: edges, sources: 2 + number % 3, clamps: 2, seed: UInt64(number))
    let drive = randomVolts(model.sources.count, seed: UInt64(number))
    let clamp = clamped ? randomVolts(model.clamps.count, seed: UInt64(1000 + number)) : nil
    let deck = try model.netlist(driveVolts: drive, clampVolts: clamp)
    let printed = try Self.operatingPoint(deck)
    for kind in nodes <= SolverKind.smallNodesMax ? [SolverKind.small, .sparse] : [.sparse] {
      let state = try ResistorNetwork(model, solver: kind).solve(
        driveVolts: drive, clampVolts: clamp)
      for node in model.nodes.indices {
        let reference = try #require(printed[model.spiceNode(node)])
        #expect(abs(state.nodeVolts[node] - reference) <= 1e-9 * model.fullScaleVolts)
      }
    }
  }

  @Test func namesBecomeSafe() throws {
    var model = randomModel(nodes: 3, edges: 4, sources: 1, clamps: 1, seed: 5)
    model.name = "zwei\nzeilen"
    model.nodes = ["a b", "out+", "Ä;.end"]
    let deck = try model.netlist(driveVolts: [1])
    #expect(deck.hasPrefix("* zwei_zeilen\n"))
    #expect(model.spiceNode(1) == "n1_out_")
    #expect(deck.allSatisfy { $0.isASCII })
    #expect(deck.components(separatedBy: ".end\n").count == 2)
    // A released clamp is left out.
    #expect(!deck.contains("Vc0"))
    #expect(try model.netlist(driveVolts: [1], clampVolts: [1]).contains("Vc0"))
  }

  /// Runs a deck; the printed voltages by node name.
  static func operatingPoint(_ deck: String) throws -> [String: Double] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "wheatstone-ngspice-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("deck.cir")
    try deck.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(ngspice))
    process.arguments = ["-b", file.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var volts: [String: Double] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("v(") {
      let halves = line.split(separator: "=")
      guard halves.count == 2 else { continue }
      let name = halves[0].trimmingCharacters(in: .whitespaces).dropFirst(2).dropLast()
      volts[String(name)] = Double(halves[1].trimmingCharacters(in: .whitespaces))
    }
    return volts
  }
}
