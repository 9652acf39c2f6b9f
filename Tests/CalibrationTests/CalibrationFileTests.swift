import BoardFile
import BoardInterface
import Calibration
import Foundation
import Plan
import PlanImage
import SimulatedBoard
import Testing
import Wiring

struct CalibrationFileTests {
  private static let board = """
    board: small
    fullScaleVolts: 4
    nodes: [a, b, c, d]
    sources: [{name: in, node: a}, {name: rail, node: b}]
    clamps: [{name: x, node: c}, {name: y, node: d}]
    parts: {pot: {taps: 64}}
    elements: [[a, d], [b, c], [d, c]]
    """
  private static let task = """
    task: sum
    kind: regression
    trials: 10
    inputs: [in]
    rails: {rail: 1}
    outputs: [y]
    examples: [{inputs: [2], targets: [1.5]}]
    """
  /// Gains and offsets that are exact in binary: of x, 2 and 1 V; of y, 1/2 and -1/2 V.
  private static let text = """
    calibration: small
    specimen: 7
    settleMicroseconds: 123
    sources:
      - {name: rail, gain: 0.5, offsetMillivolts: 0}
      - {name: in, gain: 2, offsetMillivolts: 1000}
    clamps:
      - {name: x, gain: 2, offsetMillivolts: 1000}
      - {name: y, gain: 0.5, offsetMillivolts: -500}
    probes:
      - {name: a}
      - {name: b, offsetMillivolts: 250, noiseMillivolts: 0.8}
      - {name: c, gain: 1.25}
      - {name: d}
    elements:
      - {name: e0, factor: 1.1, endToEndOhms: 110k}
      - {name: e1, fault: element-stuck, tap: 12}
      - {name: e2}
    """

