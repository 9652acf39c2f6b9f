import BoardFile
import Foundation
import Plan
import PlanImage
import SimulatedBoard
import Testing

@Suite struct NetworkFileTests {
  @Test func readsWhatIsWritten() throws {
    let project = try #require(try NetworkFixture.load())
    let network = project.network
    #expect(network.kind == .oscillators && network.nodeNames == ["a", "b", "c"])
    #expect(network.couplings == [Coupling(to: 1, from: 0), Coupling(to: 2, from: 1)])
    #expect(network.converterBits == 12 && network.fullScale == 2 && network.step == 0.25)
    #expect(network.sources.map(\.node) == [0] && network.clamps.map(\.node) == [2])
    #expect(project.task.interval == 0.5 && project.task.eta == 0.25 && project.task.trials == 10)
    // Samples at .5, 1, 1.5 and 2 of a sine of period 4; the target begins at 1.
    let example = project.task.train[0]
    #expect(
      zip(example.inputs, [0.5, 1, 1.5, 2]).allSatisfy {
        abs($0[0] - sin(Double.pi / 2 * $1)) < 1e-12
      })
    #expect(
      zip(example.targets, [0, 0, 2 * 0.5.squareRoot(), 2]).allSatisfy {
        abs($0[0] - $1) < 1e-12
      })
  }

  /// Taps -1, 0, 1, 2, 3: .9 starts at 1. The rate is alpha / (eta T) x 4 (full scale squared) taps.
  @Test func compilesIntoAPlan() throws {
    let compiled = try #require(try NetworkFixture.load()).compile()
    let plan = try PlanMemory(compiled.image).plan
    #expect(plan.elementCount == 2 && plan.termCount == 2 && plan.samplesPerTrial == 4)
    let element = plan.element(1)
    #expect(element.nodeA == 2 && element.nodeB == 1 && element.startTap == 2)
    #expect(element.maximumTap == 4 && plan.term(1).restTap == 1)
    #expect(plan.term(0).kind == LocalTerm.linear.rawValue && plan.term(0).weight == 1 << 30)
    let step = plan.step(0)
    #expect(step.settleMicroseconds == 500 && step.eta == 1 << 14)
    let rate = Double(step.rateMantissa) * exp2(Double(step.rateShift) - 54)
    #expect(abs(rate - 0.5 / (0.25 * 4) * 4) < 1e-9)
    #expect(plan.header.push == Push.position.rawValue && plan.header.wraps == 0)
    // A level of 1 is a half of full scale.
    #expect(unsafe plan.inputs(.train, 0, at: 1)[0] == 1 << 19)
    #expect(plan.target(row: 0, output: 0, at: 3) == 1 << 20)
    #expect(compiled.journalName == "pair-follow-0.journal")
  }

  @Test func resistorsAreNotMistakenForIt() throws {
    #expect(try NetworkProject.load(from: Fixture.location(board: Fixture.board), task: nil) == nil)
  }

  static let mistakes: [(old: String, new: String, says: String)] = [
    ("network: oscillators", "network: oscilators", "network cannot be this"),
    ("nodes: [a, b, c]", "nodes: [a, b, b]", "board.yaml:3:15: error"),
    ("sources: [a]", "sources: [q]", "board.yaml:5:11: error"),
    ("range: [-1, 3]", "range: [3, -1]", "a range is two numbers, ascending"),
    ("range: [-1, 3], ", "", "'couplings' needs the key 'range'"),
    ("taps: 5", "taps: 1", "taps is out of range"),
    ("converters:", "twin: maybe\nconverters:", "twin cannot be this"),
    ("converters:", "twin: {mismatch: 0.6}\nconverters:", "mismatch is out of range"),
    ("[b, c]]", "[c, c]]", "a node cannot act on itself"),
    ("[b, c]]", "[b]]", "a coupling joins two nodes"),
    ("integration: {step: 0.25}", "", "a network needs the key 'integration'"),
    ("clamps: [c]", "clamps: [c, {node: b, push: true}]", "clamps either all push or all hold"),
    ("clamps: [c]", "clamps: [{node: c, scale: 2}]", "only a push has a scale"),
    ("fullScale: 2", "fullScale: 2\nbiases: {range: [0, 1]}", "this network has no biases"),
    ("fullScale: 2", "fullScale: 2\nstart: [1, 2]", "not a state for each node"),
    ("fullScale: 2", "fullScale: 2\nstart: {normal: 1}", "a start is a state"),
  ]

  @Test(arguments: mistakes) func mistakesHaveTheirPlace(
    _ mistake: (old: String, new: String, says: String)
  ) {
    let found = NetworkFixture.mistakes(
      board: NetworkFixture.board.changing(mistake.old, to: mistake.new))
    #expect(found.contains { $0.contains(mistake.says) }, "\(found)")
    #expect(found.allSatisfy { $0.hasPrefix("board.yaml:") })
  }

  /// A twin is asked for in two ways, and nudged in one.
  @Test func twins() throws {
    func network(_ twin: String) throws -> NetworkProject {
      try #require(try NetworkFixture.load(board: NetworkFixture.board + "twin: \(twin)\n"))
    }
    for (text, twin) in [
      ("true", TwinCopies()), ("{mismatch: 0.25}", TwinCopies(mismatch: 0.25)),
      ("{}", TwinCopies()),
      ("false", nil),
    ] {
      let project = try network(text)
      #expect(project.network.twin == twin)
      let plan = try PlanMemory(project.compile().image).plan
      #expect(plan.isTwin == (twin != nil))
    }
    let found = NetworkFixture.mistakes(
      board: NetworkFixture.board + "twin: true\n",
      task: NetworkFixture.task + "nudge: symmetric\n")
    #expect(found.count == 1 && found[0].hasPrefix("follow.yaml:11:8: error: a twin board"))
  }

  static let taskMistakes: [(old: String, new: String, says: String)] = [
    ("duration: 2", "duration: 200000", "not a possible number of samples"),
    ("interval: 0.5", "interval: 0.0123456", "a whole number of microseconds"),
    ("{a: {sine", "{b: {sine", "this node has no source"),
    ("{c: {sine", "{a: {sine", "this node has no clamp"),
    ("sine: {period: 4}, delay", "sine: {period: 0}, delay", "period is out of range"),
    ("sine: {period: 4}, delay", "square: {period: 4}, sine: {period: 4}, delay", "one shape"),
    ("sine: {period: 4}, delay", "steps: [[1, 2], [1, 3]], delay", "steps must ascend"),
    ("rate: 0.5", "rate: {coupling: 1}", "no such key"),
    ("rate: 0.5\n", "", "needs the key 'rate'"),
    ("eta: 0.25", "eta: 5", "eta is out of range"),
    ("eta: 0.25", "count: [[9, 10]]", "no sample lies in any of these windows"),
  ]

  @Test(arguments: taskMistakes) func mistakesOfTasksHaveTheirPlace(
    _ mistake: (old: String, new: String, says: String)
  ) {
    let found = NetworkFixture.mistakes(
      task: NetworkFixture.task.changing(mistake.old, to: mistake.new))
    #expect(found.contains { $0.contains(mistake.says) }, "\(found)")
    #expect(found.allSatisfy { $0.hasPrefix("follow.yaml:") })
  }

  /// What is drawn is drawn from the run's seed, and nothing else.
  @Test func startsAreDrawnFromTheSeed() throws {
    let board = NetworkFixture.board.changing("start: 0.9", to: "start: {normal: [1, 0.5]}")
      .changing("taps: 5", to: "taps: 4097")
    let project = try #require(try NetworkFixture.load(board: board))
    func starts(_ seed: UInt64) throws -> [Int32] {
      let plan = try PlanMemory(project.compile(PlanOverrides(seed: seed)).image).plan
      return (0..<plan.elementCount).map { plan.element($0).startTap }
    }
    #expect(try starts(1) == starts(1))
    #expect(try starts(1) != starts(2))
  }

  /// Phases that cannot start are warned of; with a little coupling, or a source beside the output,
  /// they can.
  @Test func zeroCouplings() throws {
    let phases = NetworkFixture.board.changing("oscillators", to: "kuramoto")
      .changing("fullScale: 2\n", to: "").changing("range: [-1, 3]", to: "range: [-5, 5]")
    let zero = phases.changing("start: 0.9", to: "start: 0")
    func warnings(_ board: String) throws -> [String] {
      try NetworkFixture.load(board: board)?.warnings.map(\.description) ?? []
    }
    let found = try warnings(zero)
    #expect(found.count == 1 && found[0].contains("warning") && found[0].contains("cannot start"))
    #expect(try warnings(phases) == [])
    #expect(try warnings(zero.changing("[[a, b], [b, c]]", to: "[[a, b], [a, c]]")) == [])
  }

  /// What no plan can hold is said, and nothing crashes.
  @Test(arguments: [
    ("task", "rate: 0.5", "rate: 0", "every rate is 0"),
    ("board", "step: 0.25", "step: 0.25, timeUnitMicroseconds: 1000000", ""),
    ("task", "interval: 0.5\nduration: 2", "interval: 5000\nduration: 20000", "microseconds"),
  ])
  func numbersThatNoPlanHolds(_ file: String, _ old: String, _ new: String, _ says: String) throws {
    var board = NetworkFixture.board.changing(
      "step: 0.25", to: "step: 0.25, timeUnitMicroseconds: 1000000")
    var task = NetworkFixture.task
    if file == "task" {
      task = task.changing(old, to: new)
    } else {
      board = NetworkFixture.board.changing(old, to: new)
    }
    let project = try #require(try NetworkFixture.load(board: board, task: task))
    guard !says.isEmpty else {
      #expect(throws: Never.self) { _ = try project.compile() }
      return
    }
    let error = #expect(throws: Diagnostics.self) { _ = try project.compile() }
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
  }

  @Test func channelsReachNoFurtherThanTheEngineComputes() throws {
    let board = """
      board: gate
      network: chemistry
      nodes: [a, b, c]
      fullScale: 1000
      sources: [a]
      clamps: [{node: c, push: true}]
      speeds: {range: [0, 3], start: 1}
      halfSaturations: {range: [1, 5], start: 2}
      inhibitions: {range: [0, 1000000], taps: 2, start: 0}
      integration: {step: 0.25}

      """
    let project = try #require(try NetworkFixture.load(board: board))
    let error = #expect(throws: Diagnostics.self) { _ = try project.compile() }
    #expect(error?.description.contains("inhibition") == true)
    let right = board.changing("1000000]", to: "0.05]")
    let slow = NetworkFixture.task.changing("rate: 0.5", to: "rate: 0.0005")
    #expect(throws: Never.self) { _ = try NetworkFixture.load(board: right, task: slow)?.compile() }
    let crowd = NetworkFixture.mistakes(board: board.changing("[a, b, c]", to: "61"))
    #expect(crowd.contains { $0.contains("1 to 60") }, "\(crowd)")
  }

  @Test func nodesAreNamedOnce() {
    let found = NetworkFixture.mistakes(
      board: NetworkFixture.board.changing("clamps: [c]", to: "clamps: [c, c]"))
    #expect(found.contains { $0.contains("named twice") }, "\(found)")
  }

  @Test func signalsBeyondTheRangeAreWarnedOf() throws {
    let far = NetworkFixture.task.changing("delay: 1, scale: 2", to: "delay: 1, scale: 2.5")
    let found = try NetworkFixture.load(task: far)?.warnings.map(\.description) ?? []
    #expect(found.count == 1 && found[0].contains("leaves the converters' range"))
    #expect(try NetworkFixture.load()?.warnings.isEmpty == true)
  }

  @Test func trialsAreWholeBatches() throws {
    let project = try #require(
      try NetworkFixture.load(task: NetworkFixture.task + "batch: 4\n"))
    #expect(try project.compile(PlanOverrides(trials: 10)).trials == 12)
    #expect(try project.compile(PlanOverrides(trials: 12)).trials == 12)
  }
}
