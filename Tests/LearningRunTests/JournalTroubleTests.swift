import BoardInterface
import Journal
import LearningRun
import Plan
import PlanImage
import SimulatedBoard
import Testing

/// A run whose journal fails: the board is safe, and what was learned is not lost.
@Suite struct JournalTroubleTests {
  private let model = TestBoard.model()

  private var session: Session {
    Session(draft: TestBoard.draft(model, trials: 24), model: model)
  }

  @Test func everyFailingOperationEndsSafely() throws {
    let whole = Disk()
    let reference = try session.run(on: whole)
    let opening = try operationsOfCreation()
    #expect(whole.operations > opening + 10)
    for failing in 0..<whole.operations {
      let disk = Disk()
      disk.failing = failing
      let session = session
      do {
        let end = try session.run(on: disk)
        #expect(failing >= opening)
        guard case .journal(let error) = end.error else {
          Issue.record("operation \(failing): \(String(describing: end.error))")
          continue
        }
        #expect(error.storageError?.errorNumber == 5)
        #expect(session.watch.calls.isEmpty || session.watch.calls.last == .safe)
        // With a storage that works again, as if nothing had been.
        let resumed = try self.session.run(on: disk, resuming: true)
        #expect(resumed.error == nil && resumed.standing == reference.standing)
      } catch let error as JournalError {
        // Before there was a run at all.
        #expect(failing < opening && error.reason == .storage)
        #expect(session.watch.calls.isEmpty)
      }
    }
  }

  private func operationsOfCreation() throws -> Int {
    let disk = Disk()
    let memory = try PlanMemory(session.draft.image())
    let scratch = Memory(JournalLayout.writerScratchBytes)
    _ = unsafe try JournalWriter<MemoryStorage>.create(
      on: MemoryStorage(disk: disk), header: LearningRun.journalHeader(for: memory.plan),
      scratch: scratch.bytes)
    return disk.operations
  }

  @Test func aFailingResumeLeavesTheJournalAsItWas() throws {
    let reference = try session.run(on: Disk())
    for failing in 0..<20 {
      let disk = Disk()
      var first = session
      first.stopAt = 10
      _ = try first.run(on: disk)
      disk.failing = disk.operations + failing
      let session = session
      do {
        let end = try session.run(on: disk, resuming: true)
        if end.error != nil { #expect(session.watch.calls.last ?? .safe == .safe) }
      } catch let error as JournalError {
        #expect(error.reason == .storage && session.watch.calls.isEmpty)
      }
      disk.failing = nil
      #expect(try self.session.run(on: disk, resuming: true).standing == reference.standing)
    }
  }

  @Test func aFullJournalKeepsWhatWasLearned() throws {
    let reference = try session.run(on: Disk())
    for capacity in 0..<12 as Range<UInt64> {
      let disk = Disk()
      var full = session
      full.recordCapacity = capacity
      let end = try full.run(on: disk)
      guard case .journal(let error) = end.error else {
        Issue.record("capacity \(capacity): \(String(describing: end.error))")
        continue
      }
      #expect(error.reason == .full && full.watch.calls.last ?? .safe == .safe)
      #expect(try disk.records().count == Int(capacity))
      #expect(try disk.checkpointTrial() == end.standing.trial)
      // A run of 24 trials writes twelve; the plan asks for more room than there was.
      let resumed = try session.run(on: disk, resuming: true)
      #expect(resumed.error == nil && resumed.resumedAt == end.standing.trial)
      #expect(resumed.standing == reference.standing)
    }
  }
}
