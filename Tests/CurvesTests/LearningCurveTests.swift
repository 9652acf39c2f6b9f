import BoardInterface
import Curves
import Journal
import SimulatedBoard
import Testing

@Suite struct LearningCurveTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func curve(_ journal: SyntheticJournal, _ name: String = "a") throws -> LearningCurve {
    try journal.write(to: folder.file(name))
    return LearningCurve(try JournalContents(reading: folder.file(name)))
  }

  @Test func whatWasWrittenComesBack() throws {
    let journal = SyntheticJournal.iris
    let curve = try curve(journal)
    #expect(curve.board == "iris9")
    #expect(curve.task == "iris")
    #expect(curve.seed == 3)
    #expect(curve.trials == 1000)
    #expect(curve.running.map(\.trial) == (1...10).map { UInt64($0 * 100) })
    #expect(curve.running.map(\.error) == (1...10).map { 1 << UInt64(30 - $0) })
    #expect(curve.train.map(\.accuracy) == [10.0 / 30, 29.0 / 30])
    #expect(curve.test.map(\.accuracy) == [40.0 / 120, 114.0 / 120])
    #expect(curve.faults == [try #require(curve.faults.first)])
    #expect(curve.faults.first?.trial == 500)
    #expect(curve.faults.first?.name == "element-open:3")
    #expect(curve.sessions.count == 1)
    #expect(curve.sessions.first?.hasStopped == true)
    #expect(curve.sessions.first?.lastTrial == 1000)
  }

  @Test func summaryHoldsBothEnds() throws {
    let summary = try curve(.iris).summary
    // 2^30 and 2^20 units of 2^-40.
    #expect(summary.errorInitial == 1.0 / 1024)
    #expect(summary.errorFinal == 1.0 / (1024 * 1024))
    #expect(summary.accuracyTrain == 29.0 / 30)
    #expect(summary.accuracyTest == 0.95)
  }

  @Test func regressionHasNoAccuracy() throws {
    var journal = SyntheticJournal.iris
    journal.decision = 0
    for index in journal.records.indices {
      journal.records[index].total = 0
      journal.records[index].correct = 0
    }
    let curve = try curve(journal)
    #expect(!curve.hasClasses)
    #expect(curve.summary.accuracyTrain == nil)
    #expect(curve.summary.accuracyTest == nil)
  }

  @Test func aResumedRunHasASessionEach() throws {
    var journal = SyntheticJournal.iris
    journal.checkpointsAfter = [10]
    journal.sessions = 3
    let curve = try curve(journal)
    // The third session started over the second's record, from the same checkpoint.
    #expect(curve.sessions.map(\.number) == [1, 3])
    #expect(curve.sessions.map(\.hasStopped) == [false, false])
    #expect(curve.sessions.last?.firstTrial == journal.records[9].trial)
  }

  @Test func anEmptyRunHasNoEnds() throws {
    let curve = try curve(SyntheticJournal())
    #expect(curve.trials == 0)
    #expect(curve.summary.errorInitial == nil)
    #expect(curve.sessions.isEmpty)
    #expect(terminalSummary(curve).hasPrefix("iris on iris9"))
  }

  /// The simulated board is where `--fault` takes its words from.
  @Test(arguments: 1...10 as ClosedRange<UInt8>)
  func faultsAreNamedAsTheBoardNamesThem(_ raw: UInt8) throws {
    let kind = try #require(BoardFault.Kind(rawValue: raw))
    var journal = SyntheticJournal()
    journal.records = [
      JournalRecord(.fault, trial: 7, timeMicroseconds: 0, faultKind: raw, faultChannel: 12)
    ]
    #expect(try curve(journal).faults.map(\.name) == ["\(kind.name):12"])
  }

  @Test func controlCharactersOfNamesDoNotReachTheTerminal() throws {
    var journal = SyntheticJournal.iris
    journal.task = "a\u{1B}[2Jb\nc\u{202E}"
    let curve = try curve(journal)
    #expect(curve.task == "a?[2Jb?c?")
    #expect(!terminalSummary(curve, color: false).contains("\u{1B}"))
  }
}
