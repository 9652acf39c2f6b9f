import Journal
import Testing

/// A checkpoint with all that belongs to it.
struct WholeCheckpoint: Equatable {
  var sequence: UInt64
  var recordCount: UInt64
  var state: CheckpointState
  var taps: [Int32]
  var residuals: [Int32]
}

/// All that a journal says.
struct Contents: Equatable {
  var header: JournalHeader
  var checkpoint: WholeCheckpoint?
  var records: [JournalRecord]
  var report: RecoveryReport

  /// Whether both say the same, whatever state their copies are in.
  func says(_ other: Contents) -> Bool {
    header == other.header && checkpoint == other.checkpoint && records == other.records
  }

  /// What the next reader finds; nil where nothing has begun.
  static func read(_ bytes: [UInt8], scratch: Scratch) throws(JournalError) -> Contents? {
    do throws(JournalError) {
      let storage = DiskStorage(disk: Disk(bytes))
      var reader = unsafe try JournalReader(storage, scratch: scratch.memory)
      var records: [JournalRecord] = []
      while let record = try reader.nextRecord() { records.append(record) }
      var checkpoint: WholeCheckpoint?
      if let newest = reader.newestCheckpoint {
        let count = Int(reader.header.elementCount)
        var taps = [Int32](repeating: .min, count: count)
        var residuals = taps
        var tapSpan = taps.mutableSpan
        var residualSpan = residuals.mutableSpan
        let read = try reader.readCheckpoint(taps: &tapSpan, residuals: &residualSpan)
        guard read == newest else { throw JournalError(.checkpointLost) }
        checkpoint = WholeCheckpoint(
          sequence: read.sequence, recordCount: read.recordCount, state: read.state, taps: taps,
          residuals: residuals)
      }
      return Contents(
        header: reader.header, checkpoint: checkpoint, records: records,
        report: try reader.report())
    } catch {
      if error.reason == .notBegun { return nil }
      throw error
    }
  }
}
