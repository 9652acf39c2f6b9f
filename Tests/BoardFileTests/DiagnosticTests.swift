import Testing

import BoardFile

/// Each mistake gives one message with its place, what is allowed and the nearest name. The
/// expected texts are written by hand from the rules in docs/board-files.md.
struct DiagnosticTests {
  @Test func theFixtureHasNoMistakes() {
    #expect(Fixture.check() == [])
    #expect(Fixture.check(task: Fixture.classes) == [])
  }

  @Test(arguments: [
    Mistake(
      "seed: 7", "sead: 7",
      "board.yaml:3:1: error: a board has no such key (sead); did you mean 'seed'?"),
    Mistake(
      "seed: 7", "seed: -1",
      "board.yaml:3:7: error: seed must be a whole number (-1); allowed: 0 to 2^64 - 1"),
    Mistake(
      "fullScaleVolts: 3.3", "fullScaleVolts: high",
      "board.yaml:4:17: error: fullScaleVolts must be a number (high); allowed: 0.001 to 1000"),
    Mistake(
      "seriesOhms: 50", "seriesOhms: 0",
      "board.yaml:7:40: error: seriesOhms is out of range (0); allowed: 0.001 to 1000000000000"),
    Mistake(
      "node: left", "node: lefft",
      "board.yaml:7:22: error: no node of this name (lefft); did you mean 'left'?"),
    Mistake(
      "node: out,", "node: nowhere,",
      "board.yaml:10:26: error: no node of this name (nowhere); allowed: left, right, top, out"),
    Mistake(
      "nodes: [left, right, top, out]", "nodes: [left, right, top, out, top]",
      "board.yaml:5:32: error: a second node of this name; the first is in line 5 (top)"),
    Mistake(
      "nodes: [left, right, top, out]", "nodes: [left, right, top, out, far]",
      "board.yaml:5:32: error: this node has no path to a source or to ground (far); allowed: join them by an element or a resistor"
    ),
    Mistake(
      "{name: low, node: right}", "{name: low, node: left}",
      "board.yaml:8:5: error: node left has two sources, which work against each other (v1 and low)"
    ),
    Mistake(
      "{name: target, node: out,", "{name: target, node: left,",
      "board.yaml:10:5: error: node left has a source and a clamp: a driven node cannot be nudged (target)"
    ),
    Mistake(
      "bits: 10", "bits: 32",
      "board.yaml:13:15: error: bits is out of range (32); allowed: a whole number, 1 to 24"),
    Mistake(
      "taps: 128", "taps: 1.5",
      "board.yaml:15:50: error: taps is out of range (1.5); allowed: a whole number, 2 to 16777216"),
    Mistake(
      "pot: {endToEndOhms", "pot: {law: lineal, endToEndOhms",
      "board.yaml:15:14: error: law cannot be this (lineal); allowed: linear, logarithmic, conductance; did you mean 'linear'?"
    ),
    Mistake(
      "startTap: 10", "startTap: 128",
      "board.yaml:17:48: error: the start tap is out of range (128); allowed: 0 to 127, middle or random"
    ),
    Mistake(
      "between: [left, top]", "between: [left]",
      "board.yaml:17:25: error: an element lies between two nodes (a list of 1); allowed: [node, node]"
    ),
    Mistake(
      "[top, out]", "[top, top]",
      "board.yaml:18:5: error: an element between a node and itself carries no current (e1); allowed: two different nodes"
    ),
    Mistake(
      "[out, right]", "{name: e0, between: [out, right]}",
      "board.yaml:19:5: error: a second element of this name; the first is in line 17 (e0)"),
    Mistake(
      "startTap: 10", "part: pott",
      "board.yaml:17:44: error: no part of this name (pott); did you mean 'pot'?"),
    Mistake(
      "taps: 128", "taps: 128, limitMilliamperes: 1",
      "board.yaml:17:5: warning: at its best conducting tap and full voltage this element passes its limit (e0: 55 mA); allowed: 1 mA; raise minimumTap or the limit",
      more: 2),
    Mistake(
      "seed: 7", "seed: 7\nseed: 8",
      "board.yaml:3:1: error: the same key twice in one map (seed); allowed: each key once"),
    Mistake(
      "seed: 7", "seed: [7",
      "board.yaml:4:15: error: not YAML: did not find expected ',' or ']'"),
    Mistake(
      "seed: 7", "seed: &seven 7",
      "board.yaml:3:7: error: anchors and aliases are not used here; allowed: write the value out"),
    Mistake(
      "elements:", "element:",
      "board.yaml:16:1: error: a board has no such key (element); did you mean 'elements'?"),
  ])
  func boardMistake(_ mistake: Mistake) {
    let found = Fixture.check(board: Fixture.board.changing(mistake.old, to: mistake.new))
    #expect(found.contains(mistake.message), "\(found)")
    #expect(found.count == 1 + mistake.more, "\(found)")
  }

