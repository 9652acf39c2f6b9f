import Foundation
import PlanImage
import Testing

import BoardFile

/// Damaged files of every kind, 100,000 times each: nothing crashes, every refusal says something,
/// and whatever compiles is a plan that passes its own check. `WHEATSTONE_FUZZ` sets another count.
@Suite(.serialized) struct FuzzTests {
  static let count =
    ProcessInfo.processInfo.environment["WHEATSTONE_FUZZ"].flatMap { Int($0) } ?? 100_000

  static let board = Array(Fixture.board.utf8)
  static let task = Array(
    (Fixture.task + "seed: 3\nbatch: 2\nfaults: [\"element-open:e0@9\"]\n").utf8)
  static let classes = Array(Fixture.classes.utf8)
  static let data = Array(Fixture.data.utf8)

  @Test func boards() { fuzz(seed: 1) { ($0.mutate(Self.board), Self.task, Self.data) } }

  @Test func randomBoards() {
    let random = Array(
      """
      board: net
      parts: {ideal: {law: conductance, taps: 9, startTap: random}}
      random: {nodes: 5, elements: 6, sources: 2, clamps: 1, sourcePlaces: degree}

      """.utf8)
    let task = Array(
      """
      task: sum
      kind: allostery
      trials: 9
      rails: {s0: 0, s1: 1}
      outputs: [c0]
      examples: [{targets: {reachableAwayVolts: 0}}]

      """.utf8)
    fuzz(seed: 2, count: Self.count / 10) { ($0.mutate(random), $0.mutate(task), Self.data) }
  }

  @Test func tasks() { fuzz(seed: 3) { (Self.board, $0.mutate(Self.task), Self.data) } }

  @Test func classifications() {
    fuzz(seed: 4) { (Self.board, $0.mutate(Self.classes), Self.data) }
  }

  @Test func tables() { fuzz(seed: 5) { (Self.board, Self.classes, $0.mutate(Self.data)) } }

  @Test func taps() throws {
    let board = try BoardDescription.load(
      from: Fixture.location(board: Self.board, task: [], data: []))
    let original = Array("# taps\n10\n127 # the last\n0\n".utf8)
    var mutator = Mutator(seed: 6)
    var accepted = 0
    for _ in 0..<Self.count {
      do {
        let taps = try TapsFile.read(mutator.mutate(original), file: "taps", board: board)
        accepted += 1
        if taps.count != 3 || taps.contains(where: { !(0...127).contains($0) }) {
          Issue.record("accepted \(taps)")
        }
      } catch {
        if error.list.isEmpty { Issue.record("refused without a word") }
      }
    }
    #expect(accepted > 0 && accepted < Self.count)
  }

  private func fuzz(
    seed: UInt64, count: Int = FuzzTests.count,
    _ files: (inout Mutator) -> (board: [UInt8], task: [UInt8], data: [UInt8])
  ) {
    var mutator = Mutator(seed: seed)
    var accepted = 0
    for _ in 0..<count {
      let (board, task, data) = files(&mutator)
      let location = Fixture.location(board: board, task: task, data: data)
      do {
        let compiled = try Project.load(from: location, task: "sum").compile()
        accepted += 1
        do {
          _ = try PlanMemory(compiled.image)
        } catch {
          Issue.record("a plan that its own check refuses: \(error)")
          print(String(decoding: board, as: UTF8.self), String(decoding: task, as: UTF8.self))
        }
      } catch {
        if error.list.isEmpty || !error.list.contains(where: { $0.severity == .error }) {
          Issue.record("refused without a word")
        }
      }
    }
    // Some damage is harmless and most is not; otherwise this test would test nothing.
    #expect(accepted > 0 && accepted < count)
  }
}
