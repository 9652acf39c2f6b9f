import BoardInterface
import Journal
import LearningRun
import Plan
import PlanImage
import SimulatedBoard
import Testing

/// A run that was interrupted ends like one that was not, bit for bit: with noise, drift, settling
/// and a fault in the middle.
@Suite struct ResumeTests {
  static let trials: UInt64 = 48

  static let settings: [(name: String, configure: @Sendable (inout PlanDraft) -> Void)] = [
    ("plain", { _ in }),
    (
      "shuffled, subset, batch, decay, schedule",
      {
        $0.header.order = Order.shuffled.rawValue
        $0.header.updateProbability = 128
        $0.header.batchSize = 4
        $0.header.decay = 1 << 20
        var second = $0.schedule[0]
        second.fromTrial = 20
        second.eta = 6_554
        $0.schedule.append(second)
      }
    ),
    (
      "symmetric sign, no checkpoints, self-tests, classes",
      {
        $0.header.rule = Rule.sign.rawValue
        $0.header.nudge = Nudge.symmetric.rawValue
        $0.header.order = Order.shuffled.rawValue
        $0.header.checkpointEvery = 0
        $0.header.selfTestEvery = 7
        $0.header.decision = Decision.nearestTarget.rawValue
        $0.header.hinge = 1
        $0.header.hingeMargin = 1 << 18
      }
    ),
  ]

  private func session(_ configure: (inout PlanDraft) -> Void, trials: UInt64 = trials) -> Session {
    let model = TestBoard.model()
    return Session(
      draft: TestBoard.draft(model, trials: trials, configure: configure), model: model,
      faults: [FaultInjection(.elementOpen, channel: 3, atTrial: 21)])
  }

  @Test(arguments: ResumeTests.settings.indices) func stoppedAnywhere(index: Int) throws {
    let whole = session(Self.settings[index].configure)
    let disk = Disk()
    let reference = try whole.run(on: disk)
    #expect(reference.error == nil && reference.standing.trial == Self.trials)
    #expect(reference.standing.taps != whole.draft.elements.map(\.startTap))
    let learned = curve(try disk.records())
    #expect(learned.count == 9)
    for stop in 0...Self.trials {
      let interrupted = Disk()
      var first = whole
      first.stopAt = stop
      let before = try first.run(on: interrupted)
      #expect(before.standing.trial >= stop && before.standing.trial < stop + 4)
      let after = try whole.run(on: interrupted, resuming: true)
      #expect(after.error == nil && after.resumedAt == before.standing.trial)
      #expect(after.standing == reference.standing, "stopped at \(stop)")
      #expect(curve(try interrupted.records()) == learned, "stopped at \(stop)")
    }
  }

  @Test(arguments: ResumeTests.settings.indices) func killedAnywhere(index: Int) throws {
    let whole = session(Self.settings[index].configure)
    let disk = Disk()
    let reference = try whole.run(on: disk)
    let learned = curve(try disk.records())
    for stop in 0...Self.trials {
      let interrupted = Disk()
      var first = whole
      first.stopAt = stop
      first.finishes = false
      _ = try first.run(on: interrupted)
      let after = try whole.run(on: interrupted, resuming: true)
      // From the last checkpoint, or from the start where there was none.
      let every = UInt64(whole.draft.header.checkpointEvery)
      let last = every == 0 ? 0 : min(stop, Self.trials - 1) / every * every
      #expect(after.resumedAt == (last == 0 ? nil : last))
      #expect(after.standing == reference.standing, "killed at \(stop)")
      #expect(curve(try interrupted.records()) == learned, "killed at \(stop)")
    }
  }

  @Test func killedAgainAndAgain() throws {
    let whole = session(Self.settings[1].configure)
    let reference = try whole.run(on: Disk())
    let disk = Disk()
    var dying = whole
    dying.finishes = false
    for stop in [3, 9, 15, 17, 18, 30, 31, 47] as [UInt64] {
      dying.stopAt = stop
      _ = try dying.run(on: disk, resuming: stop > 3)
    }
    let last = try whole.run(on: disk, resuming: true)
    #expect(last.standing == reference.standing)
  }

  @Test func moreTrialsThanPlanned() throws {
    let short = session(Self.settings[1].configure, trials: 20)
    let long = session(Self.settings[1].configure, trials: 60)
    let reference = try long.run(on: Disk())
    let disk = Disk()
    _ = try short.run(on: disk)
    let size = disk.bytes.count
    var refused: JournalError.Reason?
    do { _ = try long.run(on: disk, resuming: true) } catch let error as JournalError {
      refused = error.reason
    }
    #expect(refused == .otherPlan)
    var willing = long
    willing.mayReplacePlan = true
    let resumed = try willing.run(on: disk, resuming: true)
    #expect(resumed.resumedAt == 20 && resumed.standing == reference.standing)
    #expect(disk.bytes.count > size)
  }

  /// Half a batch has moved nothing and could not be resumed.
  @Test func aRunEndsWithItsBatch() throws {
    let short = session(Self.settings[1].configure, trials: 18)
    let disk = Disk()
    let end = try short.run(on: disk)
    #expect(end.standing.trial == 20)
    var long = session(Self.settings[1].configure, trials: 44)
    let reference = try long.run(on: Disk())
    long.mayReplacePlan = true
    #expect(try long.run(on: disk, resuming: true).standing == reference.standing)
  }

  @Test func aFinishedRunResumesToItsEnd() throws {
    let whole = session(Self.settings[0].configure)
    let disk = Disk()
    let first = try whole.run(on: disk)
    let again = try whole.run(on: disk, resuming: true)
    #expect(again.error == nil && again.standing == first.standing)
  }

  @Test func anotherSeedIsAnotherRun() throws {
    let disk = Disk()
    _ = try session({ _ in }).run(on: disk)
    let other = session { $0.header.seed = 43 }
    #expect(throws: JournalError.self) { _ = try other.run(on: disk, resuming: true) }
  }
}