  @Test(arguments: [
    Mistake(
      "kind: regression", "kind: regresion",
      "sum.yaml:2:7: error: kind cannot be this (regresion); allowed: allostery, regression, classification; did you mean 'regression'?"
    ),
    Mistake("trials: 1000\n", "", "sum.yaml:1:1: error: a task needs the key 'trials'"),
    Mistake(
      "{low: 0}", "{lo: 0}",
      "sum.yaml:4:9: error: no source of this name (lo); did you mean 'low'?", more: 1),
    Mistake(
      "rails: {low: 0}\n", "",
      "sum.yaml:4:9: error: this source is neither an input nor a rail (low); allowed: add it to 'inputs', or to 'rails' with its voltage"
    ),
    Mistake(
      "{low: 0}", "{low: 5 }",
      "sum.yaml:4:14: error: low is out of range (5); allowed: 0 to 3.3"),
    Mistake(
      "outputs: [target]", "outputs: [top]",
      "sum.yaml:6:11: error: this node has no clamp, so it cannot be an output (top); allowed: target",
      more: 2),
    Mistake(
      "targets: [1.1]", "targets: [1.1, 2]",
      "sum.yaml:8:30: error: the targets have the wrong length (2); allowed: 1"),
    Mistake(
      "targets: [0.5]", "targets: [-1]",
      "sum.yaml:9:30: warning: no resistor network reaches this target from these sources (-1); allowed: 0 to 3.3 volts"
    ),
    Mistake(
      "targets: [0.5]", "targets: [4]",
      "sum.yaml:9:31: error: the target is out of range (4); allowed: -3.3 to 3.3"),
    Mistake(
      "inputs: [1.5]", "inputs: [-0.1]",
      "sum.yaml:9:14: error: the source cannot give this input (-0.1); allowed: 0 to 3.3 volts"),
    Mistake(
      "rate: 100", "rate: 1G",
      "sum.yaml:11:7: error: rate / eta is out of the engine's range (4000000000); allowed: 0, or about 1e-16 to 268 million taps per full scale squared"
    ),
    Mistake(
      "rate: 100", "rate: 50M\nbatch: 1k",
      "sum.yaml:11:7: error: the engine's accumulator could overflow (rate 50000000, batch 1000); allowed: a smaller rate or batch, or a larger eta"
    ),
    Mistake(
      "rate: 100", "rate: 100\nsettleMicroseconds: 20",
      "sum.yaml:12:21: warning: shorter than five time constants of the network (20); allowed: 50 and more"
    ),
    Mistake(
      "rate: 100", "rate: 100\nfaults: [\"element-open:e9@5\"]",
      "sum.yaml:12:10: error: element-open has no such channel (e9); did you mean 'e0'?"),
    Mistake(
      "rate: 100", "rate: 100\noverclamp: {power: 0.3}",
      "sum.yaml:12:20: error: power is not a multiple of 0.25 (0.3); allowed: 0, 0.25, ... 2"),
    Mistake(
      "rate: 100", "rate: 100\nbatch: 10\ncheckpointEvery: 15",
      "sum.yaml:13:18: error: checkpointEvery is not a multiple of the batch (15); allowed: a multiple of 10"
    ),
    Mistake(
      "rate: 100", "schedule: [{fromTrial: 10, rate: 1}, {fromTrial: 10}]",
      "sum.yaml:11:50: error: schedule steps must ascend (10); allowed: above 10"),
  ])
  func taskMistake(_ mistake: Mistake) {
    let found = Fixture.check(task: Fixture.task.changing(mistake.old, to: mistake.new))
    #expect(found.contains(mistake.message), "\(found)")
    #expect(found.count == 1 + mistake.more, "\(found)")
  }

