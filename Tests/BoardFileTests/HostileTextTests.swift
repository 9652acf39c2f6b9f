import Testing

import BoardFile

/// Texts made to exhaust a reader are refused before the YAML library sees them, within a second.
struct HostileTextTests {
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      Hostile("brackets", String(repeating: "[", count: 1 << 20), "nested too deeply"),
      Hostile("braces", String(repeating: "{a: ", count: 1 << 19), "nested too deeply"),
      Hostile("dashes", String(repeating: "- ", count: 1 << 20), "nested too deeply"),
      Hostile(
        "indentation",
        (0..<1_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        "nested too deeply"),
      Hostile("questions", String(repeating: "? ", count: 1 << 20), "complex keys"),
      Hostile("colons", "a: " + String(repeating: ": ", count: 1 << 20), "a key is missing"),
      Hostile(
        "laughs",
        "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n",
        "anchors and aliases"),
      Hostile("hidden alias", "a: [b 'c, 'd # ', &y z]\n", "quote"),
      Hostile("alias behind a line break of its own", "a: b # c\u{2028}d: &x 1\n", "ends a line"),
      Hostile("tag", "a: !!binary x\n", "tags"),
      Hostile("merge", "<<: {a: 1}\n", "merge keys"),
      Hostile("long line", "board: " + String(repeating: "x", count: 10 << 20), "too long"),
      Hostile("many lines", String(repeating: "a\n", count: 1 << 20), "too many values"),
      Hostile("commas", "nodes: [" + String(repeating: "a,", count: 1 << 20), "too many values"),
      Hostile("zero byte", "board: a\0b\n", "control character"),
      Hostile("directive", "%YAML 1.2\n---\na: 1\n", "cannot begin"),
      Hostile("text over lines", "a: |\n  b\n", "several lines"),
      Hostile("two documents", "a: 1\n---\nb: 2\n", "another document"),
      Hostile("nothing", "", "empty"),
      Hostile("a list", "- 1\n", "must be a map"),
    ])
  func isRefused(_ hostile: Hostile) {
    let clock = ContinuousClock()
    let start = clock.now
    let found = Fixture.check(board: hostile.text)
    #expect(found.count >= 1)
    #expect(
      found.contains { $0.contains(hostile.message) }, "\(found.prefix(3).map { $0.prefix(200) })")
    #expect(clock.now - start < .seconds(5))
  }

  @Test func whatIsNotUTF8IsRefused() {
    let location = Fixture.location(board: [0x61, 0x3A, 0x20, 0xC3, 0x28], task: [], data: [])
    #expect(Project.check(at: location, task: nil).map(\.message) == ["the file is not UTF-8 text"])
  }

  /// Sizes that a few bytes can ask for.
  @Test(arguments: [
    "random: {nodes: 65535, elements: 2000000000}", "random: {nodes: 99999999999, elements: 5}",
    "random: {nodes: 10, elements: 46}", "random: {nodes: 10, elements: 8}",
  ])
  func hugeNetworksAreRefused(_ random: String) {
    let found = Fixture.check(board: "board: a\n\(random)\n")
    #expect(found.contains { $0.contains("is out of range") })
  }

  @Test(arguments: [
    "formula: {matrix: [[1]], train: 999999999999}", "formula: {matrix: [[1]], grid: 1001}",
    "formula: {matrix: [[1]], train: nan}", "formula: {matrix: [[1e99]]}",
  ])
  func hugeTasksAreRefused(_ formula: String) {
    let task = Fixture.task.changing(
      "examples:\n  - {inputs: [3.3], targets: [1.1]}\n  - {inputs: [1.5], targets: [0.5]}",
      to: formula)
    #expect(Fixture.check(task: task).contains { $0.contains("error") })
  }

  @Test func atMostTwoHundredMistakesAreShown() {
    let lines = (0..<5_000).map { "k\($0): 1\n" }.joined()
    let found = Fixture.check(board: Fixture.board + lines)
    #expect(found.count == 201)
    #expect(found.contains { $0.contains("there are more mistakes") })
  }
}

struct Hostile: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  /// A part of the message.
  var message: String

  init(_ name: String, _ text: String, _ message: String) {
    self.name = name
    self.text = text
    self.message = message
  }

  var testDescription: String { name }
}
