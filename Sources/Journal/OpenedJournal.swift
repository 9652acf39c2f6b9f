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
    let (first, firstByte, firstVersion) = try readHeader(copy: 0)
    let (second, secondByte, secondVersion) = try readHeader(copy: 1)
    let copy = (second?.session ?? 0) > (first?.session ?? 0) ? 1 : 0
    guard let header = copy == 0 ? first : second else {
      // A journal's very last act of creation is to write the first byte.
      if firstByte == 0 && secondByte == 0 { throw JournalError(.notBegun) }
      if let version = firstVersion ?? secondVersion {
        throw JournalError(.otherVersion, place: 8, value: Int64(version))
      }
      throw JournalError(firstByte == 0x57 || secondByte == 0x57 ? .damagedHeader : .notAJournal)
    }
    let layout = try JournalLayout(
      elementCount: header.elementCount, recordCapacity: header.recordCapacity)
    guard storage.byteCount >= layout.byteCount else {
      throw JournalError(
        .truncated, place: layout.byteCount, value: Int64(clamping: storage.byteCount))
    }
    var opened = OpenedJournal(
      header: header, headerCopy: copy, headerValid: (first != nil, second != nil), layout: layout)
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

  private mutating func readHeader(copy: Int) throws(JournalError) -> (
    header: JournalHeader?, firstByte: UInt8, otherVersion: UInt32?
  ) {
    try read(at: JournalLayout.headerOffset(copy: copy), count: JournalHeader.byteCount)
    let page = unsafe UnsafeBufferPointer(scratch).span
    return (JournalHeader(page), page[0], JournalHeader.otherVersion(page))
  }
}
