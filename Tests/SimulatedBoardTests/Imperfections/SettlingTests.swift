import BoardInterface
import FixedPoint
import Foundation
import SimulatedBoard
import Testing

@Suite struct SettlingTests {
  private func board(tau: Double) throws -> SimulatedBoard {
    var model = randomModel(nodes: 6, edges: 10, seed: 4)
    model.settling = SettlingModel(timeConstantMicroseconds: tau)
    return try SimulatedBoard(model, clock: .settling)
  }

  @Test func whatIsMissingFallsByEInOneTimeConstant() throws {
    var slow = try board(tau: 100)
    var instant = try board(tau: 0)
    let drive = samples([1, 4])
    let final = instant.reading(drive: drive)
    slow.begin(Moment(trial: 0, example: 0, phase: .free))
    slow.drive(drive.span)
    // Nothing has moved yet: the trial starts at rest.
    #expect(slow.again() == Array(repeating: 0, count: 6))
    for step in 1...5 {
      slow.settle(microseconds: 100)
      for (read, end) in zip(slow.again(), final) {
        let expected = Double(end) * (1 - exp(-Double(step)))
        #expect(abs(Double(read) - expected) <= 1.5)
      }
    }
  }

  @Test func theClampedPhaseGoesOnFromTheFreeOne() throws {
    var slow = try board(tau: 100)
    slow.begin(Moment(trial: 0, example: 0, phase: .free))
    slow.drive(samples([1, 4]).span)
    slow.settle(microseconds: 50)
    let free = slow.again()
    slow.begin(Moment(trial: 0, example: 0, phase: .clamped))
    #expect(slow.again() == free)
    slow.begin(Moment(trial: 1, example: 0, phase: .free))
    #expect(slow.again() == Array(repeating: 0, count: 6))
  }

  @Test func theClockOfSettlingCountsIt() throws {
    var slow = try board(tau: 100)
    slow.settle(microseconds: 50)
    slow.settle(microseconds: 70)
    #expect(slow.nowMicroseconds() == 120)
    var host = try SimulatedBoard(slow.model)
    let first = host.nowMicroseconds()
    #expect(host.nowMicroseconds() >= first)
  }

  @Test func safeMeansReleasedAndAtZero() throws {
    var board = try board(tau: 0)
    _ = board.reading(drive: samples([1, 4]))
    board.clamp(samples([2, 2]).span)
    board.makeSafe()
    #expect(board.again() == Array(repeating: 0, count: 6))
    let state = board.trueState()
    #expect(state.sourceAmperes.allSatisfy { $0 == 0 })
    #expect(state.clampAmperes.allSatisfy { $0 == 0 })
    #expect(state.powerWatts == 0)
  }
}
