import Plan
import PlanImage
import SimulatedBoard
import Testing

import BoardFile

/// What the files say, read back from the image at the offsets that docs/plan.md gives.
struct PlanFieldTests {
  private func compile(
    task: String, data: String = Fixture.data, _ overrides: PlanOverrides = PlanOverrides()
  ) throws -> CompiledPlan {
    // A load to ground would make a self-test meaningless.
    let board = Fixture.board.replacing("between: [out, ground]", with: "between: [out, top]")
    return try Project.load(
      from: Fixture.location(board: board, task: task, data: data), task: "sum"
    ).compile(overrides)
  }

  @Test func settingsStandAtTheirOffsets() throws {
    let task =
      Fixture.task + """
        seed: 18446744073709551615
        nudge: symmetric
        rule: sign
        order: cyclic
        readings: 4
        batch: 10
        updateProbability: 0.5
        hinge: {marginVolts: 0.33}
        overclamp: {power: 0.5, scaleVolts: 1.65}
        signThresholdVoltsSquared: 10.89
        powerWeight: 0.5
        decay: 0.25
        shrink: 0.5
        recordEvery: 11
        evaluateEvery: 12
        checkpointEvery: 20
        selfTestEvery: 14
        selfTestToleranceMillivolts: 33

        """
    let image = try compile(task: task).image
    #expect(word(image, 24, 8) == UInt64.max)
    #expect(word(image, 32, 8) == 1_000)
    // 10.89 V^2 is one full scale squared.
    #expect(abs(Int64(word(image, 40, 8)) - (1 << 40)) <= 1)
    let expected: [(Int, UInt64)] = [
      (48, 3_300_000), (52, 4), (56, 1), (60, 4), (64, 10), (68, 11), (72, 12), (76, 20), (80, 14),
      (84, 10_486), (88, 0), (92, 1), (96, 1), (100, 0), (104, 128), (108, 1), (112, 104_858),
      (116, 2), (120, 524_288), (124, 32_768), (128, 1 << 30),
      (144, 1 << 29),
    ]
    for (offset, value) in expected {
      #expect(word(image, offset, 4) == value, "offset \(offset)")
    }
  }

  @Test func levelsAreFractionsOfTheFullScale() throws {
    let memory = try PlanMemory(try compile(task: Fixture.task).image)
    withExtendedLifetime(memory) {
      let plan = memory.plan
      #expect(plan.sourceCount == 2)
      #expect((plan.trainCount, plan.testCount) == (2, 0))
      // 3.3 V and 0 V; 1.5 V is 1.5 / 3.3 * 2^20 = 476,625.45.
      #expect(unsafe plan.inputs(.train, 0, at: 0)[0] == 1_048_576)
      #expect(unsafe plan.inputs(.train, 0, at: 0)[1] == 0)
      #expect(unsafe plan.inputs(.train, 1, at: 0)[0] == 476_625)
      // 1.1 V is a third: 349,525.33.
      #expect(plan.target(row: plan.targetRow(.train, 0), output: 0, at: 0) == 349_525)
      #expect(plan.element(0).startTap == 10)
      // The middle of 0...127 is 64.
      #expect(plan.element(1).startTap == 64)
      #expect(plan.element(0).direction == -1)
      // Ten time constants.
      #expect(plan.step(0).settleMicroseconds == 100)
      #expect(plan.step(0).eta == 16_384)
      #expect(plan.output(0).node == 3)
      #expect(plan.clampNode(0) == 3)
      let name = unsafe String(decoding: plan.name(.element(0)), as: UTF8.self)
      #expect(name == "e0")
    }
  }

  /// 1 and 5 are the ends of the column: a fraction f of the way is f * 3 volts.
  @Test func columnsAreScaledOverTheFile() throws {
    let memory = try PlanMemory(try compile(task: Fixture.classes).image)
    withExtendedLifetime(memory) {
      let plan = memory.plan
      var seen: [Int32] = []
      for set in [Plan.ExampleSet.train, .test] {
        for index in 0..<plan.exampleCount(set) {
          seen.append(unsafe plan.inputs(set, index, at: 0)[0])
        }
      }
      let expected = [0, 0.25, 0.5, 1].map { Int32(($0 * 3 / 3.3 * 1_048_576).rounded()) }
      #expect(seen.sorted() == expected)
    }
  }

  @Test func invertedColumnsFall() throws {
    let task = Fixture.classes.changing(
      "lowVolts: 0, highVolts: 3", to: "lowVolts: 3, highVolts: 0"
    )
    .changing("train: {perClass: 1}", to: "train: all")
    let memory = try PlanMemory(try compile(task: task).image)
    withExtendedLifetime(memory) {
      let plan = memory.plan
      let raw = (0..<4).map { unsafe plan.inputs(.train, $0, at: 0)[0] }
      #expect(raw == raw.sorted(by: >))
      #expect(raw[3] == 0)
    }
  }

  @Test func theSeedDrawsTheSplit() throws {
    let rows = (0..<40).map { "\($0),\($0 < 20 ? "small" : "large")" }.joined(separator: "\n")
    let data = "size,kind\n" + rows + "\n"
    let task = Fixture.classes.changing("perClass: 1", to: "perClass: 5")
    func training(_ seed: UInt64) throws -> [Int32] {
      let memory = try PlanMemory(
        try compile(task: task, data: data, PlanOverrides(seed: seed)).image)
      return withExtendedLifetime(memory) {
        let plan = memory.plan
        #expect((plan.trainCount, plan.testCount) == (10, 30))
        let classes = (0..<10).map { plan.targetRow(.train, $0) }
        #expect(classes.count { $0 == 0 } == 5)
        return (0..<10).map { unsafe plan.inputs(.train, $0, at: 0)[0] }
      }
    }
    #expect(try training(1) == training(1))
    #expect(try training(1) != training(2))
    #expect(Set(try training(1)).count == 10)
  }

  /// y = A x + b at every point of a grid of three by one input.
  @Test func aFormulaGivesTargets() throws {
    let task = Fixture.task
      .changing(
        "examples:\n  - {inputs: [3.3], targets: [1.1]}\n  - {inputs: [1.5], targets: [0.5]}",
        to: "formula: {matrix: [[0.5]], offsetVolts: [0.33], grid: 3}")
    let memory = try PlanMemory(try compile(task: task).image)
    withExtendedLifetime(memory) {
      let plan = memory.plan
      #expect(plan.trainCount == 3)
      let inputs = (0..<3).map { unsafe plan.inputs(.train, $0, at: 0)[0] }
      #expect(inputs == [0, 524_288, 1_048_576])
      let targets = (0..<3).map { plan.target(row: plan.targetRow(.train, $0), output: 0, at: 0) }
      #expect(targets == [104_858, 367_002, 629_146])
    }
  }

  @Test func clampsThatAreNoOutputAreLeftOut() throws {
    let board = Fixture.board.changing(
      "clamps:", to: "clamps:\n  - {name: spare, node: top}")
    let project = try Project.load(from: Fixture.location(board: board), task: "sum")
    let compiled = try project.compile()
    #expect(project.board.model.clamps.map(\.name) == ["spare", "target"])
    #expect(compiled.board.clamps.map(\.name) == ["target"])
    let memory = try PlanMemory(compiled.image)
    withExtendedLifetime(memory) {
      #expect(memory.plan.clampCount == 1)
      #expect(memory.plan.output(0).clamp == 0)
    }
  }

  private func word(_ image: [UInt8], _ offset: Int, _ bytes: Int) -> UInt64 {
    (0..<bytes).reduce(0) { $0 | UInt64(image[offset + $1]) << (8 * $1) }
  }
}
