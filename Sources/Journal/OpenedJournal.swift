/// What stands in a journal's headers and slots.
struct OpenedJournal: BitwiseCopyable {
  var header: JournalHeader
  /// The copy that `header` came from.
  var headerCopy: Int
  var headerValid: (first: Bool, second: Bool)
  var layout: JournalLayout
  var slotValid: (first: Bool, second: Bool) = (false, false)
  var newest: Checkpoint?
}

extension Medium where Storage: ~Copyable {
  /// Finds the newest whole header and the newest whole checkpoint.
  mutating func open() throws(JournalError) -> OpenedJournal {
    let headerEnd = JournalLayout.headerOffset(copy: 1) + UInt64(JournalHeader.byteCount)
    guard storage.byteCount >= headerEnd else { throw try shortFile(needed: headerEnd) }
    let first = try examineHeader(copy: 0)
    let second = try examineHeader(copy: 1)
    let copy = second.session > first.session ? 1 : 0
    // Read again rather than kept twice: a header is large for the stack.
    try read(at: JournalLayout.headerOffset(copy: copy), count: JournalHeader.byteCount)
    guard let header = JournalHeader(unsafe UnsafeBufferPointer(scratch).span) else {
      throw Self.headerError(first, second)
    }
    let layout = try JournalLayout(
      elementCount: header.elementCount, hasResiduals: header.hasResiduals,
      recordCapacity: header.recordCapacity)
    guard storage.byteCount >= layout.byteCount else {
      throw JournalError(
        .truncated, place: layout.byteCount, value: Int64(clamping: storage.byteCount))
    }
    var opened = OpenedJournal(
      header: header, headerCopy: copy, headerValid: (first.session > 0, second.session > 0),
      layout: layout)
    let a = unsafe try readSlot(0, opened, taps: nil, residuals: nil)
    let b = unsafe try readSlot(1, opened, taps: nil, residuals: nil)
    opened.slotValid = (a != nil, b != nil)
    opened.newest = (b?.sequence ?? 0) > (a?.sequence ?? 0) ? b : a
    return opened
  }

  /// What is wrong with a file too short for its header.
  private mutating func shortFile(needed: UInt64) throws(JournalError) -> JournalError {
    guard storage.byteCount > 0 else { return JournalError(.notBegun) }
    try read(at: 0, count: 1)
    let first = unsafe scratch[0]
    if first == 0 { return JournalError(.notBegun) }
    if first != 0x57 { return JournalError(.notAJournal) }
    return JournalError(.truncated, place: needed, value: Int64(clamping: storage.byteCount))
  }

  private mutating func examineHeader(copy: Int) throws(JournalError) -> HeaderState {
    try read(at: JournalLayout.headerOffset(copy: copy), count: JournalHeader.byteCount)
    let page = unsafe UnsafeBufferPointer(scratch).span
    if let header = JournalHeader(page) {
      return HeaderState(session: header.session, firstByte: page[0], otherVersion: nil)
    }
    return HeaderState(
      session: 0, firstByte: page[0], otherVersion: JournalHeader.otherVersion(page))
  }

  /// What is wrong where no copy of the header is whole.
  private static func headerError(_ first: HeaderState, _ second: HeaderState) -> JournalError {
    // A journal's very last act of creation is to write the first byte.
    if first.firstByte == 0 && second.firstByte == 0 { return JournalError(.notBegun) }
    if let version = first.otherVersion ?? second.otherVersion {
      return JournalError(.otherVersion, place: 8, value: Int64(version))
    }
    let isJournal = first.firstByte == 0x57 || second.firstByte == 0x57
    return JournalError(isJournal ? .damagedHeader : .notAJournal)
  }
}

/// A copy of the header.
private struct HeaderState: BitwiseCopyable {
  /// Its session; 0 where it is not whole.
  var session: UInt32
  var firstByte: UInt8
  var otherVersion: UInt32?
}