  private func folder(_ calibration: String) throws -> String {
    let folder = NSTemporaryDirectory() + "calibration-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in [
      ("board.yaml", Self.board), ("sum.yaml", Self.task), ("cal.yaml", calibration),
    ] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    return folder
  }

  private func mistakes(_ calibration: String) throws -> [Diagnostic] {
    let folder = try folder(calibration)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return Project.check(board: folder, task: "sum", calibration: folder + "/cal.yaml")
  }

  private func changed(_ old: String, _ new: String) throws -> String {
    try #require(Self.text.contains(old))
    return Self.text.replacing(old, with: new)
  }

  @Test func becomesTheCorrectionsOfThePlan() throws {
    let folder = try folder(Self.text)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let project = try Project.load(board: folder, task: "sum", calibration: folder + "/cal.yaml")
    let compiled = try project.compile(PlanOverrides(seed: 7))
    let memory = try PlanMemory(compiled.image)
    let wiring = unsafe try Wiring(checking: memory.plan.wiring)
    #expect(wiring.isCorrected && !wiring.isWired)
    #expect((wiring.sourceCount, wiring.clampCount, wiring.nodeCount) == (2, 1, 4))
    let one = Int64(1) << 40
    // One volt of four is 2^18 steps of a sample; undone: (x - offset) / gain.
    #expect(wiring.sourceCorrection(0) == WiringCorrection(gain: one / 2, offset: -(one << 17)))
    #expect(wiring.sourceCorrection(1) == WiringCorrection(gain: one * 2, offset: 0))
    // The plan has the clamp y alone.
    #expect(wiring.clampCorrection(0) == WiringCorrection(gain: one * 2, offset: one << 18))
    #expect(wiring.probeCorrection(0) == WiringCorrection())
    #expect(wiring.probeCorrection(1) == WiringCorrection(gain: one, offset: -(one << 16)))
    #expect(wiring.probeCorrection(2).gain == Int64((0.8 * 0x1p40).rounded()))
    #expect(memory.plan.step(0).settleMicroseconds == 123)
  }

  @Test func notesWhatIsBroken() throws {
    let found = try mistakes(Self.text)
    #expect(found.contains { $0.message.contains("element-stuck:e1") && $0.severity == .warning })
    // The task's seed is 0.
    #expect(found.contains { $0.message.contains("specimen 7") && $0.severity == .warning })
    #expect(found.allSatisfy { $0.severity == .warning })
  }

  @Test func isReadAsItWasWritten() throws {
    let model = try Boards.allostery16(3)
    var calibration = try Boards.calibrate(model, faults: ["element-stuck:e4"]).calibration
    calibration.date = "2026-02-03T04:05:06Z"
    calibration.specimen = 3
    var board = try BoardDescription.load(boardsFolder + "/allostery16")
    _ = try board.calibrate(text: Array(calibration.fileText.utf8), file: "cal.yaml")
    let read = try #require(board.calibration)
    #expect(read.date == calibration.date && read.specimen == 3)
    #expect(read.faults == calibration.faults)
    #expect(read.elements.map(\.fault) == calibration.elements.map(\.fault))
    let pairs = zip(
      read.sources + read.clamps + read.probes,
      calibration.sources + calibration.clamps + calibration.probes)
    for (read, written) in pairs {
      #expect(read.name == written.name)
      #expect(abs(read.offsetVolts - written.offsetVolts) < 1e-9)
      #expect(abs(read.gain - written.gain) < 1e-8)
    }
    for (read, written) in zip(read.elements, calibration.elements) where written.fault == nil {
      #expect(abs(read.factor / written.factor - 1) < 1e-6)
    }
    #expect(read.settling.settleMicroseconds == calibration.settling.settleMicroseconds)
    // What is written once more is the same text.
    #expect(read.fileText == calibration.fileText)
  }

  @Test func refusesAnotherBoards() throws {
    let found = try mistakes(try changed("calibration: small", "calibration: large"))
    #expect(found.count == 1)
    #expect((found.first?.line, found.first?.column) == (1, 14))
    #expect(found.first?.message == "this is the calibration of another board")
    #expect(found.first?.value == "large")
  }

  @Test(arguments: [
    ("{name: a}", "{name: q}", "no node of this name", 11, 12),
    ("{name: a}", "{name: b}", "a second entry for this node", 12, 12),
    ("gain: 1.25", "gain: 3", "gain is out of range", 13, 21),
    ("gain: 1.25", "gian: 1.25", "an entry of probes has no such key", 13, 15),
    ("offsetMillivolts: 250", "offsetMillivolts: 1001", "too far off to be corrected", 12, 33),
    ("element-stuck", "element-stcuk", "fault cannot be this", 17, 23),
    ("Microseconds: 123", "Microseconds: x", "settleMicroseconds must be a number", 3, 21),
  ])
  func pointsAtMistakes(
    _ old: String, _ new: String, _ message: String, _ line: Int, _ column: Int
  ) throws {
    let found = try mistakes(try changed(old, new)).filter { $0.severity == .error }
    let match = found.first { $0.message == message }
    #expect(match != nil, "\(found.map(\.description))")
    #expect((match?.line, match?.column) == (line, column))
  }

  @Test func missesWhatTheBoardHas() throws {
    let found = try mistakes(try changed("  - {name: e2}\n".trimmingCharacters(in: .newlines), ""))
    #expect(found.contains { $0.message.contains("elements lacks 1 of the board's 3") })
    #expect(found.contains { $0.value == "e2" })
  }

  @Test func saysThatAFileIsNotThere() {
    let found = Project.check(
      board: boardsFolder + "/iris9", task: nil, calibration: "/nowhere/cal.yaml")
    #expect(found.map(\.message) == ["the calibration file cannot be read"])
  }

  /// Whatever a file says, it is refused or used, never a crash.
  @Test func survivesDamage() throws {
    var generator = SystemRandomNumberGenerator()
    let bytes = Array(Self.text.utf8)
    var board = try BoardDescription.load(boardsFolder + "/iris9")
    for _ in 0..<2_000 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<damaged.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: damaged[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: damaged.remove(at: place)
        default: damaged.insert(contentsOf: damaged[place...].prefix(9), at: place)
        }
      }
      _ = try? board.calibrate(text: damaged, file: "damaged.yaml")
    }
    #expect(board.calibration == nil)
  }

  @Test func theSchemaKnowsTheSameKeys() throws {
    let data = try Data(
      contentsOf: URL(fileURLWithPath: boardsFolder + "/schema/calibration.json"))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let properties = try #require(root["properties"] as? [String: Any])
    let name = "calibration: small"
    #expect(Set(properties.keys) == (try keys(name, "qqqqqqqqqqqqqqq: 1\n" + name)))
    for (list, old) in [("probes", "{name: a}"), ("elements", "{name: e2}")] {
      let entries = try #require(properties[list] as? [String: Any])
      let items = try #require(entries["items"] as? [String: Any])
      let known = try #require(items["properties"] as? [String: Any])
      let new = old.replacing("}", with: ", qqqqqqqqqqqqqqq: 1}")
      #expect(Set(known.keys) == (try keys(old, new)))
    }
  }

  /// All keys that the reader lists when it meets an unknown one.
  private func keys(_ old: String, _ new: String) throws -> Set<String> {
    let found = try mistakes(try changed(old, new)).first { $0.value == "qqqqqqqqqqqqqqq" }
    return Set(try #require(found?.allowed).components(separatedBy: ", "))
  }
}
