import Journal

/// One sentence for an error of reading or writing the journal `file`: what, where, why, what to
/// do.
public func describe(_ error: JournalError, file: String) -> String {
  if let storage = error.storageError { return describe(storage, file: file, place: error.place) }
  return "\(printable(file)): " + sentence(error)
}

private func sentence(_ error: JournalError) -> String {
  switch error.reason {
  case .notBegun:
    "the journal is empty, or power was cut while it was being created; nothing is lost, start the "
      + "run again without --resume"
  case .notAJournal:
    "not a journal: it does not begin like one; give a file that 'wheatstone learn' has written"
  case .otherVersion:
    "the journal has format version \(error.value), and this program reads version "
      + "\(JournalHeader.currentVersion); use the program that wrote it, or start a new run"
  case .damagedHeader:
    "the journal is damaged: neither copy of its header matches its checksum; restore the file "
      + "from a copy, or start a new run"
  case .truncated:
    "the journal is cut short: \(grouped(error.value)) bytes of \(grouped(error.place)) are there; "
      + "copy the whole file again, or start a new run"
  case .tooLarge:
    "the journal is too large: \(grouped(error.place)) elements and \(grouped(error.value)) "
      + "records (allowed: \(grouped(UInt64(JournalLayout.maximumElementCount))) elements, "
      + "\(grouped(JournalLayout.maximumRecordCapacity)) records to write and "
      + "\(grouped(JournalContents.recordLimit)) to read); use fewer, or record less often"
  case .otherRun: otherRun(error)
  case .otherPlan:
    "the journal belongs to a run of another plan (its checksum: \(hex(error.value))); resume with "
      + "the board, task and settings it was begun with, or start a new journal"
  case .checkpointLost:
    "the checkpoint at byte \(grouped(error.place)) changed while it was read, or was damaged "
      + "since; read the journal again once nothing writes it"
  case .noCheckpoint:
    "the journal has no checkpoint yet, so there are no taps to read; let the run reach its "
      + "first one"
  case .full:
    "the journal is full: all \(grouped(error.value)) places for records are taken; resume with "
      + "more trials, which enlarges it, or start a new journal"
  case .wrongCount:
    "\(grouped(error.value)) taps or residuals were given for \(grouped(error.place)) elements; "
      + "give one per element (this is a mistake in the program)"
  case .scratchTooSmall:
    "\(grouped(error.value)) bytes of working memory were given and \(grouped(error.place)) are "
      + "needed; give more (this is a mistake in the program)"
  case .failedBefore:
    "an earlier write or sync of the journal failed, so what is on the disk is unknown; resume the "
      + "run from the journal"
  case .exhausted:
    "the journal has used up its numbers for sessions or checkpoints; start a new journal"
  case .storage:
    "the storage failed for a reason that this program does not know (\(error.value)); try again"
  }
}

private func otherRun(_ error: JournalError) -> String {
  let journal =
    error.place == 24 ? "seed \(UInt64(bitPattern: error.value))" : "\(error.value) elements"
  return
    "the journal belongs to another run, one of \(journal); resume with the same seed and board, "
    + "or start a new journal"
}

private func hex(_ checksum: Int64) -> String {
  let digits = String(UInt32(truncatingIfNeeded: checksum), radix: 16)
  return "0x" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
}
