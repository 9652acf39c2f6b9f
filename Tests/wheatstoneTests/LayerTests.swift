import Foundation
import Testing

/// Networks of layers on the command line: pictures of 3 x 3 with a bright column.
@Suite struct LayerTests {
  private static let board = """
    board: stripes
    network: hopfield
    task: pictures
    layers: [9, 8, 2]

    """
  private static let task = """
    task: pictures
    learn: 60
    validate: 10
    test: 20
    epochs: 20
    batch: 6
    beta: 0.5
    rates: [0.1, 0.05]
    seed: 1

    """

  private static func idx(_ sizes: [Int], _ values: [UInt8]) -> Data {
    let head = sizes.flatMap { size in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) }
    }
    return Data([0, 0, 8, UInt8(sizes.count)] + head + values)
  }

  /// Class 0: bright on the left, class 1: on the right; some grey everywhere.
  private static func pictures(_ count: Int) -> (pixels: [UInt8], labels: [UInt8]) {
    var pixels: [UInt8] = []
    for index in 0..<count {
      for place in 0..<9 {
        let isBright = place % 3 == (index % 2 == 0 ? 0 : 2)
        let grey = UInt8((index * 7 + place * 13) % 40)
        pixels.append(isBright ? 200 + grey : grey)
      }
    }
    return (pixels, (0..<count).map { UInt8($0 % 2) })
  }

  private func write(_ bytes: Data, _ path: String) throws {
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  private func read(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  /// A folder with board, task and pictures, in which a run has learnt.
  private func learnt(_ options: String...) throws -> (Tool, Tool.Outcome) {
    let tool = try Tool()
    for folder in ["data", "stripes"] {
      try FileManager.default.createDirectory(
        atPath: tool.path(folder), withIntermediateDirectories: true)
    }
    for (part, count) in [("train", 70), ("t10k", 20)] {
      let (pixels, labels) = Self.pictures(count)
      try write(Self.idx([count, 3, 3], pixels), tool.path("data/\(part)-images-idx3-ubyte"))
      try write(Self.idx([count], labels), tool.path("data/\(part)-labels-idx1-ubyte"))
    }
    try write(Data(Self.board.utf8), tool.path("stripes/board.yaml"))
    try write(Data(Self.task.utf8), tool.path("stripes/pictures.yaml"))
    let words = ["learn", "stripes", "--data", "data", "--journal", "s.journal", "--no-picture"]
    return (tool, try tool.run(words + options))
  }

  @Test func learnsALinePerEpochAndIsResumed() throws {
    let (tool, outcome) = try learnt()
    defer { tool.remove() }
    #expect(outcome.status == 0, "\(outcome.error)")
    let lines = outcome.output.split(separator: "\n")
    let heading = try #require(lines.firstIndex { $0.hasPrefix("epoch") })
    for word in ["energy", "cost", "sweeps", "wrong", "validation", "test", "|dW2|/|W|", "seconds"]
    {
      #expect(lines[heading].contains(word))
    }
    let table = lines[(heading + 1)...(heading + 20)].map { $0.split(separator: " ") }
    #expect(table.map { $0.first } == (1...20).map { Substring("\($0)") })
    // Two kinds of stripes are learnt to the last one; the last line has its own evaluation.
    #expect(outcome.output.contains("right on 100.0 % of the 20 unseen examples"))
    #expect(table[19][4] == "0.000" && table[19][8] == "0.000")
    let csv = try tool.run("curve", "s.journal", "--csv").output
    let kinds = csv.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[5] }
    #expect(kinds.count { $0 == "energy" } == 20 && kinds.contains("update"))
    let more = try tool.run(
      "learn", "stripes", "--data", "data", "--journal", "s.journal", "--no-picture", "--resume",
      "--trials", "1320", "--threads", "2")
    #expect(more.status == 0 && more.output.contains("going on from trial 1200"))
  }

  /// States of examples are not in the journal: who resumes is told so, who does not is not.
  @Test func storedStatesBeginAtRestWhereARunIsResumed() throws {
    let (tool, zero) = try learnt("--trials", "60")
    defer { tool.remove() }
    #expect(zero.error.isEmpty)
    try write(
      Data((Self.task + "initialStates: stored\n").utf8), tool.path("stripes/pictures.yaml"))
    let plan = try tool.run("plan", "stripes", "pictures", "--data", "data", "-o", "s.plan")
    // 90 pictures, 8 and 2 nodes of two bytes.
    #expect(plan.output.contains("the states of examples take 1800"), "\(plan)")
    let words = ["learn", "stripes", "--data", "data", "--journal", "t.journal", "--no-picture"]
    let first = try tool.run(words + ["--trials", "600"])
    #expect(first.status == 0 && first.error.isEmpty)
    let more = try tool.run(words + ["--resume", "--trials", "660"])
    #expect(more.status == 0 && more.error.contains("they begin at rest"), "\(more)")
  }

  @Test func whatWasLearntIsLookedAtAndUsed() throws {
    let (tool, _) = try learnt("--threads", "1")
    defer { tool.remove() }
    let shown = try tool.run(
      "relax", "stripes", "--journal", "s.journal", "--data", "data", "--image", "3", "--json")
    let scene = try Tool.object(shown.output)
    #expect(shown.status == 0 && (scene["steps"] as? [Any])?.count ?? 0 > 3)
    #expect(
      try tool.run(
        "relax", "stripes", "--journal", "s.journal", "--data", "data", "--svg", "r.svg", "--png",
        "frames"
      ).status == 0)
    let svg = String(decoding: try read(tool.path("r.svg")), as: UTF8.self)
    #expect(svg.contains("stripes, test image 0"))
    let frame = try read(tool.path("frames/step-0000.png"))
    #expect(frame.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let words = ["classify", "s.journal", "--board", "stripes", "--input"]
    let all = try tool.run(
      words + ["data/t10k-images-idx3-ubyte", "--labels", "data/t10k-labels-idx1-ubyte"])
    #expect(all.status == 0 && all.output.contains("0 of 20 wrong"))
  }

  @Test func mistakesAreNamedBeforeAnythingStarts() throws {
    let (tool, _) = try learnt()
    defer { tool.remove() }
    func fails(_ status: Int32, _ says: String, _ words: String...) throws {
      let outcome = try tool.run(words)
      #expect(outcome.status == status && outcome.error.contains(says), "\(words): \(outcome)")
    }
    try fails(2, "no such folder", "learn", "stripes", "--data", "nowhere")
    try fails(64, "--threads", "learn", "--threads", "2")
    try fails(64, "has no analog part", "learn", "stripes", "--data", "data", "--no-noise")
    try fails(74, "cannot be opened", "relax", "stripes", "--journal", "none.journal")
    try fails(
      2, "is of another network", "classify", "s.journal", "--board",
      Tool.boards + "/hopfield-net1",
      "--input", "data/t10k-images-idx3-ubyte")
    let labels = tool.path("data/train-labels-idx1-ubyte")
    try write(try read(labels).dropLast(3), labels)
    try fails(2, "cut short", "learn", "stripes", "--data", "data", "--journal", "n.journal")
    #expect(!FileManager.default.fileExists(atPath: tool.path("n.journal")))
  }
}
