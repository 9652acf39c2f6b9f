import DigitalNetwork
import LearningEngine
import Plan
import PlanImage
import Testing

/// Free responses that begin where the example's last one ended (`storesStates`). How they turn
/// elements: `DigitalBoardTests.turnsAsTheFormulaSays`.
@Suite struct StoredStatesTests {
  private func draft(_ activation: DigitalActivation, sweeps: UInt32, stored: Bool) -> PlanDraft {
    var draft = DigitalBoardTests().draft(
      .eitherSide, batch: 6, activation: activation, storesStates: stored)
    draft.schedule[0].settleMicroseconds = sweeps
    // The first three are unseen ones and one for validation, too.
    draft.images += draft.images[0..<3 * 13]
    draft.testTargets = [0, 1]
    draft.validationTargets = [2]
    return draft
  }

  /// While no element turns, a response of ten sweeps is five of two: of every set its own. Only what is
  /// learnt from is left as it was by looks.
  @Test(arguments: [DigitalActivation.hardSigmoid, .tanh, .sigmoid])
  func responsesGoOnWhereTheyEnded(_ activation: DigitalActivation) throws {
    let short = try PlanMemory(draft(activation, sweeps: 2, stored: true).image())
    let long = try PlanMemory(draft(activation, sweeps: 10, stored: false).image())
    let (parts, whole) = (try Rig(short.plan), try Rig(long.plan))
    for set in [Plan.ExampleSet.train, .test, .validation] {
      var errors: [UInt64] = []
      for _ in 0..<5 {
        errors.append(try parts.engine.evaluate(set, on: &parts.board).squaredError)
      }
      let error = try whole.engine.evaluate(set, on: &whole.board).squaredError
      if set == .train {
        #expect(Set(errors).count == 1 && errors.first != error, "\(errors) \(error)")
      } else {
        #expect(errors.last == error && errors.first != error, "\(errors) \(error)")
      }
    }
    withExtendedLifetime((short, long)) {}
  }

  /// Threads share the work and change nothing.
  @Test func threadsLearnTheSame() throws {
    let memory = try PlanMemory(draft(.hardSigmoid, sweeps: 3, stored: true).image())
    let (one, more) = (try Rig(memory.plan), try Rig(memory.plan, threads: 2))
    for _ in 0..<24 {
      let a = try one.engine.runTrial(on: &one.board)
      let b = try more.engine.runTrial(on: &more.board)
      #expect(a.squaredError == b.squaredError)
    }
    #expect(one.taps == more.taps)
    let other = try PlanMemory(draft(.hardSigmoid, sweeps: 3, stored: false).image())
    let zero = try Rig(other.plan)
    for _ in 0..<24 { _ = try zero.engine.runTrial(on: &zero.board) }
    #expect(zero.taps != one.taps)
    withExtendedLifetime((memory, other)) {}
  }
}
