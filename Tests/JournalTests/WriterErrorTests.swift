import Journal
import Testing

@Suite struct WriterErrorTests {
  let scratch = Scratch(65536)

  private func whole(_ plan: String = "rcrrcr") throws -> [UInt8] {
    let session = try Session(
      creating: true, on: [], header: Scripts.header(), steps: Scripts.steps(plan),
      scratch: scratch)
    return bytes(after: session.trace.map { ($0, .kept) }, onto: [])
  }

  @Test("a full journal takes no record, overwrites nothing, and can be enlarged")
  func full() throws {
    let disk = Disk()
    do {
      let storage = DiskStorage(disk: disk)
      var writer = unsafe try JournalWriter.create(
        on: storage, header: Scripts.header(capacity: 3), scratch: scratch.memory)
      for trial in 1...3 as ClosedRange<UInt64> {
        try writer.append(JournalRecord(.learning, trial: trial, timeMicroseconds: 0))
      }
      let before = disk.bytes
      #expect(writer.remainingRecords == 0)
      do throws(JournalError) {
        try writer.append(JournalRecord(.learning, trial: 4, timeMicroseconds: 0))
        Issue.record("no error")
      } catch {
        #expect(error == JournalError(.full, place: UInt64(disk.bytes.count), value: 3))
      }
      #expect(disk.bytes == before)
      let zeros = [Int32](repeating: 0, count: 5)
      try writer.checkpoint(
        taps: zeros.span, residuals: zeros.span,
        state: CheckpointState(trial: 3, generatorState: 0))
    }
    let session = try Session(
      creating: false, on: disk.bytes, header: Scripts.header(capacity: 5),
      steps: Scripts.steps("rr", first: 3), scratch: scratch)
    let bytes = bytes(after: session.trace.map { ($0, .kept) }, onto: disk.bytes)
    let found = try #require(try Contents.read(bytes, scratch: scratch))
    #expect(found.records.map(\.trial) == [1, 2, 3, 4, 5])
    #expect(found.header.recordCapacity == 5)
  }

  @Test("another run or another plan is not continued")
  func otherRun() throws {
    let bytes = try whole()
    var seed = Scripts.header()
    seed.seed = 8
    let cases: [(JournalHeader, JournalError?)] = [
      (Scripts.header(), nil),
      (seed, JournalError(.otherRun, place: 24, value: 7)),
      (Scripts.header(elements: 4), JournalError(.otherRun, place: 20, value: 5)),
      (
        Scripts.header(trials: 101),
        JournalError(.otherPlan, place: 48, value: 100 * 0x9E37_79B1 & 0xFFFF_FFFF)
      ),
    ]
    for (header, expected) in cases {
      let disk = Disk(bytes)
      var taps = [Int32](repeating: 0, count: 5)
      var residuals = taps
      var error: JournalError?
      do throws(JournalError) {
        var tapSpan = taps.mutableSpan
        var residualSpan = residuals.mutableSpan
        _ = unsafe try JournalWriter.resume(
          on: DiskStorage(disk: disk), header: header, scratch: scratch.memory, taps: &tapSpan,
          residuals: &residualSpan)
      } catch let caught { error = caught }
      #expect(error == expected)
      #expect((disk.bytes == bytes) == (expected != nil))
    }
  }

  @Test("wrong counts, small memory, no checkpoint, no session left")
  func misuse() throws {
    let small = Scratch(4095)
    #expect(throws: JournalError(.scratchTooSmall, place: 4096, value: 4095)) {
      _ = unsafe try JournalReader(DiskStorage(disk: Disk()), scratch: small.memory)
    }
    // Whatever the journal: checkpoints are written page by page.
    #expect(JournalLayout.writerScratchBytes == 4096)
    #expect(throws: JournalError(.scratchTooSmall, place: 4096, value: 4095)) {
      _ = unsafe try JournalWriter.create(
        on: DiskStorage(disk: Disk()), header: Scripts.header(elements: 1000),
        scratch: small.memory)
    }
    #expect(throws: JournalError(.wrongCount, place: 5, value: 4)) {
      _ = try Session(
        creating: true, on: [], header: Scripts.header(), steps: Scripts.steps("c", elements: 4),
        scratch: scratch)
    }
    var reader = unsafe try JournalReader(
      DiskStorage(disk: Disk(try whole("rr"))), scratch: scratch.memory)
    var none: [Int32] = []
    var other: [Int32] = []
    var taps = none.mutableSpan
    var residuals = other.mutableSpan
    var error: JournalError?
    do throws(JournalError) {
      _ = try reader.readCheckpoint(taps: &taps, residuals: &residuals)
    } catch let caught { error = caught }
    #expect(error == JournalError(.noCheckpoint))

    var last = try whole()
    Seal.store(0xFFFF_FFFF, &last, 16, 4)
    Seal.header(&last, 0)
    #expect(throws: JournalError(.exhausted)) {
      _ = try Session(
        creating: false, on: last, header: Scripts.header(), steps: [], scratch: scratch)
    }
  }

  @Test("after a failed write or sync nothing more is written")
  func failingDisk() throws {
    let steps = Scripts.steps("rrcrrc")
    let complete = try Session(
      creating: true, on: [], header: Scripts.header(), steps: steps, scratch: scratch)
    for failing in complete.opened..<complete.trace.count {
      let disk = Disk()
      var writer = unsafe try JournalWriter.create(
        on: DiskStorage(disk: disk), header: Scripts.header(), scratch: scratch.memory)
      disk.failing = failing
      var errors: [JournalError] = []
      for step in steps {
        do throws(JournalError) {
          switch step {
          case .append(let record): try writer.append(record)
          case .sync: try writer.sync()
          case .checkpoint(let state, let taps, let residuals):
            try writer.checkpoint(taps: taps.span, residuals: residuals.span, state: state)
          }
        } catch { errors.append(error) }
      }
      #expect(disk.trace.count == failing)
      let operation: StorageError.Operation = complete.trace[failing].isSync ? .sync : .write
      #expect(errors.first?.storageError == StorageError(operation, errorNumber: 5))
      #expect(errors.dropFirst().allSatisfy { $0.reason == .failedBefore })
    }
  }
}
