extension JournalRecord {
  /// The record's 64 bytes, and its checksum. The checksum starts from that of the record before:
  /// a record is valid only behind the very record it was written behind.
  func encode(after chain: UInt32) -> (bytes: InlineArray<64, UInt8>, chain: UInt32) {
    var record = InlineArray<64, UInt8>(repeating: 0)
    var bytes = record.mutableSpan
    bytes[0] = kind.rawValue
    bytes[1] = faultKind
    bytes[2] = set.rawValue
    bytes.store(session, at: 4)
    bytes.store(trial, at: 8)
    bytes.store(timeMicroseconds, at: 16)
    bytes.store(error, at: 24)
    bytes.store(movedElements, at: 32)
    bytes.store(correct, at: 40)
    bytes.store(total, at: 44)
    bytes.store(atRail, at: 48)
    bytes.store(faultChannel, at: 52)
    bytes.store(UInt32(bitPattern: detail), at: 56)
    let checksum = bytes.span.checksum(0..<60, continuing: chain)
    bytes.store(checksum, at: 60)
    return (record, checksum)
  }

  /// Nil where the bytes are not a record written behind `chain`.
  init?(_ bytes: Span<UInt8>, at offset: Int, after chain: UInt32) {
    guard let kind = Kind(rawValue: bytes[offset]),
      let set = ExampleSet(rawValue: bytes[offset + 2]),
      bytes.word32(offset + 60) == bytes.checksum(offset..<offset + 60, continuing: chain)
    else { return nil }
    self.init(
      kind, trial: bytes.word64(offset + 8), timeMicroseconds: bytes.word64(offset + 16),
      error: bytes.word64(offset + 24), movedElements: bytes.word64(offset + 32),
      correct: bytes.word32(offset + 40), total: bytes.word32(offset + 44),
      atRail: bytes.word32(offset + 48), faultKind: bytes[offset + 1],
      faultChannel: bytes.word32(offset + 52),
      detail: Int32(bitPattern: bytes.word32(offset + 56)), set: set)
    session = bytes.word32(offset + 4)
  }
}
