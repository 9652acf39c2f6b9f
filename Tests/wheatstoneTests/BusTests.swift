import Foundation
import Testing

/// What the commands say about buses.
struct BusTests {
  @Test func plansAnnounceWhatTrialsCost() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let outcome = try tool.run(
      "plan", Tool.boards + "/bench32-pi", "two-targets", "-o", tool.path("a.plan"))
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("announced: 7 requests a trial and at most 16 for elements"))
    let simulated = try tool.run("plan", Tool.boards + "/iris9", "-o", tool.path("b.plan"))
    #expect(simulated.status == 0 && !simulated.output.contains("buses"))
  }

  @Test func runsOnEmulatedChipsSayWhatTheyTook() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let outcome = try tool.run(
      "learn", Tool.boards + "/bench32-pi", "--task", "two-targets", "--depth", "bytes", "--json",
      "--no-picture", "--journal", tool.path("a.journal"))
    #expect(outcome.status == 0, "\(outcome.error)")
    let buses = try #require(try Tool.object(outcome.output)["buses"] as? [String: Any])
    #expect(buses["requests_per_trial"] as? Int == 7)
    let emulated = try #require(buses["emulated"] as? [String: Any])
    let share = try #require(emulated["bus_share"] as? Double)
    #expect(share >= 0.8 && share < 1)
    let requests = try #require(emulated["requests_per_trial"] as? Double)
    #expect(requests >= 7 && requests <= 23)
  }

  /// Whatever this computer has, it cannot have every chip select of this board.
  @Test func doctorEndsWithOneWhereABoardCannotRun() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let plain = try tool.run("doctor")
    #expect(plain.output.contains("kernel: Linux "))
    let outcome = try tool.run("doctor", Tool.boards + "/bench32-pi", "--json")
    #expect(outcome.status == 1)
    let report = try Tool.object(outcome.output)
    #expect(report["board"] as? String == "bench32-pi")
    let findings = try #require(report["findings"] as? [[String: Any]])
    let errors = findings.filter { $0["level"] as? String == "error" }
    #expect(errors.count == report["errors"] as? Int && !errors.isEmpty)
    #expect(errors.allSatisfy { $0["cure"] is String && $0["subject"] is String })
    let mistaken = try tool.run("doctor", "nowhere")
    #expect(mistaken.status == 2)
  }
}
