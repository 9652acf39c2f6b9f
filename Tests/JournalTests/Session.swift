import Journal
import Testing

/// What a program does with its journal.
enum Step {
  case append(JournalRecord)
  case checkpoint(CheckpointState, taps: [Int32], residuals: [Int32])
  case sync
}

/// One program's run on a disk, with all it did to it.
struct Session {
  var start: [UInt8]
  var before: Contents?
  var isCreation: Bool
  var header: JournalHeader
  var trace: [DiskOperation]
  /// How many operations creating or resuming took.
  var opened: Int
  /// Each step with its operations.
  var steps: [(step: Step, operations: Range<Int>)]

  init(
    creating isCreation: Bool, on start: [UInt8], header: JournalHeader, steps: [Step],
    scratch: Scratch
  ) throws {
    self.start = start
    self.isCreation = isCreation
    before = start.isEmpty ? nil : try Contents.read(start, scratch: scratch)
    let disk = Disk(start)
    var taps = [Int32](repeating: 0, count: Int(header.elementCount))
    var residuals = taps
    var writer = try Self.open(
      disk, isCreation, header, scratch, taps: &taps, residuals: &residuals)
    self.header = writer.header
    opened = disk.trace.count
    self.steps = []
    for step in steps {
      let begin = disk.trace.count
      switch step {
      case .append(let record): try writer.append(record)
      case .sync: try writer.sync()
      case .checkpoint(let state, let taps, let residuals):
        try writer.checkpoint(taps: taps.span, residuals: residuals.span, state: state)
      }
      self.steps.append((step, begin..<disk.trace.count))
    }
    trace = disk.trace
    if !isCreation {
      #expect(writer.resumed?.sequence == before?.checkpoint?.sequence)
      #expect(writer.recovery == before?.report)
      if let checkpoint = before?.checkpoint {
        #expect(checkpoint.taps == taps && checkpoint.residuals == residuals)
      }
    }
  }

  private static func open(
    _ disk: Disk, _ isCreation: Bool, _ header: JournalHeader, _ scratch: Scratch,
    taps: inout [Int32], residuals: inout [Int32]
  ) throws(JournalError) -> JournalWriter<DiskStorage> {
    let storage = DiskStorage(disk: disk)
    if isCreation {
      return unsafe try .create(on: storage, header: header, scratch: scratch.memory)
    }
    var tapSpan = taps.mutableSpan
    var residualSpan = residuals.mutableSpan
    return unsafe try .resume(
      on: storage, header: header, mayReplacePlan: true, scratch: scratch.memory, taps: &tapSpan,
      residuals: &residualSpan)
  }

  /// What is wrong with what is found after power was cut behind `cut` operations; nil: nothing.
  func violation(cut: Int, found: Contents?) -> String? {
    guard let found else {
      return isCreation && cut < opened ? nil : "the journal is gone"
    }
    if isCreation && cut < opened {
      if let before, found.says(before) { return nil }
      // The last write of creation is the one that begins the journal.
      if cut <= opened - 2 { return "begun before it was complete" }
    }
    if found.report.damagedRecords > 0 { return "lost records that a checkpoint counts" }
    let isOldHeader = !isCreation && cut < opened && found.header == before?.header
    guard found.header == header || isOldHeader else { return "header \(found.header)" }
    return checkpointViolation(cut, found) ?? recordViolation(cut, found)
  }

  /// The checkpoint before this session, and those of it that had been handed over by then.
  private func checkpoints(_ cut: Int) -> (allowed: [WholeCheckpoint?], records: [JournalRecord]) {
    let base = isCreation ? nil : before?.checkpoint
    var allowed = [base]
    var records = Array(
      (isCreation ? [] : before?.records ?? []).prefix(Int(base?.recordCount ?? 0)))
    for (step, operations) in steps where operations.lowerBound < cut {
      switch step {
      case .sync: break
      case .append(var record):
        record.session = header.session
        records.append(record)
      case .checkpoint(let state, let taps, let residuals):
        guard operations.lowerBound + 1 < cut else { break }
        let next = WholeCheckpoint(
          sequence: (allowed[allowed.count - 1]?.sequence ?? 0) + 1,
          recordCount: UInt64(records.count), state: state, taps: taps, residuals: residuals)
        if operations.upperBound <= cut { allowed = [] }
        allowed.append(next)
      }
    }
    return (allowed, records)
  }

  private func checkpointViolation(_ cut: Int, _ found: Contents) -> String? {
    let allowed = checkpoints(cut).allowed
    if allowed.contains(found.checkpoint) { return nil }
    return "checkpoint \(found.checkpoint?.sequence ?? 0), allowed "
      + "\(allowed.map { $0?.sequence ?? 0 }), or mixed"
  }

  private func recordViolation(_ cut: Int, _ found: Contents) -> String? {
    let base = isCreation ? nil : before?.checkpoint
    let kept = Int(base?.recordCount ?? 0)
    let submitted = checkpoints(cut).records
    let lastSync = trace[..<cut].indices.last { trace[$0].isSync } ?? -1
    var guaranteed = kept
    for (step, operations) in steps where operations.lowerBound < lastSync {
      if case .append = step { guaranteed += 1 }
    }
    let count = found.records.count
    if count >= guaranteed, count <= submitted.count,
      found.records == Array(submitted.prefix(count))
    {
      return nil
    }
    // Nothing new is certain yet: the end of the session before may stand.
    if !isCreation, guaranteed == kept, found.checkpoint == base, let before, count >= kept,
      found.records == Array(before.records.prefix(count))
    {
      return nil
    }
    return "\(count) records, or other ones; guaranteed \(guaranteed), written \(submitted.count)"
  }

  /// Cuts the power behind every operation, and hands on what is left and what is wrong with it.
  func cutEverywhere(
    _ effort: PowerCut.Effort, ignoring: Set<Int> = [], scratch: Scratch,
    using generator: inout some RandomNumberGenerator,
    _ body: (_ cut: Int, _ left: [UInt8], _ violation: String?) -> Void
  ) {
    let power = PowerCut(start: start, trace: trace, ignoring: ignoring, effort: effort)
    for cut in 0...trace.count {
      power.forEachOutcome(cut: cut, using: &generator) { left in
        do throws(JournalError) {
          let found = try Contents.read(left, scratch: scratch)
          body(cut, left, violation(cut: cut, found: found))
        } catch {
          body(cut, left, "does not open: \(error)")
        }
      }
    }
  }
}
