import BoardInterface
import Journal
import LearningRun
import Plan
import PlanImage
import SimulatedBoard
import Testing

@Suite struct RecordTests {
  @Test func recordsComeWhenThePlanSays() throws {
    let model = TestBoard.model()
    let session = Session(draft: TestBoard.draft(model, trials: 40), model: model)
    let disk = Disk()
    let result = try session.run(on: disk)
    #expect(result.error == nil)
    let records = try disk.records()
    func trials(_ kind: JournalRecord.Kind, _ set: JournalRecord.ExampleSet = .train) -> [UInt64] {
      records.filter { $0.kind == kind && $0.set == set }.map(\.trial)
    }
    #expect(trials(.started) == [0] && records.first?.kind == .started)
    #expect(trials(.stopped) == [40] && records.last?.kind == .stopped)
    #expect(trials(.learning) == [5, 10, 15, 20, 25, 30, 35, 40])
    #expect(trials(.evaluation) == [0, 16, 32, 40])
    #expect(trials(.evaluation, .test) == [0, 16, 32, 40])
    #expect(trials(.fault).isEmpty)
    #expect(try disk.checkpointTrial() == 40)
    let errors = records.filter { $0.kind == .evaluation && $0.set == .train }.map(\.error)
    #expect(errors.first == result.firstError && errors.last == result.lastError)
    #expect(
      zip(records, records.dropFirst()).allSatisfy { $0.timeMicroseconds <= $1.timeMicroseconds })
  }

  /// A record holds the mean error, the right answers and the moves of its own trials.
  @Test func aRecordSumsUpItsTrials() throws {
    let model = TestBoard.model()
    func records(every: UInt32) throws -> [JournalRecord] {
      let draft = TestBoard.draft(model, trials: 30) {
        $0.header.recordEvery = every
        $0.header.decision = Decision.nearestTarget.rawValue
      }
      let disk = Disk()
      _ = try Session(draft: draft, model: model).run(on: disk)
      return try disk.records().filter { $0.kind == .learning }
    }
    let single = try records(every: 1)
    let sixes = try records(every: 6)
    #expect(single.count == 30 && sixes.count == 5)
    for (index, record) in sixes.enumerated() {
      let own = single[index * 6..<index * 6 + 6]
      #expect(record.error == own.reduce(0) { $0 + $1.error } / 6)
      #expect(record.movedElements == own.reduce(0) { $0 + $1.movedElements })
      #expect(record.correct == own.reduce(0) { $0 + $1.correct } && record.total == 6)
    }
    #expect(sixes.contains { $0.movedElements > 0 })
  }

  @Test func selfTestsHappenWhenThePlanSays() throws {
    let model = TestBoard.model()
    let draft = TestBoard.draft(model, trials: 20) { $0.header.selfTestEvery = 6 }
    let session = Session(draft: draft, model: model)
    _ = try session.run(on: Disk())
    let tests = session.watch.calls.compactMap {
      if case .begin(let moment) = $0, moment.phase == .selfTest { moment.trial } else { nil }
    }
    #expect(tests == [0, 0, 6, 6, 12, 12, 18, 18])
  }

  @Test func theBoardIsReleasedAndTurnedFirstAndSafeLast() throws {
    let model = TestBoard.model()
    let session = Session(draft: TestBoard.draft(model, trials: 10), model: model)
    _ = try session.run(on: Disk())
    #expect(session.watch.calls.prefix(2) == [.release, .turn])
    #expect(session.watch.calls.last == .safe)
    #expect(session.watch.calls.filter { $0 == .safe }.count == 1)
  }
}
