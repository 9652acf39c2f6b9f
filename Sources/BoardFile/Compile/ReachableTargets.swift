internal import FixedPoint
internal import SimulatedBoard

/// Targets that the board can reach for certain: its own answers at taps drawn from the seed.
struct ReachableTargets {
  /// Boards beyond this would make compiling slow.
  static let elementLimit = 2_000
  static let exampleLimit = 16
  static let tries = 200

  /// Target volts per output, one row per drive.
  private(set) var rows: [[Double]] = []

  /// One draw of taps serves all examples, so that they can be met together. It is drawn again
  /// until every target differs from the answer at the start taps by at least `awayVolts`.
  init?(
    _ board: BoardDescription, _ outputs: [OutputChannel], drives: [[Double]], awayVolts: Double,
    seed: UInt64, place: Place, log: DiagnosticLog
  ) {
    guard board.model.elements.count <= Self.elementLimit, drives.count <= Self.exampleLimit else {
      log.error(
        place, "too large a board, or too many examples, for reachable targets",
        value: "\(board.model.elements.count) elements, \(drives.count) examples",
        allowed: "up to \(Self.elementLimit) elements and \(Self.exampleLimit) examples")
      return nil
    }
    var generator = RandomGenerator(seed: seed, stream: 0x5245_4143)
    do {
      let network = try ResistorNetwork(board.model)
      func answers() throws(BoardModelError) -> [[Double]] {
        var answers: [[Double]] = []
        for drive in drives {
          let volts = try network.solve(driveVolts: drive).nodeVolts
          answers.append(
            outputs.map { output in
              let minus = output.minusClamp.map { volts[board.model.clamps[$0].node] } ?? 0
              return volts[board.model.clamps[output.clamp].node] - minus
            })
        }
        return answers
      }
      let start = try answers()
      for _ in 0..<Self.tries {
        try network.turn(
          board.model.elements.map {
            Int32($0.minimumTap)
              + Int32(generator.next(below: UInt32($0.maximumTap - $0.minimumTap + 1)))
          })
        rows = try answers()
        let isAway = zip(rows, start).allSatisfy { row, first in
          zip(row, first).allSatisfy { abs($0 - $1) >= awayVolts }
        }
        if isAway { return }
      }
      log.error(
        place, "no taps in \(Self.tries) draws answer this far from the start",
        value: plainNumber(awayVolts), allowed: "a smaller reachableAwayVolts")
    } catch {
      log.error(place, "the network cannot be solved for its targets", value: "\(error)")
    }
    return nil
  }
}
