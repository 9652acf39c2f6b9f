extension JournalWriter where Storage: ~Copyable {
  /// Makes a new journal of its full size, and drops what the storage held before.
  ///
  /// Whenever power is cut, the storage holds the old journal, none
  /// (``JournalError/Reason/notBegun``) or the new one.
  ///
  /// `scratch`: at least `JournalLayout.writerScratchBytes`; must outlive the
  /// writer, and nobody else may use it meanwhile.
  public static func create(
    on storage: consuming Storage, header: JournalHeader, scratch: UnsafeMutableRawBufferPointer
  ) throws(JournalError) -> JournalWriter {
    var header = header
    header.session = 1
    let layout = try JournalLayout(
      elementCount: header.elementCount, hasResiduals: header.hasResiduals,
      recordCapacity: header.recordCapacity)
    var medium = unsafe try Medium(
      storage, scratch: scratch, needed: JournalLayout.writerScratchBytes)
    try medium.forget()
    try medium.clear(byteCount: layout.byteCount)
    // All but the first byte, which a disk cannot tear: it says whether there is a journal.
    medium.encode(header)
    try medium.writeScratch(1..<JournalHeader.byteCount, at: 1)
    try medium.sync()
    try medium.writeScratch(0..<1, at: 0)
    try medium.sync()
    return JournalWriter(medium, header: header, layout: layout, resumed: nil, recovery: nil)
  }
}

extension Medium where Storage: ~Copyable {
  /// Puts a header into the scratch memory.
  mutating func encode(_ header: JournalHeader) {
    var bytes = unsafe scratch.mutableSpan
    header.encode(into: &bytes)
  }

  /// Invalidates both copies of the header, the newer one last, so that an old journal is whole
  /// until it is gone.
  mutating func forget() throws(JournalError) {
    let end = JournalLayout.headerOffset(copy: 1) + UInt64(JournalHeader.byteCount)
    var newest = 0
    if storage.byteCount >= end {
      do throws(JournalError) { newest = try open().headerCopy } catch {
        guard error.reason != .storage else { throw error }
      }
    }
    try forget(copy: 1 - newest)
    try forget(copy: newest)
  }

  private mutating func forget(copy: Int) throws(JournalError) {
    let offset = JournalLayout.headerOffset(copy: copy)
    guard storage.byteCount > offset else { return }
    try read(at: offset, count: 1)
    guard unsafe scratch[0] != 0 else { return }
    let zero = InlineArray<1, UInt8>(repeating: 0)
    try write(at: offset, unsafe zero.span.bytes)
    try sync()
  }
}
