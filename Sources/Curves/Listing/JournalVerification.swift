import Journal

/// What opening a journal found and did, for `journal verify`.
public struct JournalVerification: Encodable, Sendable {
  let file: String
  /// Whether nothing is lost that the disk had confirmed. What a power cut leaves behind (a torn
  /// record, a torn checkpoint beside a whole one) is no loss: the journal is made for it.
  public let isSound: Bool
  /// Whole copies of the header, 1 or 2.
  let headerCopies: Int
  /// Whole checkpoint slots, 0 to 2.
  let checkpointSlots: Int
  let sessions: UInt32
  /// The newest checkpoint's number and trial; null where there is none.
  let checkpointSequence, checkpointTrial: Nullable<UInt64>
  let records, recordsBehindCheckpoint, damagedRecords: UInt64
  let hasTornTail: Bool
  /// The same for people, a sentence each; the last one is the verdict.
  public let sentences: [String]

  /// One JSON object.
  public var json: String { jsonText(self) }
  /// One sentence a line.
  public var text: String { sentences.map { $0 + "\n" }.joined() }
}

/// Says what recovery found in a journal.
public func verification(_ contents: JournalContents) -> JournalVerification {
  let report = contents.recovery
  return JournalVerification(
    file: contents.file, isSound: report.damagedRecords == 0,
    headerCopies: count(report.headerValid), checkpointSlots: count(report.slotValid),
    sessions: report.session, checkpointSequence: Nullable(contents.checkpoint?.sequence),
    checkpointTrial: Nullable(contents.checkpoint?.state.trial), records: report.records,
    recordsBehindCheckpoint: report.recordsBehindCheckpoint,
    damagedRecords: report.damagedRecords, hasTornTail: report.hasTornTail,
    sentences: sentences(contents))
}

private func count(_ pair: (first: Bool, second: Bool)) -> Int {
  (pair.first ? 1 : 0) + (pair.second ? 1 : 0)
}

private func sentences(_ contents: JournalContents) -> [String] {
  [
    headerSentence(contents), slotSentence(contents), recordSentence(contents.recovery),
    tailSentence(contents.recovery), verdict(contents),
  ].compactMap { $0 }
}

private func headerSentence(_ contents: JournalContents) -> String {
  let report = contents.recovery
  let run =
    "session \(report.session) of \(contents.task) on \(contents.board), "
    + "seed \(contents.header.seed)"
  if count(report.headerValid) == 2 { return "Header: both copies are whole; \(run)." }
  return report.session == 1
    ? "Header: whole; \(run). The second copy comes with the second session."
    : "Header: one of two copies is whole, which is enough; \(run)."
}

private func slotSentence(_ contents: JournalContents) -> String {
  guard let checkpoint = contents.checkpoint else {
    return "Checkpoints: none; a resumed run starts at its first trial."
  }
  let slots = count(contents.recovery.slotValid)
  let newest =
    "the newest is number \(grouped(checkpoint.sequence)) at trial "
    + "\(grouped(checkpoint.state.trial))"
  if slots == 2 { return "Checkpoints: both slots are whole; \(newest)." }
  return checkpoint.sequence == 1
    ? "Checkpoints: one slot is whole, the other not used yet; \(newest)."
    : "Checkpoints: one of two slots is whole, the other torn; \(newest), and a run resumes there."
}

private func recordSentence(_ report: RecoveryReport) -> String {
  var text = "Records: \(grouped(report.records)) are whole"
  if report.recordsBehindCheckpoint > 0 {
    text +=
      ", \(grouped(report.recordsBehindCheckpoint)) of them behind the newest checkpoint (a "
      + "resumed run writes these again)"
  }
  return text + "."
}

private func tailSentence(_ report: RecoveryReport) -> String? {
  guard report.hasTornTail else { return nil }
  return
    "Behind the last record stands something that does not belong to it: a record that was torn "
    + "by a power cut, or what a resumed run has not yet overwritten. It is left out."
}

private func verdict(_ contents: JournalContents) -> String {
  let damaged = contents.recovery.damagedRecords
  guard damaged > 0 else { return "The journal is sound." }
  let trial = contents.checkpoint.map { grouped($0.state.trial) } ?? "0"
  return
    "The journal is damaged: \(grouped(damaged)) \(damaged == 1 ? "record" : "records") before the "
    + "newest checkpoint cannot be read, although the disk had confirmed them. The taps are whole: "
    + "a run resumes at trial \(trial), but the curve has a gap. Check the disk."
}
