import Foundation
import Testing

@Suite struct ReproduceTests {
  @Test func oneFigure() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let list = try tool.run("reproduce", "--list")
    #expect(list.status == 0 && list.output.contains("resolution"))
    let quick = try tool.run("reproduce", "11", "--quick", "--json", "--out", "figures")
    #expect(quick.status == 0, "\(quick.error)")
    let outcomes = try #require(
      try JSONSerialization.jsonObject(with: Data(quick.output.utf8)) as? [[String: Any]])
    #expect(outcomes.count == 1 && outcomes[0]["figure"] as? String == "11")
    #expect((outcomes[0]["claims"] as? [Any])?.count == 4)
    // What is done is not done again; the text says what holds, and where the pictures are.
    let again = try tool.run("reproduce", "11", "--quick", "--out", "figures")
    #expect(again.status == 0 && again.output.contains("ok"))
    #expect(again.output.contains("figures/figure-11.svg"))
  }

  @Test func alignmentIsJournaled() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let board = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("boards/target10").path
    let run = try tool.run(
      "learn", board, "--trials", "30", "--alignment", "--journal", "j", "--no-picture")
    #expect(run.status == 0, "\(run.error)")
    let table = try tool.run("curve", "--csv", "j").output
    let cosines = table.split(separator: "\n").filter { $0.contains(",alignment,") }
      .compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
    #expect(cosines.count == 30)
    #expect(cosines.allSatisfy { abs($0) <= 1 })
    // At first updates go downhill.
    #expect(cosines.prefix(5).reduce(0, +) > 0)
  }
}
