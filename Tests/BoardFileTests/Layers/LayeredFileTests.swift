import BoardFile
import Foundation
import Plan
import PlanImage
import Testing

@Suite struct LayeredFileTests {
  private static let board = """
    board: small
    network: hopfield
    task: pictures
    layers: [6, 4, 2]
    step: 0.25

    """
  private static let task = """
    task: pictures
    learn: 4
    validate: 1
    test: 2
    epochs: 3
    batch: 2
    beta: 0.5
    rates: [0.1, 0.05]
    sweeps: {free: 9, nudged: 3}
    seed: 5

    """

  private static func location(_ board: String, _ task: String) -> BoardLocation {
    BoardLocation(
      store: .memory(
        ["board.yaml": Array(board.utf8), "pictures.yaml": Array(task.utf8)], called: "small/"))
  }

  private static func idx(_ sizes: [Int], _ values: [UInt8]) -> [UInt8] {
    [0, 0, 8, UInt8(sizes.count)]
      + sizes.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } }
      + values
  }

  private static func folder(
    train: Int = 5, test: Int = 2, rows: Int = 2, label: UInt8 = 1
  ) -> ImageFolder {
    let size = rows * 3
    return ImageFolder(
      store: .memory(
        [
          "train-images-idx3-ubyte": idx(
            [train, rows, 3], (0..<train * size).map { UInt8($0 % 256) }),
          "train-labels-idx1-ubyte": idx([train], (0..<train).map { $0 == 3 ? label : 0 }),
          "t10k-images-idx3-ubyte": idx(
            [test, rows, 3], Array(repeating: 200, count: test * size)),
          "t10k-labels-idx1-ubyte": idx([test], Array(repeating: 1, count: test)),
        ], called: "pictures/"))
  }

  private static func mistakes(_ board: String, _ task: String) -> [String] {
    do {
      _ = try LayeredProject.load(from: location(board, task), task: nil)
      return []
    } catch { return error.list.map(\.description) }
  }

  @Test func compilesAsItSays() throws {
    let project = try #require(
      try LayeredProject.load(from: Self.location(Self.board, Self.task), task: nil))
    let compiled = try project.compile(Self.folder())
    let memory = try PlanMemory(compiled.image)
    let plan = memory.plan
    #expect(compiled.trials == 12 && compiled.journalName == "small-pictures-5.journal")
    #expect((0..<3).map { plan.layer($0).nodeCount } == [6, 4, 2])
    #expect(plan.layer(1).rate == 2_048)
    // sqrt(6 / 10) and sqrt(6 / 6), the latter held below 1.
    #expect(plan.block(0).startReach == Int32(0.6.squareRoot() * 0x1p30))
    #expect(plan.block(1).startReach == 1 << 30 - 1 << 15)
    #expect(plan.block(0).weight == 1 << 30 && plan.block(1).weight == 1 << 29)
    // .1 / (.5 x 2) weights for a contrast of 1.
    let step = plan.step(0)
    #expect(abs(Double(step.rateMantissa) * 0x1p-54 - 0.1) < 1e-15 && step.rateShift == 0)
    #expect(step.eta == 1 << 15 && step.settleMicroseconds == 9)
    #expect(plan.header.nudgedSettleMicroseconds == 3 && plan.header.evaluateTrain == 0)
    #expect(plan.header.recordEvery == 4 && plan.header.checkpointEvery == 4)
    #expect(plan.trainCount == 4 && plan.testCount == 2 && plan.validationCount == 1)
    #expect(unsafe plan.pixels(.train, 3)[5] == 23)
    #expect(unsafe plan.pixels(.validation, 0)[0] == 24)
    #expect(unsafe plan.pixels(.test, 1)[0] == 200)
    #expect(plan.targetRow(.train, 3) == 1 && plan.targetRow(.test, 0) == 1)
    #expect(plan.target(row: 1, output: 1, at: 0) == 1 << 20)
    // Both sides of a symmetric nudge are twice as far apart.
    let symmetric = try #require(
      try LayeredProject.load(
        from: Self.location(Self.board, Self.task + "nudge: symmetric\n"), task: nil))
    let other = try PlanMemory(symmetric.compile(Self.folder()).image)
    #expect(abs(Double(other.plan.step(0).rateMantissa) * 0x1p-54 - 0.05) < 1e-15)
    withExtendedLifetime((memory, other)) {}
  }

  @Test func networksOfOtherKindsAreCompiledAsTheySay() throws {
    let other = Self.board.replacing(
      "step: 0.25",
      with: """
        step: 1
        relaxation: alternating
        activation: tanh
        links: [[0, 1], [1, 2], [1, 1]]
        weights: {bits: 8, scales: [2, 1, 0]}
        """)
    let task =
      Self.task.replacing("[0.1, 0.05]", with: "[0.1, 0.05, 0]") + "initialStates: stored\n"
    let project = try #require(
      try LayeredProject.load(from: Self.location(other, task), task: nil))
    let memory = try PlanMemory(project.compile(Self.folder()).image)
    let plan = memory.plan
    #expect(plan.header.alternates == 1 && plan.layer(0).activation == 0)
    #expect(plan.header.storesStates == 1)
    #expect(plan.layer(1).activation == 1 && plan.layer(2).activation == 1)
    #expect(plan.layer(1).rate == 8_192)
    #expect((0..<3).map { plan.block($0).weightScale } == [2, 1, 0])
    #expect(plan.block(2).weightBits == 8 && plan.block(2).from == 1 && plan.block(2).to == 1)
    withExtendedLifetime(memory) {}
  }

  @Test func overridesAreWholeBatches() throws {
    let project = try #require(
      try LayeredProject.load(from: Self.location(Self.board, Self.task), task: nil))
    let compiled = try project.compile(Self.folder(), PlanOverrides(seed: 9, trials: 3))
    #expect(compiled.trials == 4 && compiled.seed == 9)
  }

  @Test(arguments: [
    ("layers: [6, 4, 2]", "layers: [6]", "not a possible number of layers (1)"),
    ("layers: [6, 4, 2]", "layers: [6, 0, 2]", "a layer's nodes is out of range (0)"),
    ("layers: [6, 4, 2]", "layers: [2000, 2, 2]", "a node of layer 1 listens to too many others"),
    ("step: 0.25", "step: 2", "step is out of range (2)"),
    ("step: 0.25", "stop: 0.25", "a network of layers has no such key (stop)"),
    ("step: 0.25", "links: [[0, 3]]", "a layer is out of range (3)"),
    ("step: 0.25", "links: [[1, 0]]", "link 0 leads backwards, or within the first layer"),
    ("step: 0.25", "links: [[0]]", "a link joins two layers, counted from 0"),
    ("step: 0.25", "relaxation: random", "relaxation cannot be this (random)"),
    ("step: 0.25", "activation: relu", "activation cannot be this (relu)"),
    ("step: 0.25", "weights: {bits: 17}", "bits is out of range (17)"),
    ("step: 0.25", "weights: {bits: 8, scales: [9, 0]}", "scales is out of range (9)"),
    ("step: 0.25", "weights: {scales: [0]}", "scales has the wrong length (1)"),
    ("board: small", "board: 'a b'", "not a board name (a b)"),
  ])
  func boardMistakesAreNamed(_ line: String, _ wrong: String, _ says: String) {
    let found = Self.mistakes(Self.board.replacing(line, with: wrong), Self.task)
    #expect(found.contains { $0.contains(says) && $0.hasPrefix("small/board.yaml:") }, "\(found)")
  }

  @Test(arguments: [
    ("batch: 2", "batch: 3", "an epoch is a whole number of batches (3); allowed: a divisor of 4"),
    ("rates: [0.1, 0.05]", "rates: [0.1]", "rates has the wrong length (1); allowed: 2"),
    ("rates: [0.1, 0.05]", "rates: [0, 0]", "every rate is 0"),
    ("rates: [0.1, 0.05]", "classes: 3", "the last layer has a node for each class (3)"),
    ("beta: 0.5", "beta: 3", "beta is out of range (3)"),
    ("seed: 5", "checkpointEvery: 3", "falls within a batch (3); allowed: a multiple of 2"),
    ("seed: 5", "evaluateEvery: 3", "evaluateEvery falls within a batch (3)"),
    ("seed: 5", "nudge: both", "nudge cannot be this (both)"),
    ("seed: 5", "sweeps2: 5", "a task of pictures has no such key (sweeps2)"),
  ])
  func taskMistakesAreNamed(_ line: String, _ wrong: String, _ says: String) {
    let found = Self.mistakes(Self.board, Self.task.replacing(line, with: wrong))
    #expect(
      found.contains { $0.contains(says) && $0.hasPrefix("small/pictures.yaml:") }, "\(found)")
  }

  @Test func picturesThatDoNotFitAreRefused() throws {
    let project = try #require(
      try LayeredProject.load(from: Self.location(Self.board, Self.task), task: nil))
    func says(_ folder: ImageFolder) -> String {
      do {
        _ = try project.compile(folder)
        return ""
      } catch { return error.list.map(\.description).joined() }
    }
    #expect(
      says(Self.folder(rows: 3)).contains("another size than the first layer of small (3 x 3)"))
    #expect(says(Self.folder(train: 4)).contains("fewer pictures than pictures shows (4)"))
    #expect(says(Self.folder(test: 1)).contains("allowed: at least 2"))
    #expect(says(Self.folder(label: 2)).contains("picture 3 (counted from 0) has a label"))
    #expect(says(ImageFolder(store: .memory([:], called: "empty/"))).contains("not there"))
  }

  @Test func theFolderIsLookedFor() throws {
    #expect(throws: Diagnostics.self) { _ = try ImageFolder.find("/nowhere/at/all") }
    #expect(throws: Diagnostics.self) {
      _ = try ImageFolder.find(nil, environment: ["HOME": "/nowhere"])
    }
    let place = FileManager.default.temporaryDirectory.appending(path: "ws-\(UUID().uuidString)")
    let own = place.appending(path: "wheatstone/mnist")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    _ = try ImageFolder.find(nil, environment: ["XDG_DATA_HOME": place.path])
    _ = try ImageFolder.find(nil, environment: ["WHEATSTONE_DATA": place.path])
    _ = try ImageFolder.find(place.path, environment: [:])
  }

  /// What is shipped, and the schemas that editors use. Nudge and start of free responses are the
  /// published ones, but where the task's name says otherwise, or docs/digits.md why.
  @Test(arguments: [
    Shipped("hopfield-net1", nil, [784, 500, 10]),
    Shipped("hopfield-net1", "digits-zero", [784, 500, 10], isStored: false),
    Shipped("hopfield-net2", nil, [784, 500, 500, 10], .symmetric, isStored: false),
    Shipped("hopfield-net2", "digits-either-side", [784, 500, 500, 10], isStored: false),
    Shipped("hopfield-net3", nil, [784, 500, 500, 500, 10]),
  ])
  func shippedBoardsAreThePublishedOnes(_ shipped: Shipped) throws {
    let location = BoardLocation(store: .folder(boardsFolder + "/" + shipped.board))
    let project = try #require(try LayeredProject.load(from: location, task: shipped.task))
    #expect(project.network.layers == shipped.layers && project.network.step == 0.5)
    #expect(project.task.learnCount == 50_000 && project.task.batch == 20)
    #expect(project.task.nudge == shipped.nudge)
    #expect(project.task.storesStates == shipped.isStored)
    let other = try NetworkProject.load(from: location, task: nil)
    #expect(other == nil)
  }

  struct Shipped: Sendable {
    var board: String
    var task: String?
    var layers: [Int]
    var nudge: Nudge
    var isStored: Bool

    init(
      _ board: String, _ task: String?, _ layers: [Int], _ nudge: Nudge = .eitherSide,
      isStored: Bool = true
    ) {
      (self.board, self.task, self.layers) = (board, task, layers)
      (self.nudge, self.isStored) = (nudge, isStored)
    }
  }

  @Test(arguments: [("layers", true), ("pictures", false)])
  func schemasKnowTheSameKeys(_ schema: String, _ isBoard: Bool) throws {
    let extra = "qqqqqqqqqqqq: 1\n"
    let found = Self.mistakes(
      Self.board + (isBoard ? extra : ""), Self.task + (isBoard ? "" : extra))
    let message = try #require(found.first { $0.contains("qqqqqqqqqqqq") })
    let data = try Data(contentsOf: URL(fileURLWithPath: boardsFolder + "/schema/\(schema).json"))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let properties = try #require(root["properties"] as? [String: Any])
    let listed = try #require(message.components(separatedBy: "allowed: ").last)
    #expect(Set(listed.components(separatedBy: ", ")) == Set(properties.keys))
  }
}