  @Test(arguments: [
    Mistake(
      "3,large", "3,larg",
      "data.csv:4: error: no class of this name in the task (larg); allowed: small, large; did you mean 'large'?"
    ),
    Mistake(
      "2,small", "two,small",
      "data.csv:3:1: error: not a number (two); allowed: a number between -1e15 and 1e15"),
    Mistake(
      "2,small", "2",
      "data.csv:3:1: error: this row has another number of fields than the first (1); allowed: 2"),
    Mistake(
      "5,large", "5,la rge",
      "data.csv:5:3: error: not a class name (la rge); allowed: 1 to 64 of A-Z a-z 0-9 _ . + -"),
    Mistake(
      "2,small", "1e400,small",
      "data.csv:3:1: error: not a number (1e400); allowed: a number between -1e15 and 1e15"),
  ])
  func dataMistake(_ mistake: Mistake) {
    let found = Fixture.check(
      task: Fixture.classes, data: Fixture.data.changing(mistake.old, to: mistake.new))
    #expect(found == [mistake.message])
  }

  @Test(arguments: [
    Mistake(
      "column: size", "column: sise",
      "sum.yaml:6:31: error: the table has no such column (sise); did you mean 'size'?"),
    Mistake(
      "column: size", "column: kind",
      "sum.yaml:6:9: error: a column of words cannot be an input; allowed: columns of numbers"),
    Mistake(
      "file: data.csv", "file: date.csv",
      "sum.yaml:5:14: error: no such file beside the task (date.csv); did you mean 'data.csv'?"),
    Mistake(
      "perClass: 1", "perClass: 3",
      "data.csv: error: class small has too few rows (2); allowed: 3 and more"),
    Mistake(
      "classes: {small: [0.5], large", "decide: largest\nclasses: {small: [0.5], large",
      "sum.yaml:8:9: error: deciding by the largest output takes one output per class (1 outputs); allowed: 2"
    ),
  ])
  func classificationMistake(_ mistake: Mistake) {
    let found = Fixture.check(task: Fixture.classes.changing(mistake.old, to: mistake.new))
    #expect(found.contains(mistake.message), "\(found)")
    #expect(found.count == 1 + mistake.more, "\(found)")
  }

  @Test func everyMistakeIsReportedAndNotOnlyTheFirst() {
    let board = Fixture.board.changing("seed: 7", to: "sead: 7")
      .changing("bits: 10", to: "bits: 99").changing("node: left", to: "node: lefft")
    let task = Fixture.task.changing("eta: 0.25", to: "eta: -1")
    #expect(Fixture.check(board: board, task: task).count >= 4)
  }
}

/// A change of the fixture and the message that it must give.
struct Mistake: Sendable, CustomTestStringConvertible {
  var old: String
  var new: String
  var message: String
  /// Messages that follow from the same change.
  var more: Int

  init(_ old: String, _ new: String, _ message: String, more: Int = 0) {
    self.old = old
    self.new = new
    self.message = message
    self.more = more
  }

  var testDescription: String { new }
}

/// The self-test rests on "no current flows when all sources are at one level".
struct SelfTestDiagnosticTests {
  @Test func aBoardWithAResistorToGroundHasNone() throws {
    let task = Fixture.task + "selfTestEvery: 10\n"
    let found = Fixture.check(task: task)
    #expect(found.count == 1)
    #expect(found.first?.contains("resistor to ground") == true)
    let image = try Project.load(from: Fixture.location(), task: "sum").compile().image
    #expect(image[80..<84].allSatisfy { $0 == 0 })
  }
}
