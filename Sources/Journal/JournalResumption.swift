extension JournalWriter where Storage: ~Copyable {
  /// Opens a journal to go on from its newest checkpoint. Records behind it are written again;
  /// until then they stand.
  ///
  /// `header`: of the run that goes on. Seed and number of elements must be the journal's, and so
  /// must the plan's checksum unless `mayReplacePlan`; a larger capacity enlarges the journal.
  /// `taps`, `residuals`: one entry an element; filled where there is a checkpoint (``resumed``),
  /// else left as they are, except after an error.
  /// `scratch`: as in ``create(on:header:scratch:)``.
  public static func resume(
    on storage: consuming Storage, header: JournalHeader, mayReplacePlan: Bool = false,
    scratch: UnsafeMutableRawBufferPointer, taps: inout MutableSpan<Int32>,
    residuals: inout MutableSpan<Int32>
  ) throws(JournalError) -> JournalWriter {
    var medium = unsafe try Medium(
      storage, scratch: scratch, needed: JournalLayout.writerScratchBytes)
    let opened = try medium.open()
    try opened.header.check(header, mayReplacePlan: mayReplacePlan)
    var resumed: Checkpoint?
    if opened.newest != nil {
      resumed = try medium.load(opened, taps: &taps, residuals: &residuals)
    }
    let report = try medium.report(opened)
    var header = header
    header.recordCapacity = max(header.recordCapacity, opened.header.recordCapacity)
    // Above every session that left something, even where the disk lost the newest header.
    guard report.session < .max else { throw JournalError(.exhausted) }
    header.session = report.session + 1
    let layout = try JournalLayout(
      elementCount: header.elementCount, hasResiduals: header.hasResiduals,
      recordCapacity: header.recordCapacity)
    if medium.storage.byteCount < layout.byteCount {
      // Before a header speaks of the new size.
      try medium.extend(byteCount: layout.byteCount)
      try medium.sync()
    }
    // Before the first record of the new session, so that its number is never used again.
    medium.encode(header)
    try medium.writeScratch(
      0..<JournalHeader.byteCount, at: JournalLayout.headerOffset(copy: 1 - opened.headerCopy))
    try medium.sync()
    return JournalWriter(
      medium, header: header, layout: layout, resumed: resumed, recovery: report)
  }
}

extension JournalHeader {
  /// Whether a run of `other` may go on in this journal.
  func check(_ other: JournalHeader, mayReplacePlan: Bool) throws(JournalError) {
    guard elementCount == other.elementCount else {
      throw JournalError(.otherRun, place: 20, value: Int64(elementCount))
    }
    guard hasResiduals == other.hasResiduals else {
      throw JournalError(.otherRun, place: 72, value: hasResiduals ? 0 : 1)
    }
    guard seed == other.seed else {
      throw JournalError(.otherRun, place: 24, value: Int64(bitPattern: seed))
    }
    guard mayReplacePlan || planChecksum == other.planChecksum else {
      throw JournalError(.otherPlan, place: 48, value: Int64(planChecksum))
    }
  }
}
