import Foundation
import Testing

/// A run that was stopped in whatever way ends with the taps of one that was not.
@Suite struct ResumeTests {
  private let trials = "200000"

  private func uninterrupted(_ tool: Tool, trials: String) throws -> [Int] {
    try Tool.taps(
      tool.run("learn", "--json", "--no-picture", "--trials", trials, "--journal", "whole"))
  }

  @Test func interruptEndsSafelyAndSaysHowToGoOn() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let trials = "2000000"
    let whole = try uninterrupted(tool, trials: trials)
    let running = try tool.start([
      "learn", "--json", "--no-picture", "--trials", trials, "--journal", "cut",
    ])
    try awaitFile(tool.path("cut"))
    usleep(60_000)
    running.process.interrupt()
    let outcome = try running.wait()
    #expect(outcome.status == 130)
    let words = try #require(outcome.error.split(separator: "continue with: ").last)
      .trimmingCharacters(in: .whitespacesAndNewlines).split(separator: " ").map(String.init)
    #expect(words.first == Tool.program && words.contains("--resume"))
    #expect(try tool.run("journal", "verify", "cut").status == 0)
    let resumed = try tool.run(Array(words.dropFirst()) + ["--json", "--no-picture"])
    #expect(resumed.status == 0)
    #expect(try Tool.taps(resumed) == whole)
  }

  @Test func killedAtRandomTimesItOpensAndGoesOn() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let whole = try uninterrupted(tool, trials: trials)
    #expect(whole.count == 16)
    var kills = 0
    for round in 0..<6 {
      let journal = "killed-\(round)"
      var resumes = false
      // Kill the run, and the resumed run, a few times.
      for _ in 0..<3 {
        let running = try tool.start(
          ["learn", "--json", "--no-picture", "--trials", trials, "--journal", journal]
            + (resumes ? ["--resume"] : []))
        usleep(UInt32.random(in: 5_000...150_000))
        let lived = running.process.isRunning
        kill(running.process.processIdentifier, SIGKILL)
        _ = try running.wait()
        kills += lived ? 1 : 0
        resumes = try tool.run("journal", "verify", journal).status == 0
        if !resumes { try? FileManager.default.removeItem(atPath: tool.path(journal)) }
      }
      let last = try tool.run(
        ["learn", "--json", "--no-picture", "--trials", trials, "--journal", journal]
          + (resumes ? ["--resume"] : []))
      #expect(last.status == 0, "\(last.error)")
      #expect(try Tool.taps(last) == whole)
      #expect(try tool.run("journal", "verify", journal).status == 0)
    }
    #expect(kills > 0)
  }

  @Test func aSecondWriterIsKeptOut() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let first = try tool.start([
      "learn", "--json", "--no-picture", "--trials", "100000000", "--journal", "one",
    ])
    defer { first.process.terminate() }
    try awaitFile(tool.path("one"))
    usleep(100_000)
    let second = try tool.run("learn", "--resume", "--trials", "100000000", "--journal", "one")
    #expect(second.status == 74)
    #expect(second.error.contains("one"))
  }

  @Test func anExistingJournalIsNotOverwritten() throws {
    let tool = try Tool()
    defer { tool.remove() }
    _ = try tool.run("learn", "--json", "--no-picture", "--journal", "kept")
    let before = try Data(contentsOf: URL(fileURLWithPath: tool.path("kept")))
    let outcome = try tool.run("learn", "--json", "--no-picture", "--journal", "kept")
    #expect(outcome.status == 74)
    #expect(outcome.error.contains("--resume"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: tool.path("kept"))) == before)
  }

  @Test func aJournalOfAnotherRunIsRefused() throws {
    let tool = try Tool()
    defer { tool.remove() }
    _ = try tool.run("learn", "--json", "--no-picture", "--journal", "seed0")
    let seed = try tool.run("learn", "--resume", "--seed", "9", "--journal", "seed0")
    #expect(seed.status == 2)
    let task = try tool.run("learn", "--resume", "--task", "iris-sign", "--journal", "seed0")
    #expect(task.status == 2)
    #expect(!task.error.isEmpty)
    let longer = try tool.run(
      "learn", "--resume", "--task", "iris-sign", "--trials", "6000", "--journal", "seed0")
    #expect(longer.status == 2 && longer.error.contains("iris on iris9"))
    let whole = try tool.run("learn", "--json", "--trials", "6000", "--journal", "whole")
    let resumed = try tool.run(
      "learn", "--json", "--resume", "--trials", "6000", "--journal", "seed0")
    #expect(try Tool.taps(resumed) == Tool.taps(whole))
  }

  private func awaitFile(_ path: String) throws {
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: path) { usleep(10_000) }
    try #require(FileManager.default.fileExists(atPath: path))
  }
}
