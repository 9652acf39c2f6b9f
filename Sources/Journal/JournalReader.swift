/// Reads a journal, whole or interrupted; writes nothing. May read beside a live writer: it sees
/// the journal as of some moment, or fails and may be opened again.
public struct JournalReader<Storage: JournalStorage & ~Copyable>: ~Copyable {
  var medium: Medium<Storage>
  let opened: OpenedJournal
  var cursor: ChainCursor

  /// Finds the newest header and checkpoint.
  ///
  /// `scratch`: at least ``JournalLayout/readerScratchBytes``; must outlive the reader, and nobody
  /// else may use it meanwhile.
  public init(
    _ storage: consuming Storage, scratch: UnsafeMutableRawBufferPointer
  ) throws(JournalError) {
    var medium = unsafe try Medium(storage, scratch: scratch, needed: 0)
    opened = try medium.open()
    cursor = ChainCursor(opened)
    self.medium = medium
  }

  /// What the journal says about its run.
  public var header: JournalHeader { opened.header }

  /// Where everything stands.
  public var layout: JournalLayout { opened.layout }

  /// The newest whole checkpoint without its taps; nil before the first one.
  public var newestCheckpoint: Checkpoint? { opened.newest }

  /// The next whole record, from the first one on; nil at the end.
  public mutating func nextRecord() throws(JournalError) -> JournalRecord? {
    try medium.next(&cursor, opened)
  }

  /// What recovery did; reads all records, and leaves ``nextRecord()`` where it was.
  public mutating func report() throws(JournalError) -> RecoveryReport {
    cursor.bufferedCount = 0
    return try medium.report(opened)
  }

  /// Reads the newest checkpoint. Both spans have one entry an element; after an error their
  /// content is undefined.
  public mutating func readCheckpoint(
    taps: inout MutableSpan<Int32>, residuals: inout MutableSpan<Int32>
  ) throws(JournalError) -> Checkpoint {
    cursor.bufferedCount = 0
    return try medium.load(opened, taps: &taps, residuals: &residuals)
  }
}
