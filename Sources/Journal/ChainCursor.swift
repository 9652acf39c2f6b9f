/// A place in the chain of records.
struct ChainCursor: BitwiseCopyable {
  /// The next record to look at.
  var index: UInt64 = 0
  /// The checksum of the one before.
  var chain: UInt32
  /// The least session that the next record may have: sessions never go back along the chain.
  var session: UInt32 = 1
  /// Whole records so far.
  var found: UInt64 = 0
  /// Records before the checkpoint that could not be read.
  var damaged: UInt64 = 0
  var isAtEnd = false
  var hasTornTail = false
  /// The records in the scratch memory.
  var bufferedFrom: UInt64 = 0
  var bufferedCount: UInt64 = 0

  init(_ opened: OpenedJournal) {
    chain = opened.header.identity
  }
}

extension Medium where Storage: ~Copyable {
  /// The next whole record along the chain; nil at its end. The scratch memory must be left alone
  /// between calls, or `bufferedCount` be set to 0.
  mutating func next(
    _ cursor: inout ChainCursor, _ opened: OpenedJournal
  ) throws(JournalError) -> JournalRecord? {
    while !cursor.isAtEnd {
      if let newest = opened.newest, cursor.index == newest.recordCount {
        // The checkpoint knows how the chain goes on here, and since when.
        cursor.chain = newest.chain
        cursor.session = newest.session
      }
      guard cursor.index < opened.layout.recordCapacity else {
        cursor.isAtEnd = true
        break
      }
      let offset = try buffer(&cursor, opened)
      let bytes = unsafe UnsafeBufferPointer(scratch).span
      if let record = JournalRecord(bytes, at: offset, after: cursor.chain),
        record.session >= cursor.session
      {
        cursor.chain = bytes.word32(offset + 60)
        cursor.session = record.session
        cursor.index += 1
        cursor.found += 1
        return record
      }
      if let newest = opened.newest, cursor.index < newest.recordCount {
        // The disk lost what it had confirmed. Nothing stale stands before a checkpoint, so the
        // chain may be taken up again by what this record says its checksum was.
        cursor.damaged += 1
        cursor.chain = bytes.word32(offset + 60)
        cursor.index += 1
      } else {
        cursor.hasTornTail = !bytes.isZero(offset..<offset + JournalRecord.byteCount)
        cursor.isAtEnd = true
      }
    }
    return nil
  }

  /// Brings the cursor's record into the scratch memory, with as many behind it as fit a page.
  /// Returns its offset there.
  private mutating func buffer(
    _ cursor: inout ChainCursor, _ opened: OpenedJournal
  ) throws(JournalError) -> Int {
    let size = UInt64(JournalRecord.byteCount)
    if cursor.index < cursor.bufferedFrom
      || cursor.index >= cursor.bufferedFrom + cursor.bufferedCount
    {
      let fitting = UInt64(JournalLayout.readerScratchBytes) / size
      let count = min(fitting, opened.layout.recordCapacity - cursor.index)
      cursor.bufferedCount = 0
      try read(at: opened.layout.recordOffset(cursor.index), count: Int(count * size))
      cursor.bufferedFrom = cursor.index
      cursor.bufferedCount = count
    }
    return Int((cursor.index - cursor.bufferedFrom) * size)
  }

  /// Follows the chain to its end.
  mutating func report(_ opened: OpenedJournal) throws(JournalError) -> RecoveryReport {
    var cursor = ChainCursor(opened)
    while try next(&cursor, opened) != nil {}
    let before = opened.newest?.recordCount ?? 0
    return RecoveryReport(
      headerValid: opened.headerValid, slotValid: opened.slotValid,
      session: max(opened.header.session, cursor.session), sequence: opened.newest?.sequence ?? 0,
      checkpointRecords: before, records: cursor.found,
      recordsBehindCheckpoint: cursor.index - before, damagedRecords: cursor.damaged,
      hasTornTail: cursor.hasTornTail)
  }
}
