import BoardInterface
import LearningEngine
import Plan
import PlanImage
import Testing

/// Why the residual is kept: on a coarse grid most changes are smaller than half a tap.
@Suite struct ResidualTests {
  /// Two elements in a row from 1 to 0, conductance proportional to the tap; the middle is nudged
  /// hard.
  private func divider() -> ScriptedBoard {
    let board = ScriptedBoard { board in
      let (up, down) = (Double(board.taps[0]), Double(board.taps[1]))
      let middle = board.clampLevels?[0] ?? Int32((up / (up + down) * 0x1p20).rounded())
      return [fullScale, 0, middle]
    }
    board.records = false
    return board
  }

  @Test func changesOfAFewHundredthsOfATapReachTheTarget() throws {
    // At eta 1/2 the first contrast is about 0.1: some hundredths of a tap.
    var draft = PlanDraft.minimal(
      nodes: 3, sources: 2, outputNodes: [2], rateMantissa: UInt64(0.5 * 0x1p54))
    draft.elements = [
      .between(0, 2, taps: 1...127, start: 64), .between(2, 1, taps: 1...127, start: 64),
    ]
    draft.trainInputs = [fullScale, 0]
    draft.targetRows = [Int32(0.75 * 0x1p20)]
    let bench = try EngineBench(draft.named())
    let board = divider()
    var handle = board
    try bench.engine.turnBoard(&handle)
    let first = try bench.engine.runTrial(on: &handle)
    // Rounded to whole taps every time, nothing would ever move: this is the largest change of all.
    for position in bench.positions {
      let change = position - (64 << 30 + 1 << 29)
      #expect(abs(change) > 0 && abs(change) < 1 << 28)
    }
    #expect(first.moved == 0)
    var last = first
    for _ in 0..<4_000 { last = try bench.engine.runTrial(on: &handle) }
    // From an error of 1/4 to within half a tap's worth, about 1/4 x 1/64.
    #expect(last.squaredError * 2_000 < first.squaredError)
  }
}
