import BoardInterface
import Journal
import LearningRun
import Plan
import PlanImage
import SimulatedBoard
import Testing

@Suite struct FaultTests {
  private let model = TestBoard.model()

  private func session(
    trials: UInt64 = 40, _ configure: (inout PlanDraft) -> Void = { _ in }
  ) -> Session {
    Session(draft: TestBoard.draft(model, trials: trials, configure: configure), model: model)
  }

  private func faults(_ disk: Disk) throws -> [JournalRecord] {
    try disk.records().filter { $0.kind == .fault }
  }

  /// Dillavou et al., Phys. Rev. Applied 18, 014040 (2022), cut edges of a trained network: it
  /// learns its task again with what is left.
  @Test func threeOfSixteenEdgesCutMidRun() throws {
    let model = TestBoard.model(taps: 1_024, noisy: false)
    let draft = TestBoard.draft(model, trials: 6_000, rate: 4_000) {
      $0.header.recordEvery = 100
      $0.header.evaluateEvery = 0
      $0.header.checkpointEvery = 0
      // One example that the network can learn by heart.
      $0.trainInputs = Array($0.trainInputs.prefix(3))
      $0.trainTargets = [1]
    }
    let cut = [5, 10, 13]
    let session = Session(
      draft: draft, model: model,
      faults: cut.map { FaultInjection(.elementOpen, channel: $0, atTrial: 3_000) })
    session.watch.records = false
    let disk = Disk()
    let result = try session.run(on: disk)
    #expect(result.error == nil)
    let found = try faults(disk)
    #expect(
      found.map(\.faultKind) == Array(repeating: BoardFault.Kind.elementOpen.rawValue, count: 3))
    #expect(found.map(\.faultChannel) == cut.map { UInt32($0) })
    #expect(found.allSatisfy { $0.trial == 3_001 })
    let errors = try disk.records().filter { $0.kind == .learning }.map { ($0.trial, $0.error) }
    func error(at trial: UInt64) -> Double {
      Double(errors.first { $0.0 == trial }?.1 ?? .max)
    }
    print(
      "error at 100, 3000, 3100, 6000:", [100, 3_000, 3_100, 6_000].map { error(at: $0) * 0x1p-40 })
    // Learned, thrown back, learned again.
    #expect(error(at: 3_000) * 100 < Double(result.firstError))
    #expect(error(at: 3_100) > 10 * error(at: 3_000))
    #expect(error(at: 6_000) * 100 < error(at: 3_100))
  }

  @Test func aFatalFaultEndsInTheSafeStateAtOnce() throws {
    let reference = try session().run(on: Disk())
    let fault = BoardFault(.probeStuck, channel: 7, detail: -12)
    for asked in [Asked.drive, .clamp, .settle, .sample, .release, .turn] {
      let session = session()
      // In the first trial from 17 on that asks for it.
      session.watch.fault = { call, moment in call == asked && moment.trial >= 17 ? fault : nil }
      let disk = Disk()
      let end = try session.run(on: disk)
      #expect(end.error == .board(fault))
      #expect(session.watch.calls.suffix(2) == [asked, .safe])
      #expect(!session.watch.calls.dropLast().contains(.safe))
      let last = try disk.records().last
      #expect(last?.kind == .fault && last?.faultKind == fault.kind.rawValue)
      #expect(last?.faultChannel == 7 && last?.detail == -12)
      #expect(last?.trial == end.standing.trial)
      #expect(try disk.checkpointTrial() == end.standing.trial)
      // The fault is gone: as if it had never been.
      let resumed = try self.session().run(on: disk, resuming: true)
      #expect(resumed.error == nil && resumed.standing == reference.standing)
    }
  }

  @Test func aFatalFaultWithinABatchGoesBackToTheCheckpoint() throws {
    let configure: (inout PlanDraft) -> Void = { $0.header.batchSize = 8 }
    let reference = try session(configure).run(on: Disk())
    let session = session(configure)
    let fault = BoardFault(.sourceOff, channel: 1)
    session.watch.fault = { _, moment in moment.trial == 21 ? fault : nil }
    let disk = Disk()
    #expect(try session.run(on: disk).error == .board(fault))
    #expect(try disk.checkpointTrial() == 16)
    let resumed = try self.session(configure).run(on: disk, resuming: true)
    #expect(resumed.standing == reference.standing)
  }

  @Test func theSelfTestEndsARunOnABrokenBoard() throws {
    let configure: (inout PlanDraft) -> Void = { $0.header.selfTestEvery = 10 }
    let all: [(BoardFault.Kind, Int)] = [
      (.probeStuck, 4), (.probeSaturated, 0), (.probeDisconnected, 8), (.clampStuck, 1),
      (.sourceOff, 2),
    ]
    for (kind, channel) in all {
      var session = session(configure)
      session.faults = [FaultInjection(kind, channel: channel, atTrial: 13)]
      let disk = Disk()
      let end = try session.run(on: disk)
      guard case .board(let fault) = end.error else {
        Issue.record("\(kind): \(String(describing: end.error))")
        continue
      }
      #expect(fault.kind == kind && fault.channel == UInt32(channel))
      #expect(end.standing.trial == 20 && session.watch.calls.last == .safe)
      let named = try faults(disk)
      #expect(named.map(\.faultKind) == [kind.rawValue])
      #expect(named.map(\.faultChannel) == [UInt32(channel)])
      let resumed = try self.session(configure).run(on: disk, resuming: true)
      #expect(resumed.error == nil && resumed.standing.trial == 40)
    }
  }

  @Test func aBrokenBoardDoesNotEvenBegin() throws {
    var session = session { $0.header.selfTestEvery = 10 }
    session.faults = [FaultInjection(.probeSaturated, channel: 2, atTrial: 0)]
    let end = try session.run(on: Disk())
    #expect(end.standing.trial == 0 && end.error != nil && session.watch.calls.last == .safe)
    #expect(!session.watch.calls.contains(.begin(Moment(trial: 0, example: 0, phase: .free))))
  }

  @Test func noticesOfTheLastEvaluationAreKept() throws {
    var session = session()
    session.faults = [FaultInjection(.elementShorted, channel: 9, atTrial: 40)]
    let disk = Disk()
    _ = try session.run(on: disk)
    #expect(try faults(disk).map(\.faultChannel) == [9])
  }

  @Test func aFlickeringElementCannotFillTheJournal() throws {
    let session = session(trials: 3_000) { $0.header.evaluateEvery = 0 }
    session.watch.records = false
    session.watch.notices = { _ in BoardFault(.elementOverCurrent, channel: 3, detail: 11_000) }
    let disk = Disk()
    #expect(try session.run(on: disk).error == nil)
    // Half of the 4,096 spare places stay free for starts, stops and fatal faults.
    #expect(try faults(disk).count <= 2_048 + 700 && faults(disk).count > 1_000)
    #expect(try disk.records().last?.kind == .stopped)
  }
}
