import Checksum

extension JournalHeader {
  /// Puts the header's 512 bytes at the start of `bytes`.
  func encode(into bytes: inout MutableSpan<UInt8>) {
    for i in 0..<Self.byteCount { bytes[i] = 0 }
    bytes.store(Self.magicValue, at: 0)
    bytes.store(Self.currentVersion, at: 8)
    bytes.store(session, at: 16)
    bytes.store(elementCount, at: 20)
    bytes.store(seed, at: 24)
    bytes.store(trialsPlanned, at: 32)
    bytes.store(recordCapacity, at: 40)
    bytes.store(planChecksum, at: 48)
    bytes.store(fullScaleMicrovolts, at: 52)
    bytes.store(decision, at: 56)
    bytes.store(trainCount, at: 60)
    bytes.store(testCount, at: 64)
    bytes.store(hasResiduals ? 0 : UInt32(1), at: 72)
    bytes[68] = UInt8(truncatingIfNeeded: board.count)
    bytes[69] = UInt8(truncatingIfNeeded: task.count)
    for i in 0..<board.count { bytes[128 + i] = board[i] }
    for i in 0..<task.count { bytes[192 + i] = task[i] }
    bytes.store(Self.checksum(bytes.span), at: 12)
  }

  /// Everything but the checksum's own place.
  static func checksum(_ page: Span<UInt8>) -> UInt32 {
    page.checksum(16..<byteCount, continuing: page.checksum(0..<12, continuing: 0))
  }

  /// Nil where the checksum does not match or a field is out of range.
  init?(_ page: Span<UInt8>) {
    guard page.word64(0) == Self.magicValue, page.word32(12) == Self.checksum(page),
      page.word32(8) == Self.currentVersion, page.word32(16) > 0, page.word32(72) <= 1,
      let board = JournalName(page, at: 128, count: Int(page[68])),
      let task = JournalName(page, at: 192, count: Int(page[69]))
    else { return nil }
    self.init(
      elementCount: page.word32(20), seed: page.word64(24), trialsPlanned: page.word64(32),
      recordCapacity: page.word64(40), planChecksum: page.word32(48),
      fullScaleMicrovolts: page.word32(52), decision: page.word32(56),
      trainCount: page.word32(60), testCount: page.word32(64),
      hasResiduals: page.word32(72) == 0, board: board, task: task)
    session = page.word32(16)
  }

  /// The version of an undamaged header that this runtime cannot read; every version has magic,
  /// version and checksum in the same places.
  static func otherVersion(_ page: Span<UInt8>) -> UInt32? {
    guard page.word64(0) == magicValue, page.word32(12) == checksum(page),
      page.word32(8) != currentVersion
    else { return nil }
    return page.word32(8)
  }

  /// What checksums of records and checkpoints start from, so that those of another run fail. Holds
  /// nothing that a resumed run may change.
  var identity: UInt32 {
    var words = InlineArray<12, UInt8>(repeating: 0)
    var bytes = words.mutableSpan
    bytes.store(elementCount, at: 0)
    bytes.store(seed, at: 4)
    return bytes.span.checksum(0..<12, continuing: 0)
  }
}
