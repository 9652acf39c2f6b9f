import Journal
import Plan

/// What a journal holds, for reading by people and programs.
public struct JournalListing: Encodable, Sendable {
  /// A fact that the header states.
  public struct Fact: Encodable, Sendable {
    public let name: String
    public let value: String
  }

  let file: String
  let byteCount: UInt64
  /// In the header's order.
  public let header: [Fact]
  let sessions: [SessionEntry]
  let checkpoint: Nullable<CheckpointEntry>
  let records: [RecordEntry]
}

/// The newest checkpoint.
struct CheckpointEntry: Encodable, Sendable {
  let sequence, trial, records: UInt64
  let session: UInt32
  let generatorState: UInt64
  /// Null where they were not read.
  let taps: Nullable<[Int32]>
}

/// One record.
struct RecordEntry: Encodable, Sendable {
  let session: UInt32
  let trial, timeMicroseconds: UInt64
  let kind: String
  let set: Nullable<String>
  let meanSquare, rmsVolts, accuracy: Nullable<Double>
  let movedTaps: Nullable<UInt64>
  let atRail: UInt32
  let fault: Nullable<String>
  let detail: Nullable<Int32>
  /// Median, 99th and 99.9th percentile and longest trial of the session, microseconds.
  let stepMicroseconds: Nullable<[UInt32]>
  /// The cosine of an update with the descending gradient.
  let alignment: Nullable<Double>
  /// The mean energy of free responses, and how many sweeps they took.
  let energy: Nullable<Double>
  let sweeps: Nullable<Double>
  /// A block of elements, and the share of its length that updates moved it by.
  let block: Nullable<UInt32>
  let updateSize: Nullable<Double>

  init(_ record: JournalRecord, _ scale: ErrorScale) {
    session = record.session
    trial = record.trial
    timeMicroseconds = record.timeMicroseconds
    kind = kindText(record.kind)
    set = Nullable(record.kind == .evaluation ? setText(record) : nil)
    meanSquare = Nullable(record.hasError ? scale.meanSquare(record.error) : nil)
    rmsVolts = Nullable(record.hasError ? scale.rmsVolts(record.error) : nil)
    accuracy = Nullable(record.hasError ? record.accuracy : nil)
    movedTaps = Nullable(record.kind == .learning ? record.movedElements : nil)
    atRail = record.atRail
    fault = Nullable(record.kind == .fault ? faultText(record) : nil)
    detail = Nullable(record.kind == .fault ? record.detail : nil)
    alignment = Nullable(record.alignment.map { Double($0) * 0x1p-30 })
    energy = Nullable(record.energy.map { Double($0) * 0x1p-20 })
    sweeps = Nullable(record.sweeps.map { Double($0) * 0x1p-10 })
    block = Nullable(record.updateSize?.block)
    updateSize = Nullable(record.updateSize.map { Double($0.size) * 0x1p-30 })
    stepMicroseconds = Nullable(record.timing.map { [$0.p50, $0.p99, $0.p999, $0.longest] })
  }
}

/// Lists a journal: header, sessions, newest checkpoint, every record.
public func journalListing(_ contents: JournalContents) -> JournalListing {
  let scale = ErrorScale(fullScaleMicrovolts: contents.header.fullScaleMicrovolts)
  return JournalListing(
    file: contents.file, byteCount: contents.byteCount, header: headerFacts(contents),
    sessions: LearningCurve(contents).sessions.map(SessionEntry.init),
    checkpoint: Nullable(
      contents.checkpoint.map { checkpoint in
        CheckpointEntry(
          sequence: checkpoint.sequence, trial: checkpoint.state.trial,
          records: checkpoint.recordCount, session: checkpoint.session,
          generatorState: checkpoint.state.generatorState,
          taps: Nullable(contents.taps.isEmpty ? nil : contents.taps))
      }),
    records: contents.records.map { RecordEntry($0, scale) })
}

private func headerFacts(_ contents: JournalContents) -> [JournalListing.Fact] {
  let header = contents.header
  let checksum = String(header.planChecksum, radix: 16)
  let decision =
    switch Decision(rawValue: header.decision) {
    case .some(.none): "none (regression)"
    case .nearestTarget: "nearest target"
    case .largestOutput: "largest output"
    case nil: "\(header.decision) (unknown)"
    }
  let scale = ErrorScale(fullScaleMicrovolts: header.fullScaleMicrovolts)
  let facts = [
    ("board", contents.board), ("task", contents.task), ("seed", "\(header.seed)"),
    ("elements", "\(header.elementCount)"), ("trials planned", "\(header.trialsPlanned)"),
    ("examples to learn", "\(header.trainCount)"), ("examples unseen", "\(header.testCount)"),
    ("decision", decision), ("full scale", scale.fullScaleVolts.map { "\($0) V" } ?? "no voltage"),
    (
      "plan checksum",
      "0x" + String(repeating: "0", count: max(0, 8 - checksum.count)) + checksum
    ),
    ("room for records", "\(header.recordCapacity)"), ("sessions", "\(header.session)"),
  ]
  return facts.map { JournalListing.Fact(name: $0.0, value: $0.1) }
}
