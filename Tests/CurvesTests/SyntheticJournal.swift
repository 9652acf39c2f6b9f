import Foundation
import Journal
import JournalFile
import Testing

/// A journal made by the real writer.
struct SyntheticJournal {
  var seed: UInt64 = 3
  var board = "iris9"
  var task = "iris"
  var elements = 4
  var trials: UInt64 = 1000
  var fullScaleMicrovolts: UInt32 = 4_000_000
  var decision: UInt32 = 1
  var records: [JournalRecord] = []
  /// After so many records there is a checkpoint.
  var checkpointsAfter: [Int] = []
  /// How often the journal is opened to write.
  var sessions = 1

  var header: JournalHeader {
    JournalHeader(
      elementCount: UInt32(elements), seed: seed, trialsPlanned: trials,
      recordCapacity: UInt64(records.count) + 16, planChecksum: 0xAB,
      fullScaleMicrovolts: fullScaleMicrovolts, decision: decision, trainCount: 30,
      testCount: 120, board: JournalName(Array(board.utf8).span),
      task: JournalName(Array(task.utf8).span))
  }

  func write(to file: String) throws {
    let scratch = UnsafeMutableRawBufferPointer.allocate(
      byteCount: JournalLayout.writerScratchBytes, alignment: 8)
    defer { unsafe scratch.deallocate() }
    var taps = [Int32](repeating: 0, count: elements)
    var residuals = taps
    do {
      var writer = try unsafe JournalWriter.create(
        on: open(file, create: true), header: header, scratch: scratch)
      for (index, record) in records.enumerated() {
        try writer.append(record)
        guard checkpointsAfter.contains(index + 1) else { continue }
        for element in 0..<elements { taps[element] = Int32(index + element) }
        try writer.checkpoint(
          taps: taps.span, residuals: residuals.span,
          state: CheckpointState(trial: record.trial, generatorState: 9))
      }
    }
    for _ in 1..<max(sessions, 1) {
      var tapSpan = taps.mutableSpan
      var residualSpan = residuals.mutableSpan
      var writer = try unsafe JournalWriter.resume(
        on: open(file, create: false), header: header, scratch: scratch, taps: &tapSpan,
        residuals: &residualSpan)
      let trial = writer.resumed?.state.trial ?? 0
      try writer.append(JournalRecord(.started, trial: trial, timeMicroseconds: 0))
    }
  }

  private func open(_ file: String, create: Bool) throws -> FileStorage {
    let path = Array(file.utf8CString)
    return try unsafe path.span.withUnsafeBufferPointer { bytes throws(StorageError) in
      guard let address = bytes.baseAddress else { throw StorageError(.open, errorNumber: 0) }
      return create
        ? unsafe try FileStorage(creating: address) : unsafe try FileStorage(writingTo: address)
    }
  }
}

extension SyntheticJournal {
  /// A run of 1,000 trials: the error falls from 2^30 to 2^20 (rms 2^-5 to 2^-10 of full scale),
  /// the accuracies rise from a third to 29/30 and 114/120; an element opens at trial 500.
  static var iris: SyntheticJournal {
    var journal = SyntheticJournal()
    journal.records.append(JournalRecord(.started, trial: 0, timeMicroseconds: 5))
    journal.records += evaluations(trial: 0, error: 1 << 30, train: 10, test: 40)
    for step in 1...10 {
      let trial = UInt64(step * 100)
      journal.records.append(
        JournalRecord(
          .learning, trial: trial, timeMicroseconds: trial * 60, error: 1 << UInt64(30 - step),
          movedElements: UInt64(step), correct: 50, total: 100, atRail: 1))
      if step == 5 {
        journal.records.append(
          JournalRecord(
            .fault, trial: 500, timeMicroseconds: 30_001, faultKind: 2, faultChannel: 3))
      }
    }
    journal.records += evaluations(trial: 1000, error: 1 << 20, train: 29, test: 114)
    journal.records.append(JournalRecord(.stopped, trial: 1000, timeMicroseconds: 60_001))
    journal.checkpointsAfter = [10, journal.records.count]
    return journal
  }

  private static func evaluations(
    trial: UInt64, error: UInt64, train: UInt32, test: UInt32
  ) -> [JournalRecord] {
    let time = trial * 60
    return [
      JournalRecord(
        .evaluation, trial: trial, timeMicroseconds: time, error: error, correct: train,
        total: 30, set: .train),
      JournalRecord(
        .evaluation, trial: trial, timeMicroseconds: time, error: error * 4, correct: test,
        total: 120, set: .test),
    ]
  }
}
